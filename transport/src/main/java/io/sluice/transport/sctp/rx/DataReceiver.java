package io.sluice.transport.sctp.rx;

import io.sluice.transport.sctp.api.MemoryBudget;
import io.sluice.transport.sctp.api.SackPolicy;
import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.packet.ChunkType;
import io.sluice.transport.sctp.packet.Data;
import io.sluice.transport.sctp.packet.ErrorCause;
import io.sluice.transport.sctp.packet.ProtocolViolationException;
import io.sluice.transport.sctp.packet.SkippedStream;
import io.sluice.transport.sctp.packet.Tsn;
import io.sluice.transport.sctp.packet.Wire;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Receives DATA or I-DATA: keeps the receive window, answers with SACKs, hands out messages.
 *
 * <p>The peer chooses none of our memory: what is held for it (payload, and an overhead for every
 * unfinished or untaken message) stays within what {@link ReceiveWindow} admits.
 */
public final class DataReceiver {
  private final ReceiveWindow window;
  private final int streams;
  private final ReceivedTsns received;
  private final boolean interleaved;
  private final Assembly assembly;
  private final Ready ready = new Ready();
  private final SackSchedule schedule;

  /** Null where one SACK is to cover a batch. */
  private final @Nullable SackBacklog backlog;

  private final ArrayDeque<ErrorCause> complaints = new ArrayDeque<>();

  private long advertised;
  private boolean sawData;
  private boolean hurry;
  private long payloadReceived;
  private long duplicates;

  /** A receiver that shares no budget, and does not know the round trip. */
  DataReceiver(SctpOptions options, int peerInitialTsn, int streams, boolean interleaved) {
    this(options, MemoryBudget.UNLIMITED, () -> 0, peerInitialTsn, streams, interleaved);
  }

  /**
   * @param budget where memory comes from beyond what every association is guaranteed
   * @param roundTrip nanoseconds to the peer and back; 0 while it is not known
   * @param peerInitialTsn the TSN of the first chunk to come
   * @param streams how many streams the peer may use
   * @param interleaved whether the peer sends I-DATA, or else DATA
   */
  public DataReceiver(
      SctpOptions options,
      MemoryBudget budget,
      LongSupplier roundTrip,
      int peerInitialTsn,
      int streams,
      boolean interleaved) {
    this.window = new ReceiveWindow(options, budget, roundTrip);
    this.advertised = window.size();
    this.streams = streams;
    this.received = new ReceivedTsns(peerInitialTsn);
    this.interleaved = interleaved;
    this.assembly =
        interleaved
            ? new IDataAssembly(ready, options.maxMessageSize())
            : new DataAssembly(received, ready, options.maxMessageSize());
    this.schedule = new SackSchedule(options.sackDelay().toNanos());
    this.backlog =
        options.sackPolicy() == SackPolicy.EVERY_SECOND_PACKET ? new SackBacklog() : null;
  }

  /**
   * Receives the DATA or I-DATA chunk at {@code chunk} of a packet whose frame was validated.
   *
   * @throws ProtocolViolationException when the association must be aborted
   */
  public void receive(byte[] packet, int chunk) throws ProtocolViolationException {
    if ((Wire.u8(packet, chunk) == ChunkType.I_DATA) != interleaved) {
      // RFC 8260 section 2.2.1: it is the one or the other for all of the association.
      throw new ProtocolViolationException("DATA and I-DATA are not to be mixed");
    }
    int header = assembly.header();
    if (Data.length(packet, chunk) <= header) {
      // RFC 9260 section 6.2: a DATA chunk without user data is answered with ABORT.
      int tsn = Data.length(packet, chunk) < header ? 0 : Data.tsn(packet, chunk);
      throw new ProtocolViolationException(ErrorCause.noUserData(tsn));
    }
    sawData = true;
    hurry |= (Data.flags(packet, chunk) & Data.IMMEDIATE) != 0;
    int tsn = Data.tsn(packet, chunk);
    if (received.contains(tsn)) {
      received.addDuplicate(tsn);
      duplicates++;
      hurry = true;
    } else if (hasRoomFor(tsn)) {
      accept(packet, chunk, tsn);
    } else {
      hurry = true;
    }
  }

  private void accept(byte[] packet, int chunk, int tsn) throws ProtocolViolationException {
    int streamId = Data.streamId(packet, chunk);
    if (streamId >= streams) {
      // RFC 9260 section 6.5: acknowledged, but answered with an ERROR.
      if (complaints.isEmpty()) {
        complaints.add(ErrorCause.invalidStream(streamId));
      }
      received.add(tsn);
      return;
    }
    assembly.add(packet, chunk);
    received.add(tsn);
    payloadReceived += Data.length(packet, chunk) - assembly.header();
  }

