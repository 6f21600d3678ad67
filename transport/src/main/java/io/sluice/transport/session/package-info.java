/**
 * The life of a peer: from a code, over a path and a handshake, to transfers, to the end. The one
 * room that knows all the others, owns the threads and reads the clock.
 */
@NullMarked
package io.sluice.transport.session;

import org.jspecify.annotations.NullMarked;
