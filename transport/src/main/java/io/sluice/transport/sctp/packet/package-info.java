/**
 * SCTP on the wire: one record per chunk, cursors for DATA, I-DATA and SACK, serial numbers,
 * checksum.
 */
@NullMarked
package io.sluice.transport.sctp.packet;

import org.jspecify.annotations.NullMarked;
