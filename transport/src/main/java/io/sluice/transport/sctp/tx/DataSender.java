package io.sluice.transport.sctp.tx;

import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.congestion.CongestionControl;
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

  private final Rto rto;
  private final CongestionControl congestion;
  private final InFlight flight;
  private final LossRecovery recovery;
  private final PeerWindow peerWindow;
  private final SendQueue queue;
  private final ChunkFormat format;
  private final Abandonment abandonment;
  private final ForwardTsns forward;
  private final Pacer pacer = new Pacer();

  private int payload;
  private long payloadSent;

  /**
   * @param interleaving whether messages are sent as I-DATA
   * @param peerWindow the a_rwnd of the peer's INIT or INIT ACK
   */
  public DataSender(
      SctpOptions options,
      Rto rto,
      CongestionControl congestion,
      SendQueue queue,
      boolean interleaving,
      int initialTsn,
      long peerWindow) {
    this.rto = rto;
    this.queue = queue;
    this.congestion = congestion;
    this.format = ChunkFormat.of(interleaving);
    this.flight = new InFlight(initialTsn, queue, format);
    this.abandonment = new Abandonment(queue, flight);
    this.forward = new ForwardTsns(flight, format);
    this.peerWindow = new PeerWindow(peerWindow, options.maxRto().toNanos());
    this.recovery =
        new LossRecovery(flight, this.peerWindow, rto, congestion, options.sackDelay().toNanos());
    resize(options.pathMtu());
  }

  /** User bytes that fit a packet with one chunk. */
  public static int payloadOf(int pathMtu) {
    return (pathMtu - Packet.HEADER - Data.HEADER) & ~3;
  }

  /** The last TSN that was given. */
  public int lastTsn() {
    return flight.next() - 1;
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
    abandonment.expire(now);
    boolean repeats = hasRepeatable(now);
    int start = forward.write(into, at, limit, roundTrip(), now);
    if (start != at) {
      recovery.onForwardTsn(now);
    }
    return writeData(into, start, limit, start == at ? farthest : limit, repeats, now);
  }

  private int writeData(byte[] into, int at, int limit, int farthest, boolean repeats, long now) {
    if (!repeats && queue.isEmpty()) {
      pacer.rest();
      recovery.onAppLimited();
      return at;
    }
    if (!pacer.allows(now)) {
      return at;
    }
    int end = repeats ? writeLost(into, at, limit, farthest, now) : at;
    if (!flight.hasLost()) {
      end = writeNew(into, end, limit, end == at, now);
    }
    if (end != at) {
      pacer.spend(now, end - at);
      recovery.onPacketSent();
    }
    return end;
  }

  private int writeLost(byte[] into, int at, int limit, int farthest, long now) {
    int end = at;
    while (hasRepeatable(now)) {
      int tsn = flight.firstLost();
      int length = flight.length(tsn);
      int last = end == at ? farthest : limit;
      if (last - end < format.header + Wire.padded(length) || !recovery.admits()) {
        break;
      }
      end = flight.write(tsn, into, end);
      flight.addAgain(tsn, now);
      recovery.onSentAgain(tsn, length, now);
    }
    return end;
  }

  /** Whether something that was lost is to be sent again. */
  private boolean hasRepeatable(long now) {
    while (flight.hasLost()) {
      if (abandonment.hasRepeatable(now)) {
        return true;
      }
      recovery.onGivenUp();
    }
    return false;
  }

  /** SRTT, or what stands in for it before the first measurement. */
  private long roundTrip() {
    return rto.smoothed() == 0 ? rto.timeout() : rto.smoothed();
  }

  private int writeNew(byte[] into, int at, int limit, boolean alone, long now) {
    int end = at;
    int last = at;
    OutboundMessage message;
    while ((message = queue.current()) != null && !flight.isFull()) {
      int remaining = message.length - message.fragmented;
      int size = Math.min(remaining, (limit - end - format.header) & ~3);
      boolean cutsForLittle = !(alone && end == at) && size < remaining && size < SMALLEST_CUT;
      if (size <= 0 || cutsForLittle || !mayBeInFlight(size, now)) {
        break;
      }
      int tsn = flight.next();
      int offset = message.fragmented;
      int number = queue.take(message, size);
      flight.add(message, offset, size, number, now);
      last = end;
      end = flight.write(tsn, into, end);
      recovery.onSent(size, now);
      payloadSent += size;
    }
    if (end != at && (queue.isEmpty() || isWindowUsedUp())) {
      Data.demandSack(into, last);
    }
    return end;
  }

  /** Whether nothing more may leave before a SACK has come. */
  private boolean isWindowUsedUp() {
    return flight.bytes() >= congestion.window() || !peerWindow.fits(payload, flight);
  }

  /** RFC 9260 section 6.1 A and B: whether both windows let {@code size} new bytes go. */
  private boolean mayBeInFlight(int size, long now) {
    return recovery.admits() && peerWindow.admits(size, flight, now, rto.timeout());
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
    boolean probed = peerWindow.isProbing();
    peerWindow.advertised(sack.window());
    boolean news = finishAck(recovery.acknowledge(sack, now), now);
    forward.onSack(roundTrip(), now);
    return news || probed;
  }

  /** The cumulative TSN of a SHUTDOWN, which acknowledges like a SACK without gap blocks. */
  public boolean acknowledge(int cumulativeTsn, long now) throws MalformedPacketException {
    if (isStale(cumulativeTsn)) {
      return false;
    }
    if (!Tsn.before(cumulativeTsn, flight.next())) {
      throw new MalformedPacketException("SHUTDOWN acknowledges what was never sent");
    }
    return finishAck(recovery.acknowledge(cumulativeTsn, now), now);
  }

  /** RFC 9260 section 6.2.1 D i: it was overtaken by a later SACK. */
  private boolean isStale(int cumulativeTsn) {
    return Tsn.before(cumulativeTsn, flight.first() - 1);
  }

  /** Whether anything was new. */
  private boolean finishAck(Delivery delivery, long now) {
    pacer.rate(congestion.pacingRate());
    if (flight.isEmpty()) {
      peerWindow.probeAcknowledged();
    }
    if (peerWindow.bytes() - flight.bytes() >= payload) {
      // A probe that the peer had no room for goes again at once.
      if (peerWindow.isProbing() && !flight.isEmpty()) {
        recovery.sendAllAgain(now);
      }
      peerWindow.endProbing();
    }
    // FORWARD TSN may have done it, without any chunk.
    return delivery.bytes > 0 || delivery.advanced;
  }

  /** A packet has come from the peer, whatever was in it. */
  public void heard(long now) {
    recovery.heard(now);
  }

  /**
   * Time has passed.
   *
   * @return whether the retransmission timer has expired, so that the peer owes an answer
   */
  public boolean handleTimeout(long now) {
    abandonment.expire(now);
    peerWindow.handleTimeout(now);
    if (now < recovery.nextTimeout()) {
      return false;
    }
    boolean moreToSend = !queue.isEmpty() && !flight.isFull() && peerWindow.fits(payload, flight);
    boolean expired = recovery.handleTimeout(now, moreToSend);
    if (expired) {
      forward.onTimeout();
    }
    pacer.rate(congestion.pacingRate());
    pacer.release(now);
    return expired;
  }

  /** When something is to be done without any packet coming, or {@code Long.MAX_VALUE}. */
  public long nextTimeout() {
    long toSend = Math.min(peerWindow.deadline(), pacer.deadline());
    long toGiveUp = Math.min(abandonment.deadline(), forward.deadline(roundTrip()));
    return Math.min(recovery.nextTimeout(), Math.min(toSend, toGiveUp));
  }

  /** Packets have another size from now on. */
  public void pathMtu(int bytes) {
    resize(bytes);
    congestion.onPathMtu(payload);
  }

  private void resize(int pathMtu) {
    payload = (pathMtu - Packet.HEADER - format.header) & ~3;
    recovery.payload(payload);
  }

  /**
   * Packets are smaller from now on, because those in flight were too long for the path: they go
   * again, each chunk as it was cut.
   */
  public void pathNarrowed(int bytes, long now) {
    pathMtu(bytes);
    recovery.sendAllAgain(now);
    pacer.release(now);
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
    return peerWindow.bytes();
  }

  public long payloadSent() {
    return payloadSent;
  }

  /** Bytes per second; {@link CongestionControl#UNPACED} before the first round trip. */
  public long pacingRate() {
    return congestion.pacingRate();
  }

  /** Chunks sent again. */
  public long retransmissions() {
    return recovery.retransmissions();
  }

  /** What went wrong, and was put right. */
  public LossFigures losses() {
    return recovery.figures();
  }
}
