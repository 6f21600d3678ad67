package io.sluice.transport.sctp.tx;

import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.packet.Data;
import io.sluice.transport.sctp.packet.MalformedPacketException;
import io.sluice.transport.sctp.packet.Packet;
import io.sluice.transport.sctp.packet.Sack;
import io.sluice.transport.sctp.packet.Tsn;
import io.sluice.transport.sctp.packet.Wire;

/**
 * Sends messages: takes them from the {@link SendQueue}, cuts them into chunks when a packet is
 * written, keeps what is in flight until it is acknowledged, and decides what is sent again and
 * when.
 */
public final class DataSender {
  /** A message is not cut for the sake of less room than this at the end of a packet. */
  private static final int SMALLEST_CUT = 256;

  /** Timeouts in a row after which the gap blocks of a peer are no longer believed. */
  private static final int TIMEOUTS_TO_DOUBT = 4;

  private final SctpOptions options;
  private final Rto rto;
  private final CongestionControl congestion;
  private final InFlight flight;
  private final SendQueue queue;
  private final LossDetection losses = new LossDetection();
  private final CongestionControl.Ack ack = new CongestionControl.Ack();
  private final Burst burst;
  private final WindowProbe probe;

  private long peerWindow;
  private boolean windowLimited;
  private boolean recovering;
  private int recoveryPoint;
  private boolean retransmitAtOnce;
  private long timerT3 = Long.MAX_VALUE;
  private long nextMeasurement;
  private int timeoutsInARow;

  private long payloadSent;
  private long retransmissions;
  private long timeouts;

  /**
   * @param peerWindow the a_rwnd of the peer's INIT or INIT ACK
   */
  public DataSender(
      SctpOptions options,
      Rto rto,
      CongestionControl congestion,
      SendQueue queue,
      int initialTsn,
      long peerWindow) {
    this.options = options;
    this.rto = rto;
    this.queue = queue;
    this.congestion = congestion;
    this.flight = new InFlight(initialTsn);
    this.burst = new Burst(options.maxBurst());
    this.probe = new WindowProbe(options.maxRto().toNanos());
    this.peerWindow = peerWindow;
  }

  /** User bytes that fit a packet with one chunk. */
  public static int payloadOf(int pathMtu) {
    return (pathMtu - Packet.HEADER - Data.HEADER) & ~3;
  }

  /** Whether the peer has acknowledged all that was taken. */
  public boolean isDrained() {
    return flight.isEmpty() && queue.isEmpty();
  }

  /**
   * Writes as many DATA chunks as fit and may be sent: first what was lost, then what is new.
   *
   * @param limit where the packet should end
   * @param farthest where it must end: a chunk that was cut for a larger path MTU may need it
   * @return the offset after the chunks, {@code at} if there are none
   */
  public int write(byte[] into, int at, int limit, int farthest, long now) {
    if (!flight.hasLost() && queue.isEmpty()) {
      burst.rest();
      return at;
    }
    if (!burst.allows(now)) {
      return at;
    }
    int end = flight.hasLost() ? writeLost(into, at, limit, farthest, now) : at;
    if (!flight.hasLost()) {
      end = writeNew(into, end, limit, end == at, now);
    }
    if (end != at) {
      burst.spend(now);
      if (timerT3 == Long.MAX_VALUE) {
        // RFC 9260 section 6.3.2 R1.
        timerT3 = now + rto.timeout();
      }
    }
    return end;
  }

  private int writeLost(byte[] into, int at, int limit, int farthest, long now) {
    int end = at;
    while (flight.hasLost()) {
      int tsn = flight.firstLost();
      int length = flight.length(tsn);
      int last = end == at ? farthest : limit;
      if (last - end < Data.HEADER + Wire.padded(length)) {
        break;
      }
      // RFC 9260 section 7.2.4 (3): the first packet of a fast retransmission ignores the window.
      if (!retransmitAtOnce && flight.bytes() >= congestion.window()) {
        windowLimited = true;
        break;
      }
      end = flight.write(tsn, into, end);
      flight.addAgain(tsn, now);
      congestion.onSent(now, length, flight.bytes());
      retransmissions++;
      if (tsn == flight.first()) {
        // RFC 9260 section 7.2.4 (4).
        timerT3 = now + rto.timeout();
      }
    }
    if (end != at) {
      retransmitAtOnce = false;
    }
    return end;
  }

  private int writeNew(byte[] into, int at, int limit, boolean alone, long now) {
    int end = at;
    int last = at;
    OutboundMessage message;
    while ((message = queue.current()) != null && !flight.isFull()) {
      int remaining = message.length - message.fragmented;
      int size = Math.min(remaining, (limit - end - Data.HEADER) & ~3);
      boolean cutsForLittle = !(alone && end == at) && size < remaining && size < SMALLEST_CUT;
      if (size <= 0 || cutsForLittle || !mayBeInFlight(size, now)) {
        break;
      }
      int tsn = flight.next();
      int offset = message.fragmented;
      queue.take(message, size);
      flight.add(message, offset, size, now);
      last = end;
      end = flight.write(tsn, into, end);
      congestion.onSent(now, size, flight.bytes());
      payloadSent += size;
    }
    if (end != at && (queue.isEmpty() || isWindowUsedUp())) {
      Data.demandSack(into, last);
    }
    return end;
  }

  /** Whether nothing more may leave before a SACK has come. */
  private boolean isWindowUsedUp() {
    return flight.bytes() >= congestion.window()
        || peerWindow - flight.bytes() < payloadOf(options.pathMtu());
  }