  /**
   * The peer has given messages up (FORWARD TSN or I-FORWARD-TSN): what has not come up to {@code
   * cumulativeTsn} will not. Nothing here depends on how far that is away.
   *
   * @param skipped the last message that was given up on each stream
   */
  public void forward(int cumulativeTsn, List<SkippedStream> skipped) {
    sawData = true;
    if (!Tsn.after(cumulativeTsn, received.cumulative())) {
      // RFC 3758 section 3.6: an old one is answered at once, for its sender has missed a SACK.
      hurry = true;
      return;
    }
    List<SkippedStream> known = skipped.stream().filter(s -> s.streamId() < streams).toList();
    assembly.forward(cumulativeTsn, known);
    received.forwardTo(cumulativeTsn);
    window.released(held() + assembly.spare());
  }

  /**
   * The peer counts the messages of these streams from 0 again (RFC 6525 section 5.2.2): to be
   * called once everything from before has arrived.
   */
  public void reset(List<Integer> streamIds) {
    streamIds.forEach(assembly::reset);
  }

  private boolean hasRoomFor(int tsn) {
    boolean next = tsn == received.cumulative() + 1;
    return !received.isTooFarAhead(tsn) && window.admits(held(), assembly.spare(), next);
  }

  /** Bytes of payload and overhead that wait for others, or for the application. */
  private long held() {
    return assembly.held() + ready.held();
  }

  /** What the peer may send now, bytes. */
  private long open() {
    return window.open(held(), ready.held());
  }

  /** The packet has ended: what was in it, if anything concerned this, is to be acknowledged. */
  public void packetEnd(long now) {
    if (sawData) {
      schedule.packetArrived(hurry || received.hasGap(), now);
      window.arrived(payloadReceived, held(), now);
      if (backlog != null && schedule.isDue(now)) {
        long open = open();
        if (backlog.add(received, open)) {
          noteSack(open);
        }
      }
      sawData = false;
      hurry = false;
    }
  }

  /** The next message in order, which is the caller's from now on. It opens the window. */
  public @Nullable SctpMessage poll() {
    Run next = ready.poll();
    if (next == null) {
      return null;
    }
    window.released(held() + assembly.spare());
    // RFC 9260 section 6.2 asks to avoid the silly window syndrome: the peer hears of a window that
    // has doubled, so a few SACKs take it from closed to open.
    long open = open();
    if (open >= 2 * advertised && open - advertised >= Math.min(window.size() >> 3, 4096)) {
      schedule.demand();
    }
    return next.toMessage();
  }

  /** Something about received DATA to tell the peer in an ERROR chunk, or null. */
  public @Nullable ErrorCause pollComplaint() {
    return complaints.poll();
  }

  /** Whether a SACK must be sent now. */
  public boolean isSackDue(long now) {
    return hasBacklog() || schedule.isDue(now);
  }

  /** Whether a SACK has something new to say, though it may wait. */
  public boolean isSackUseful() {
    return schedule.isUseful();
  }

  /** When a SACK falls due by itself, or {@code Long.MAX_VALUE}. */
  public long sackDeadline() {
    return schedule.deadline();
  }

  /** A SACK must be sent without delay. */
  public void demandSack() {
    schedule.demand();
  }

  /**
   * Writes a SACK.
   *
   * @return the offset after it, or {@code at} when there is no room
   */
  public int writeSack(byte[] into, int at, int limit) {
    if (backlog != null && !backlog.isEmpty()) {
      return backlog.write(into, at, limit);
    }
    long open = open();
    int end = received.writeSack(into, at, limit, open);
    if (end != at) {
      noteSack(open);
    }
    return end;
  }

  private void noteSack(long open) {
    advertised = open;
    schedule.sent();
  }

  private boolean hasBacklog() {
    return backlog != null && !backlog.isEmpty();
  }

  /** The association is over: the memory it took from the budget is given back. */
  public void close() {
    window.close();
  }

  /** How many messages were ever ready to be taken. */
  public long messagesReady() {
    return ready.added();
  }

  /** How many of them were taken. */
  public long messagesTaken() {
    return ready.taken();
  }

  public int cumulativeTsn() {
    return received.cumulative();
  }

  /** The most that may be held now, bytes. */
  public long windowSize() {
    return window.size();
  }

  /** User bytes accepted so far. */
  public long payloadReceived() {
    return payloadReceived;
  }

  /** DATA chunks that had been received before. */
  public long duplicates() {
    return duplicates;
  }
}
