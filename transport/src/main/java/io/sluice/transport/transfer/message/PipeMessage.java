package io.sluice.transport.transfer.message;

/**
 * A message of the one pipe that a session may have: a stream of bytes in each direction. Sent only
 * to a side whose {@link Hello} has {@link #FEATURE}.
 */
public sealed interface PipeMessage extends Message
    permits PipeOpen, PipeData, PipeRoom, PipeEnd, PipeClose {
  /** The bit in {@code Hello.features} of a side that knows pipes. */
  long FEATURE = 2;
}
