/** Measures the program as a user has it, beside others. */
@NullMarked
package io.sluice.cli.bench;

import org.jspecify.annotations.NullMarked;
