package io.sluice.transport.sctp.rx;

/**
 * When a SACK is owed (RFC 9260 section 6.2). The question is put when a packet could be sent, so a
 * batch of packets that was received before costs one SACK and not one for every second packet.
 */
final class SackSchedule {
  private static final int PACKETS_PER_SACK = 2;

  private final long delayNanos;
  private boolean begun;
  private boolean immediate;
  private int packets;
  private long deadline = Long.MAX_VALUE;

  SackSchedule(long delayNanos) {
    this.delayNanos = delayNanos;
  }

  /**
   * A packet with DATA has arrived; {@code hurry} when it showed a gap, a duplicate or the I bit.
   */
  void packetArrived(boolean hurry, long now) {
    // The first one is acknowledged at once: its sender has no round trip time to wait by.
    immediate |= hurry || !begun;
    begun = true;
    if (packets++ == 0) {
      deadline = now + delayNanos;
    }
  }

  /** The peer should hear now, for another reason than data: the window has opened. */
  void demand() {
    immediate = true;
  }

  boolean isDue(long now) {
    return immediate || packets >= PACKETS_PER_SACK || now >= deadline;
  }

  /** Whether a SACK would say anything new, due or not: one that fits beside DATA is free. */
  boolean isUseful() {
    return immediate || packets > 0;
  }

  /** When one falls due by itself, or {@code Long.MAX_VALUE}. */
  long deadline() {
    return deadline;
  }

  void sent() {
    immediate = false;
    packets = 0;
    deadline = Long.MAX_VALUE;
  }
}
