package io.sluice.transport.sctp;

import io.sluice.transport.sctp.Outbox.Entry;
import io.sluice.transport.sctp.packet.Checksum;
import io.sluice.transport.sctp.packet.Chunk;
import io.sluice.transport.sctp.packet.CookieEcho;
import io.sluice.transport.sctp.packet.HeartbeatAck;
import io.sluice.transport.sctp.packet.Packet;
import io.sluice.transport.sctp.packet.Sack;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Fills packets: control chunks first, then a SACK, then DATA (RFC 9260 section 6.10). */
final class PacketWriter {
  private final Context context;
  private final Checksum checksum = new Checksum();
  private final PathMtuDiscovery pathMtu;
  private final Reconfiguration reconfiguration;

  /** Whether the packet being filled may take another chunk. */
  private boolean open;

  /**
   * Whether DATA may follow. Not behind the answer to a probe: a packet full of it may be what the
   * path drops.
   */
  private boolean mayHaveData;

  /** Whether the packet being filled may go without checksum, as far as its chunks matter. */
  private boolean mayLackChecksum;

  /** Whether the last packet may be fragmented on its way. */
  private boolean fragmentable;

  PacketWriter(Context context, PathMtuDiscovery pathMtu, Reconfiguration reconfiguration) {
    this.context = context;
    this.pathMtu = pathMtu;
    this.reconfiguration = reconfiguration;
  }

  boolean mayBeFragmented() {
    return fragmentable;
  }

  /**
   * Writes the next packet.
   *
   * @return its length, 0 when there is nothing to send
   */
  int write(byte[] into, int offset, long now) {
    int start = offset + Packet.HEADER;
    int limit = Math.min(into.length, offset + context.pathMtu);
    Tcb tcb = context.tcb();
    if (tcb != null) {
      reconfiguration.advance(tcb, now);
    }
    open = true;
    mayHaveData = true;
    mayLackChecksum = true;
    Entry first = context.outbox.peek();
    int tag = first != null ? first.tag() : tcb != null ? tcb.peer.tag() : 0;
    int end =
        first == null ? writeProbe(tcb, into, start, now) : writeControl(into, start, limit, tag);
    if (open && mayHaveData && tcb != null && tag == tcb.peer.tag()) {
      end = writeData(tcb, into, start, end, limit, now);
    }
    if (end == start) {
      return 0;
    }
    int length = end - offset;
    Packet.writeHeader(
        into, offset, context.options.localPort(), context.options.remotePort(), tag);
    if (!(mayLackChecksum && isZeroChecksumAgreed(tcb, tag))) {
      checksum.seal(into, offset, length);
    }
    context.packetsSent++;
    boolean probes = first == null && !open;
    fragmentable = !probes && pathMtu.mayBeFragmented(length);
    return length;
  }

  /** RFC 9653 section 5.2: the peer accepts it, and DTLS is below on this side too. */
  private boolean isZeroChecksumAgreed(@Nullable Tcb tcb, int tag) {
    return tcb != null
        && tag == tcb.peer.tag()
        && tcb.peer.capabilities().zeroChecksum()
        && context.options.offerZeroChecksum()
        && !context.hasEnded();
  }

  /** A probe has a packet for itself. */
  private int writeProbe(@Nullable Tcb tcb, byte[] into, int start, long now) {
    int end = tcb == null ? start : pathMtu.write(tcb, into, start, now);
    open = end == start;
    return end;
  }

  private int writeControl(byte[] into, int start, int limit, int tag) {
    ByteBuffer out = ByteBuffer.wrap(into, start, limit - start);
    Entry entry;
    while ((entry = context.outbox.peek()) != null && entry.tag() == tag) {
      Chunk chunk = entry.chunk();
      boolean alone = out.position() == start;
      if (!alone && (chunk.mustComeFirst() || chunk.length() > out.remaining())) {
        break;
      }
      context.outbox.removeFirst();
      if (chunk.length() <= out.remaining()) {
        chunk.write(out);
      }
      // RFC 9653 section 5.2: a COOKIE ECHO always has its checksum.
      mayLackChecksum &= !(chunk instanceof CookieEcho);
      mayHaveData &= !(chunk instanceof HeartbeatAck);
      open = chunk.mayBeBundled();
      if (!open) {
        break;
      }
    }
    return out.position();
  }

  private int writeData(Tcb tcb, byte[] into, int packetStart, int start, int limit, long now) {
    State state = context.state();
    if (state instanceof State.CookieEchoed || context.hasEnded()) {
      return start;
    }
    int end = start;
    if (tcb.receiver.isSackDue(now)) {
      end = tcb.receiver.writeSack(into, end, limit);
    } else if (state.sendsData() && tcb.receiver.isSackUseful()) {
      int afterBoth = writeDataBesideSack(tcb, into, start, limit, now);
      if (afterBoth != start) {
        return afterBoth;
      }
    }
    if (!state.sendsData()) {
      return end;
    }
    int farthest = end == packetStart ? into.length : limit;
    return tcb.sender.write(into, end, limit, farthest, now);
  }

  /**
   * Section 6.2: a SACK that could wait costs no packet beside DATA. It has neither gap blocks nor
   * duplicates, or it would be due; so its place is kept free until there is DATA behind it.
   */
  private static int writeDataBesideSack(Tcb tcb, byte[] into, int start, int limit, long now) {
    int afterSack = start + Sack.HEADER;
    int end = tcb.sender.write(into, afterSack, limit, limit, now);
    if (end == afterSack) {
      return start;
    }
    tcb.receiver.writeSack(into, start, afterSack);
    return end;
  }
}