  /** Whether both windows let {@code size} new bytes go. */
  private boolean mayBeInFlight(int size, long now) {
    // RFC 9260 section 6.1 B.
    if (flight.bytes() >= congestion.window()) {
      windowLimited = true;
      return false;
    }
    if (size <= peerWindow - flight.bytes()) {
      return true;
    }
    return flight.isEmpty() && probe.isDue(now, rto.timeout());
  }

  /**
   * A SACK has come.
   *
   * @return whether it shows that the peer is alive
   * @throws MalformedPacketException when it acknowledges what was never sent; nothing was obeyed
   */
  public boolean acknowledge(Sack sack, long now) throws MalformedPacketException {
    if (isStale(sack.cumulativeTsn())) {
      return false;
    }
    if (!Tsn.before(sack.highestTsn(), flight.next())) {
      throw new MalformedPacketException("SACK of what was never sent");
    }
    startAck();
    flight.acknowledgeThrough(sack.cumulativeTsn(), ack, queue);
    boolean counts = recovering && ack.advanced;
    boolean lossFound = losses.inspect(sack, flight, ack, counts);
    boolean probed = probe.isUnderway();
    peerWindow = sack.window();
    finishAck(now, lossFound);
    return ack.bytes > 0 || probed;
  }

  /** The cumulative TSN of a SHUTDOWN, which acknowledges like a SACK without gap blocks. */
  public boolean acknowledge(int cumulativeTsn, long now) throws MalformedPacketException {
    if (isStale(cumulativeTsn)) {
      return false;
    }
    if (!Tsn.before(cumulativeTsn, flight.next())) {
      throw new MalformedPacketException("SHUTDOWN acknowledges what was never sent");
    }
    startAck();
    flight.acknowledgeThrough(cumulativeTsn, ack, queue);
    finishAck(now, false);
    return ack.bytes > 0;
  }

  /** RFC 9260 section 6.2.1 D i: it was overtaken by a later SACK. */
  private boolean isStale(int cumulativeTsn) {
    return Tsn.before(cumulativeTsn, flight.first() - 1);
  }

  private void startAck() {
    ack.bytes = 0;
    ack.advanced = false;
    ack.sentAt = Long.MIN_VALUE;
    ack.inFlightBefore = flight.bytes();
    ack.windowLimited = windowLimited;
  }

  private void finishAck(long now, boolean lossFound) {
    burst.renew();
    if (recovering && Tsn.after(flight.first(), recoveryPoint)) {
      recovering = false;
    }
    ack.inRecovery = recovering;
    if (ack.bytes > 0) {
      timeoutsInARow = 0;
      measure(now);
      congestion.onAcknowledged(now, ack);
      windowLimited = false;
    }
    if (lossFound && !recovering) {
      recovering = true;
      recoveryPoint = flight.next() - 1;
      retransmitAtOnce = true;
      congestion.onLoss(now, flight.bytes());
    }
    if (flight.isEmpty()) {
      // RFC 9260 section 6.3.2 R2.
      timerT3 = Long.MAX_VALUE;
      probe.acknowledged();
    } else if (ack.advanced) {
      // R3.
      timerT3 = now + rto.timeout();
    }
    if (peerWindow - flight.bytes() >= payloadOf(options.pathMtu())) {
      endProbe();
    }
  }

  /** The window has opened: a probe that the peer had no room for goes again at once. */
  private void endProbe() {
    if (probe.isUnderway() && !flight.isEmpty()) {
      flight.loseAll();
      rto.restore();
    }
    probe.end();
  }

  /** RFC 9260 section 6.3.1 C4: one measurement for every round trip. */
  private void measure(long now) {
    boolean due = rto.smoothed() == 0 || now >= nextMeasurement;
    if (ack.sentAt != Long.MIN_VALUE && due) {
      rto.measured(now - ack.sentAt);
      nextMeasurement = now + rto.smoothed();
    }
  }

  /**
   * Time has passed.
   *
   * @return whether the retransmission timer has expired, so that the peer owes an answer
   */
  public boolean handleTimeout(long now) {
    if (now < timerT3) {
      return false;
    }
    timeouts++;
    timeoutsInARow++;
    rto.backOff();
    timerT3 = now + rto.timeout();
    burst.renew();
    if (!probe.isUnderway()) {
      congestion.onTimeout(now);
    }
    recovering = false;
    retransmitAtOnce = false;
    if (timeoutsInARow >= TIMEOUTS_TO_DOUBT) {
      flight.renegeAll();
    }
    flight.loseAll();
    return true;
  }

  /** When something is to be done without any packet coming, or {@code Long.MAX_VALUE}. */
  public long nextTimeout() {
    return Math.min(timerT3, Math.min(probe.deadline(), burst.deadline()));
  }

  /** Packets have another size from now on. */
  public void pathMtu(int bytes) {
    congestion.onPathMtu(payloadOf(bytes));
  }

  /**
   * Packets are smaller from now on, because those in flight were too long for the path: they go
   * again, each chunk as it was cut.
   */
  public void pathNarrowed(int bytes, long now) {
    pathMtu(bytes);
    flight.loseAll();
    rto.restore();
    burst.renew();
    timerT3 = flight.isEmpty() ? Long.MAX_VALUE : now + rto.timeout();
  }

  public long congestionWindow() {
    return congestion.window();
  }

  public long inFlight() {
    return flight.bytes();
  }

  public boolean hasInFlight() {
    return !flight.isEmpty();
  }

  public long peerWindow() {
    return peerWindow;
  }

  public long payloadSent() {
    return payloadSent;
  }

  public long retransmissions() {
    return retransmissions;
  }

  public long timeouts() {
    return timeouts;
  }
}
