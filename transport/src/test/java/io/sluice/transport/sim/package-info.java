/** A network in memory: seeded, sans-IO, with a clock that jumps. For tests of the cores. */
@NullMarked
package io.sluice.transport.sim;

import org.jspecify.annotations.NullMarked;
