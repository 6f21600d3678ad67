package io.sluice.transport.sctp.tx;

import io.sluice.transport.sctp.congestion.AckSample;
import io.sluice.transport.sctp.congestion.CongestionControl;
import io.sluice.transport.sctp.congestion.MinRoundTrip;
import io.sluice.transport.sctp.packet.Sack;
import io.sluice.transport.sctp.packet.Tsn;
import java.time.Duration;

/**
 * Finds out what was lost and tells the congestion control: by SACKs (RACK), by silence (tail loss
 * probe), in the end by the retransmission timer. What was lost waits in {@link InFlight} until it
 * is sent again.
 *
 * <pre>
 *           loss found                      timer expired
 *   OPEN ───────────────▶ LOSS    OPEN, LOSS ────────────▶ TIMEOUT
 *    ▲   recovery point    │                                  │
 *    └─────────────────────┴──────────────────────────────────┘
 *                      reached, or the timeout was spurious
 * </pre>
 */
final class LossRecovery {
  /** Timeouts in a row after which the gap blocks of a peer are no longer believed. */
  private static final int TIMEOUTS_TO_DOUBT = 4;

  private static final long MIN_ROUND_TRIP_SPAN = Duration.ofSeconds(30).toNanos();

  private enum Phase {
    OPEN,
    LOSS,
    TIMEOUT
  }

  private final InFlight flight;
  private final PeerWindow peerWindow;
  private final Rto rto;
  private final CongestionControl congestion;
  private final LossDetection detection = new LossDetection();
  private final SackReader sackReader = new SackReader();
  private final MinRoundTrip minRoundTrip = new MinRoundTrip(MIN_ROUND_TRIP_SPAN);
  private final AckSample sample = new AckSample();
  private final RetransmissionTimer timer;
  private final TailProbe tail;
  private final Delivery delivery;

  private Phase phase = Phase.OPEN;
  private int recoveryPoint;
  private int timeoutPoint;
  private boolean maybeSpurious;
  private boolean windowLimited;
  private boolean oneMore;
  private boolean repeating;
  private int payload;
  private long nextMeasurement;

  private long retransmissions;
  private long timeouts;
  private long spuriousTimeouts;

  /**
   * @param peerDelay how long the peer may hold back a SACK
   */
  LossRecovery(
      InFlight flight,
      PeerWindow peerWindow,
      Rto rto,
      CongestionControl congestion,
      long peerDelay) {
    this.flight = flight;
    this.peerWindow = peerWindow;
    this.rto = rto;
    this.congestion = congestion;
    this.timer = new RetransmissionTimer(rto);
    this.tail = new TailProbe(peerDelay);
    this.delivery = new Delivery(flight.first());
    this.timeoutPoint = flight.first() - 1;
  }

  /** Whether the congestion window, or a packet that may ignore it, lets DATA go. */
  boolean admits() {
    // RFC 9260 section 7.2.4 (3): the first packet of a fast retransmission ignores the window; so
    // do probes.
    if (oneMore || flight.bytes() < congestion.window()) {
      return true;
    }
    windowLimited = true;
    return false;
  }

  /** Packets have room for {@code payload} bytes from now on. */
  void payload(int payload) {
    this.payload = payload;
  }

  /** A new chunk was sent. */
  void onSent(int length, long now) {
    congestion.onSent(now, length, flight.bytes());
    timer.ensureRunning(now);
    tail.restart(now);
  }

  /** A lost chunk was sent again. */
  void onSentAgain(int tsn, int length, long now) {
    congestion.onSent(now, length, flight.bytes());
    detection.onRetransmission();
    retransmissions++;
    timer.ensureRunning(now);
    if (tsn == flight.first() && timer.inARow() == 0) {
      // RFC 9260 section 7.2.4 (4).
      timer.start(now);
    }
    tail.restart(now);
  }

  /** A packet with DATA is complete: the one that might ignore the window has left. */
  void onPacketSent() {
    oneMore = false;
    repeating = false;
  }

  /** What was lost was given up instead of being sent again. */
  void onGivenUp() {
    if (repeating && !flight.hasLost()) {
      sendFirstAgain();
    }
  }

