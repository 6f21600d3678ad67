package io.sluice.transport.session;

import io.sluice.transport.udp.DatagramBatch;

/** One thing for a {@link PeerLoop} to take in. */
sealed interface Input {
  /** Datagrams that are not STUN, from any source; the batch goes back to the exchange. */
  record Datagrams(DatagramBatch batch) implements Input {}

  /** A wish of the user's, or a result from the disk, to be carried out on the loop's thread. */
  record Command(Step step) implements Input {}

  /** What a command does, at a time in monotonic nanoseconds. */
  @FunctionalInterface
  interface Step {
    void run(long now);
  }
}
