package io.sluice.transport.sctp.tx;

import io.sluice.transport.sctp.packet.Chunk;
import io.sluice.transport.sctp.packet.ForwardTsn;
import io.sluice.transport.sctp.packet.IForwardTsn;
import io.sluice.transport.sctp.packet.Packet;
import io.sluice.transport.sctp.packet.SkippedStream;
import io.sluice.transport.sctp.packet.Tsn;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells the peer not to wait for what was abandoned: the Advanced.Peer.Ack.Point of RFC 3758
 * section 3.5, and the FORWARD TSN chunks that carry it; I-FORWARD-TSN with I-DATA (RFC 8260
 * section 2.3).
 *
 * <p>The point passes abandoned messages (rule C2). It also passes messages that may be abandoned
 * and that the peer has reported with gap blocks, so that many holes cost one round trip and not
 * one each; only when it has the whole message, for a fragment that is passed may be thrown away.
 * What is sent until it has arrived is never passed, for the peer might yet take a gap block back.
 */
final class ForwardTsns {
  /** Between two chunks at least this part of a round trip passes. */
  private static final int PACE = 4;

  private final InFlight flight;
  private final ChunkFormat format;

  /** The Advanced.Peer.Ack.Point. */
  private int point;

  /** How far the chunks were looked at; from the point on it may be that too little is there. */
  private int seen;

  private long reneges;
  private int sentPoint;
  private long sentAt;
  private boolean demanded;

  ForwardTsns(InFlight flight, ChunkFormat format) {
    this.flight = flight;
    this.format = format;
    point = flight.first() - 1;
    seen = point;
    sentPoint = point;
  }

  /** The retransmission timer has expired (rule A5). */
  void onTimeout() {
    demanded = true;
  }

  /** A SACK came: if it still is behind a round trip later, the last chunk was lost. */
  void onSack(long smoothed, long now) {
    demanded |= now - sentAt > smoothed && !Tsn.before(point, flight.first());
  }

  /**
   * Writes a chunk if one is due (rules C3 and C4).
   *
   * @return the offset after it, {@code at} if there is none
   */
  int write(byte[] into, int at, int limit, long smoothed, long now) {
    advance();
    if (now < deadline(smoothed)) {
      return at;
    }
    int room = limit - at - Packet.CHUNK_HEADER - Integer.BYTES;
    int size = format == ChunkFormat.I_DATA ? IForwardTsn.SKIPPED : ForwardTsn.SKIPPED;
    if (room < size) {
      return at;
    }
    Chunk chunk = build(room / size);
    chunk.write(ByteBuffer.wrap(into, at, chunk.length()));
    sentAt = now;
    demanded = false;
    return at + chunk.length();
  }

  /** When a chunk is due, maybe long ago; {@code Long.MAX_VALUE} if there is nothing to say. */
  long deadline(long smoothed) {
    if (Tsn.before(point, flight.first())) {
      return Long.MAX_VALUE;
    }
    if (demanded || Tsn.before(sentPoint, flight.first())) {
      return Long.MIN_VALUE;
    }
    return point == sentPoint ? Long.MAX_VALUE : sentAt + smoothed / PACE;
  }

  private void advance() {
    int cumulative = flight.first() - 1;
    if (Tsn.before(point, cumulative)) {
      point = cumulative;
    }
    if (reneges != flight.reneges() || Tsn.before(seen, point)) {
      reneges = flight.reneges();
      seen = point;
    }
    while (seen + 1 != flight.next() && mayPass(seen + 1)) {
      seen++;
      if (isBoundary(seen)) {
        point = seen;
      }
    }
  }

  private boolean mayPass(int tsn) {
    OutboundMessage message = flight.message(tsn);
    return message.abandoned || (message.isLimited() && flight.acknowledged.contains(tsn));
  }

  private boolean isBoundary(int tsn) {
    return flight.message(tsn).abandoned || flight.ends(tsn);
  }

  /**
   * Says as much as {@code most} streams have room for (rule C4: if not all fit, the point that is
   * sent is a nearer one).
   *
   * <p>A point that names a message from before a reset of its stream does not lie beyond it: the
   * peer that has performed the reset has everything up to there, so it drops such a chunk as old
   * and does not take the number for that of a message from after the reset.
   */
  private Chunk build(int most) {
    Map<Integer, SkippedStream> skipped = new LinkedHashMap<>();
    sentPoint = flight.first() - 1;
    for (int tsn = flight.first(); !Tsn.after(tsn, point); tsn++) {
      OutboundMessage message = flight.message(tsn);
      if (message.abandoned && hasNumber(message)) {
        int key = 2 * message.stream.id + (message.unordered ? 1 : 0);
        if (skipped.size() == most && !skipped.containsKey(key)) {
          break;
        }
        skipped.put(key, describe(message));
      }
      if (isBoundary(tsn)) {
        sentPoint = tsn;
        boolean more = tsn != point && flight.message(tsn + 1) == message;
        if (message.abandoned && precedesReset(message) && !more) {
          break;
        }
      }
    }
    List<SkippedStream> streams = List.copyOf(skipped.values());
    return format == ChunkFormat.I_DATA
        ? new IForwardTsn(sentPoint, streams)
        : new ForwardTsn(sentPoint, streams);
  }

  private boolean hasNumber(OutboundMessage message) {
    return format == ChunkFormat.I_DATA || !message.unordered;
  }

  /** Whether the peer may come to count the stream from 0 again without having heard of it. */
  private static boolean precedesReset(OutboundMessage message) {
    return message.stream.paused || message.resets != message.stream.resets;
  }

  private SkippedStream describe(OutboundMessage message) {
    int number = format == ChunkFormat.I_DATA ? message.mid : message.ssn;
    return new SkippedStream(message.stream.id, message.unordered, number);
  }
}
