package io.sluice.transport.sctp.tx;

import io.sluice.transport.sctp.packet.Sack;
import io.sluice.transport.sctp.packet.Tsn;

/**
 * What is lost, told by time (RACK, RFC 8985 section 6): a chunk is, when another that left after
 * it has arrived, and a round trip and a reordering window have passed since it left. That holds
 * for retransmissions as for first transmissions, and takes the place of the three miss indications
 * of RFC 9260 section 7.2.4.
 */
final class LossDetection {
  /** Chunks behind a gap after which reordering is unlikely (DupThresh, RFC 8985 section 6.2). */
  private static final int REPORTS = 3;

  private static final int MOST_QUARTERS = 20;
  private static final int RECOVERIES_TO_FORGET = 16;

  private boolean begun;
  private int newestSerial;
  private long roundTrip;

  private boolean reorderingSeen;
  private int quarters = 1;
  private int recoveriesLeft;
  private int widenedUntil;
  private int retransmissions;
  private long deadline = Long.MAX_VALUE;

  /** Section 6.2 steps 1 to 3: what a SACK has shown. */
  void learn(Delivery delivery, long now) {
    reorderingSeen |= delivery.reordered;
    if (delivery.hasNewest && (!begun || delivery.newestSerial - newestSerial > 0)) {
      begun = true;
      newestSerial = delivery.newestSerial;
      roundTrip = now - delivery.newestSentAt;
    }
  }

  /** A chunk goes again: the peer may come to have it twice. */
  void onRetransmission() {
    retransmissions++;
  }

  /**
   * Section 6.2 step 4: chunks that the peer has twice went again for nothing, because they were
   * waited for too briefly. The window grows by a quarter of the shortest round trip, once for each
   * round trip, and only for what was really sent twice.
   */
  void readDuplicates(Sack sack, InFlight flight) {
    int count = Math.min(sack.duplicates(), retransmissions);
    if (count == 0) {
      return;
    }
    retransmissions -= count;
    reorderingSeen = true;
    recoveriesLeft = RECOVERIES_TO_FORGET;
    if (!Tsn.before(flight.first(), widenedUntil) || quarters == 1) {
      widenedUntil = flight.next();
      quarters = Math.min(MOST_QUARTERS, quarters + 1);
    }
  }

  /** A recovery has ended. */
  void onRecovered() {
    if (--recoveriesLeft <= 0) {
      quarters = 1;
    }
    retransmissions = 0;
  }

  /**
   * Section 6.2 step 5: takes for lost what is.
   *
   * @param recovering whether losses are being repaired
   * @return the bytes of it
   */
  long detect(InFlight flight, long minRoundTrip, long smoothed, boolean recovering, long now) {
    deadline = Long.MAX_VALUE;
    if (!begun) {
      return 0;
    }
    long lost = 0;
    long patience = roundTrip + window(flight, minRoundTrip, smoothed, recovering);
    SentOrder order = flight.order;
    while (!order.isEmpty()) {
      int tsn = order.oldest();
      if (order.serial(tsn) - newestSerial >= 0) {
        break;
      }
      long due = order.sentAt(tsn) + patience;
      if (now < due) {
        deadline = due;
        break;
      }
      lost += flight.lose(tsn);
    }
    return lost;
  }

  private long window(InFlight flight, long minRoundTrip, long smoothed, boolean recovering) {
    if (!reorderingSeen && (recovering || flight.gapCount() >= REPORTS)) {
      return 0;
    }
    return Math.min(quarters * minRoundTrip / 4, smoothed);
  }

  /** When a chunk will count as lost if it has not arrived, or {@code Long.MAX_VALUE}. */
  long deadline() {
    return deadline;
  }
}
