/** Targets of a fuzzer, and what runs them: {@code mvn verify -Pfuzz}. */
@NullMarked
package io.sluice.transport.fuzz;

import org.jspecify.annotations.NullMarked;