  /** FORWARD TSN was sent: the peer owes an answer (RFC 3758 section 3.5, rule C5). */
  void onForwardTsn(long now) {
    timer.ensureRunning(now);
  }

  /** There is nothing to send. */
  void onAppLimited() {
    if (flight.bytes() < congestion.window()) {
      flight.rate.onAppLimited(flight.bytes());
    }
  }

  /** A SACK came, which is not older than the last and acknowledges only what was sent. */
  Delivery acknowledge(Sack sack, long now) {
    begin(now);
    sackReader.read(sack, flight, delivery);
    finish(now, sack.duplicates() > 0);
    detection.readDuplicates(sack, flight);
    return delivery;
  }

  /** A cumulative TSN came without gap blocks: with SHUTDOWN. */
  Delivery acknowledge(int cumulativeTsn, long now) {
    begin(now);
    flight.acknowledgeThrough(cumulativeTsn, delivery);
    finish(now, false);
    return delivery;
  }

  private void begin(long now) {
    delivery.begin(now, minRoundTrip.get());
    sample.inFlightBefore = flight.bytes();
  }

  private void finish(long now, boolean duplicated) {
    measure(now);
    flight.rate.sample(delivery, sample, now);
    detection.learn(delivery, now);
    undoSpuriousTimeout();
    endRecovery();
    boolean lost = detectLoss(now) > 0;
    boolean repaired = tail.hasRepaired(flight, duplicated, delivery.originalArrived);
    if ((lost || repaired) && phase == Phase.OPEN) {
      beginRecovery(now, sample.inFlightBefore);
    }
    report(now);
    if (flight.isEmpty()) {
      // RFC 9260 section 6.3.2 R2.
      timer.stop();
    } else if (delivery.advanced) {
      // R3.
      timer.start(now);
      tail.restart(now);
    }
  }

  private void measure(long now) {
    sample.roundTrip = 0;
    if (delivery.sentOnceAt != Long.MIN_VALUE) {
      long roundTrip = Math.max(1, now - delivery.sentOnceAt);
      sample.roundTrip = roundTrip;
      minRoundTrip.measured(roundTrip, now);
      // RFC 9260 section 6.3.1 C4: one measurement for every round trip.
      if (rto.smoothed() == 0 || now >= nextMeasurement) {
        rto.measured(roundTrip);
        nextMeasurement = now + rto.smoothed();
      }
    }
    sample.minRoundTrip = minRoundTrip.get();
    sample.smoothedRoundTrip = rto.smoothed();
  }

  private void report(long now) {
    if (delivery.bytes > 0 || delivery.advanced) {
      timer.answered();
    }
    if (delivery.bytes == 0) {
      return;
    }
    sample.now = now;
    sample.bytes = delivery.bytes;
    sample.inFlight = flight.bytes();
    sample.advanced = delivery.advanced;
    sample.windowLimited = windowLimited;
    sample.inRecovery = phase == Phase.LOSS;
    congestion.onAcknowledged(sample);
    sample.lost = 0;
    windowLimited = false;
  }

  private long detectLoss(long now) {
    boolean recovering = phase != Phase.OPEN;
    long lost = detection.detect(flight, minRoundTrip.get(), rto.smoothed(), recovering, now);
    sample.lost += lost;
    return lost;
  }

  private void beginRecovery(long now, long inFlight) {
    phase = Phase.LOSS;
    recoveryPoint = flight.next() - 1;
    oneMore = true;
    congestion.onLoss(now, inFlight);
  }

  private void endRecovery() {
    if (phase != Phase.OPEN && Tsn.after(flight.first(), recoveryPoint)) {
      phase = Phase.OPEN;
      maybeSpurious = false;
      detection.onRecovered();
    }
  }

  /**
   * As F-RTO (RFC 5682) and Eifel (RFC 4015) have it: the timer expired, but then the peer
   * acknowledges what was sent before and only once. So the path was slow, or away, and not full.
   */
  private void undoSpuriousTimeout() {
    if (phase == Phase.TIMEOUT && maybeSpurious && delivery.originalArrived) {
      phase = Phase.OPEN;
      maybeSpurious = false;
      spuriousTimeouts++;
      congestion.onSpuriousTimeout();
    }
  }

