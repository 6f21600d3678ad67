package io.sluice.transport.sctp.tx;

import io.sluice.transport.sctp.packet.Tsn;

/** What one SACK says has arrived, gathered chunk by chunk. Used again for every SACK. */
final class Delivery {
  /** Bytes that no earlier SACK acknowledged. */
  long bytes;

  /** Whether the cumulative TSN has advanced. */
  boolean advanced;

  /** When the newest chunk that was sent once left; MIN_VALUE if there is none. */
  long sentOnceAt;

  /** Whether there is a newest chunk: one that surely was delivered by its last transmission. */
  boolean hasNewest;

  /** The chunk that left last. */
  int newest;

  int newestSerial;
  long newestSentAt;

  /** Whether a chunk arrived although it was taken for lost, or before its retransmission could. */
  boolean originalArrived;

  /** Whether a chunk that was sent once arrived after one that was sent later. */
  boolean reordered;

  private int highest;
  private long now;
  private long minRoundTrip;

  Delivery(int initialTsn) {
    highest = initialTsn - 1;
  }

  void begin(long now, long minRoundTrip) {
    this.now = now;
    this.minRoundTrip = minRoundTrip;
    bytes = 0;
    advanced = false;
    sentOnceAt = Long.MIN_VALUE;
    hasNewest = false;
    originalArrived = false;
    reordered = false;
  }

  /**
   * A chunk has arrived.
   *
   * @param again whether it was sent more than once
   * @param waited whether it was taken for lost and not sent since
   */
  void add(int tsn, int length, int serial, long sentAt, boolean again, boolean waited) {
    bytes += length;
    // RFC 8985 section 6.2 step 2: too early for the retransmission, so it was the original.
    boolean tooEarly = again && now - sentAt < minRoundTrip;
    originalArrived |= waited || tooEarly;
    if (tooEarly) {
      return;
    }
    if (!again) {
      reordered |= Tsn.before(tsn, highest);
      // Karn's rule: nobody knows which copy of a chunk sent twice has arrived. And one that was
      // taken for lost has waited for a SACK that was lost.
      if (!waited) {
        sentOnceAt = Math.max(sentOnceAt, sentAt);
      }
    }
    highest = Tsn.latest(highest, tsn);
    if (!hasNewest || serial - newestSerial > 0) {
      hasNewest = true;
      newest = tsn;
      newestSerial = serial;
      newestSentAt = sentAt;
    }
  }
}
