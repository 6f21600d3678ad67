/** The face of transport: the values and interfaces that shells and commands work with. */
@NullMarked
package io.sluice.transport.api;

import org.jspecify.annotations.NullMarked;
