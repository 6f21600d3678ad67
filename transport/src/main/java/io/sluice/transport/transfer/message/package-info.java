/**
 * The messages of a session and of its transfers, one record each with its bytes: protocol buffers
 * written and read by hand, so that the wire can be described by a schema and can grow.
 */
@NullMarked
package io.sluice.transport.transfer.message;

import org.jspecify.annotations.NullMarked;
