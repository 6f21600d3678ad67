/**
 * Data channels (RFC 8831, RFC 8832): many independent message channels over the streams of one
 * SCTP association. Sans-IO.
 */
@NullMarked
package io.sluice.transport.channel;

import org.jspecify.annotations.NullMarked;
