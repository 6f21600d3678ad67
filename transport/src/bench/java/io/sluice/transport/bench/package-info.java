/** What the engine costs, measured by JMH: {@code mvn verify -Pbench}. */
@NullMarked
package io.sluice.transport.bench;

import org.jspecify.annotations.NullMarked;