  /**
   * Time has passed.
   *
   * @param moreToSend whether there is a new chunk that the peer has room for
   * @return whether the retransmission timer has expired, so that the peer owes an answer
   */
  boolean handleTimeout(long now, boolean moreToSend) {
    if (now >= tailDeadline()) {
      probeTail(moreToSend, now);
    }
    boolean expired = now >= timer.expiry();
    if (expired) {
      expire(now);
    } else if (timer.takeProbe(now)) {
      sendFirstAgain();
    }
    if (now >= detection.deadline()) {
      long flightBefore = flight.bytes();
      if (detectLoss(now) > 0 && phase == Phase.OPEN) {
        beginRecovery(now, flightBefore);
      }
    }
    return expired;
  }

  private void probeTail(boolean moreToSend, long now) {
    int newest = flight.order.newest();
    if (moreToSend) {
      tail.begin(flight.next(), false, flight.next() + 1);
    } else {
      tail.begin(newest, true, flight.next());
      flight.lose(newest);
    }
    oneMore = true;
    timer.start(now);
  }

  private void expire(long now) {
    timeouts++;
    timer.backOff(now);
    tail.cancel();
    boolean twice = timer.inARow() > 1 || !Tsn.after(flight.first(), timeoutPoint);
    if (peerWindow.bytes() >= payload) {
      timer.scheduleProbe(now);
    }
    if (!peerWindow.isProbing()) {
      beginTimeout(now);
    }
    if (timer.inARow() >= TIMEOUTS_TO_DOUBT) {
      flight.renegeAll();
    }
    if (twice) {
      flight.loseAll();
    }
    sendFirstAgain();
  }

  private void beginTimeout(long now) {
    if (timer.inARow() == 1) {
      // Not again for what the timer has sent again already (RFC 5681 section 3.1).
      congestion.onTimeout(now, flight.bytes());
    }
    maybeSpurious |= phase != Phase.TIMEOUT;
    phase = Phase.TIMEOUT;
    recoveryPoint = flight.next() - 1;
    timeoutPoint = recoveryPoint;
  }

  /**
   * Only the first chunk goes again. When it has arrived, RACK knows of all others that left before
   * it; when one of those arrives first, the timeout was spurious.
   */
  private void sendFirstAgain() {
    int tsn = flight.firstInFlight();
    boolean isFirst = !flight.hasLost() || Tsn.before(tsn, flight.firstLost());
    if (isFirst && tsn != flight.next()) {
      flight.lose(tsn);
    }
    oneMore = flight.hasLost();
    repeating = oneMore;
  }

  /** Something came from the peer, of whatever kind: the path is there, so why wait for a timer. */
  void heard(long now) {
    if (!timer.isProbing() || flight.isEmpty()) {
      return;
    }
    if (now - flight.order.sentAt(flight.first()) > rto.smoothed()) {
      timer.scheduleProbe(now);
      sendFirstAgain();
    }
  }

  private long tailDeadline() {
    if (phase != Phase.OPEN || peerWindow.isProbing()) {
      return Long.MAX_VALUE;
    }
    long deadline = tail.deadline(flight, payload, rto.smoothed());
    return deadline == Long.MAX_VALUE ? deadline : Math.min(timer.expiry(), deadline);
  }

  /** What is in flight did not arrive, for another reason than congestion, and goes again. */
  void sendAllAgain(long now) {
    flight.loseAll();
    rto.restore();
    if (!flight.isEmpty()) {
      timer.start(now);
    }
  }

  long nextTimeout() {
    return Math.min(timer.deadline(), Math.min(detection.deadline(), tailDeadline()));
  }

  long retransmissions() {
    return retransmissions;
  }

  LossFigures figures() {
    return new LossFigures(
        minRoundTrip.get(), retransmissions, timeouts, spuriousTimeouts, tail.count());
  }
}
