/** Two real processes on this machine, and a check of what they did that does not trust them. */
@NullMarked
package io.sluice.cli.demo;

import org.jspecify.annotations.NullMarked;
