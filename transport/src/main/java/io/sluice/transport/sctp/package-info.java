/**
 * SCTP (RFC 9260) over a datagram link, as data channels use it. {@link
 * io.sluice.transport.sctp.Association} is the face; every other class here is one concern of it.
 */
@NullMarked
package io.sluice.transport.sctp;

import org.jspecify.annotations.NullMarked;
