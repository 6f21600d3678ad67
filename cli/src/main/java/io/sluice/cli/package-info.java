/** The program {@code sluice}: where it starts, and how its end becomes an exit code. */
@NullMarked
package io.sluice.cli;

import org.jspecify.annotations.NullMarked;
