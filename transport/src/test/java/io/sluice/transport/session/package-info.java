/** Two nodes on one machine, over the loopback interface. */
@NullMarked
package io.sluice.transport.session;

import org.jspecify.annotations.NullMarked;
