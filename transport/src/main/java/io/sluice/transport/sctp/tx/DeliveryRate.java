package io.sluice.transport.sctp.tx;

import io.sluice.transport.sctp.congestion.AckSample;

/**
 * How fast data arrives (draft-ietf-ccwg-bbr, "Delivery Rate Samples"). Each chunk remembers how
 * much had arrived when it left; when it has arrived itself, the difference over the time in
 * between, or over the time that sending took if that was longer, is a sample.
 */
final class DeliveryRate {
  private int capacity;
  private long[] deliveredBefore;
  private long[] deliveredAtBefore;
  private long[] firstSentAt;

  /** Bytes in flight with the chunk; the complement while the application had little to send. */
  private long[] flightWhenSent;

  private long delivered;
  private long deliveredAt;
  private long windowSentAt;
  private long appLimitedUntil;
  private long roundEnd;

  DeliveryRate(int capacity) {
    this.capacity = capacity;
    deliveredBefore = new long[capacity];
    deliveredAtBefore = new long[capacity];
    firstSentAt = new long[capacity];
    flightWhenSent = new long[capacity];
  }

  /** A chunk leaves; {@code inFlight} is what was in flight without it. */
  void onSent(int tsn, int length, long inFlight, long now) {
    if (inFlight == 0) {
      windowSentAt = now;
      deliveredAt = now;
    }
    int i = index(tsn);
    deliveredBefore[i] = delivered;
    deliveredAtBefore[i] = deliveredAt;
    firstSentAt[i] = windowSentAt;
    long flight = inFlight + length;
    flightWhenSent[i] = appLimitedUntil == 0 ? flight : ~flight;
  }

  /** There is nothing to send, though more might be in flight than is. */
  void onAppLimited(long inFlight) {
    appLimitedUntil = Math.max(1, delivered + inFlight);
  }

  /** Fills in the sample; {@code delivery} is complete. */
  void sample(Delivery delivery, AckSample sample, long now) {
    delivered += delivery.bytes;
    if (delivery.bytes > 0) {
      deliveredAt = now;
    }
    if (appLimitedUntil != 0 && delivered > appLimitedUntil) {
      appLimitedUntil = 0;
    }
    sample.delivered = delivered;
    sample.rateBytes = 0;
    sample.rateInterval = 0;
    sample.roundStart = false;
    if (!delivery.hasNewest) {
      return;
    }
    int i = index(delivery.newest);
    windowSentAt = delivery.newestSentAt;
    sample.roundStart = deliveredBefore[i] >= roundEnd;
    if (sample.roundStart) {
      roundEnd = delivered;
    }
    long flight = flightWhenSent[i];
    sample.appLimited = flight < 0;
    sample.inFlightWhenSent = flight < 0 ? ~flight : flight;
    long sending = delivery.newestSentAt - firstSentAt[i];
    long interval = Math.max(sending, now - deliveredAtBefore[i]);
    // Shorter than a round trip: SACKs came in a bunch, and the rate would be that of the bunch.
    if (interval > 0 && interval >= sample.minRoundTrip) {
      sample.rateBytes = delivered - deliveredBefore[i];
      sample.rateInterval = interval;
    }
  }

  private int index(int tsn) {
    return tsn & (capacity - 1);
  }

  void grow() {
    deliveredBefore = SentOrder.twice(deliveredBefore);
    deliveredAtBefore = SentOrder.twice(deliveredAtBefore);
    firstSentAt = SentOrder.twice(firstSentAt);
    flightWhenSent = SentOrder.twice(flightWhenSent);
    capacity *= 2;
  }
}
