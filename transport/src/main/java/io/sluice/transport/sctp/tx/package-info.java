/** The sending half: what waits, what is in flight, what was lost, and how much may be sent. */
@NullMarked
package io.sluice.transport.sctp.tx;

import org.jspecify.annotations.NullMarked;
