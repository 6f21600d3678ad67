package io.sluice.transport.sctp;

import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.packet.Abort;
import io.sluice.transport.sctp.packet.Chunk;
import io.sluice.transport.sctp.packet.ChunkType;
import io.sluice.transport.sctp.packet.CookieAck;
import io.sluice.transport.sctp.packet.CookieEcho;
import io.sluice.transport.sctp.packet.ErrorCause;
import io.sluice.transport.sctp.packet.ErrorReport;
import io.sluice.transport.sctp.packet.ForwardTsn;
import io.sluice.transport.sctp.packet.Heartbeat;
import io.sluice.transport.sctp.packet.HeartbeatAck;
import io.sluice.transport.sctp.packet.IForwardTsn;
import io.sluice.transport.sctp.packet.Init;
import io.sluice.transport.sctp.packet.InitAck;
import io.sluice.transport.sctp.packet.MalformedPacketException;
import io.sluice.transport.sctp.packet.Packet;
import io.sluice.transport.sctp.packet.Pad;
import io.sluice.transport.sctp.packet.ProtocolViolationException;
import io.sluice.transport.sctp.packet.Reconfig;
import io.sluice.transport.sctp.packet.Sack;
import io.sluice.transport.sctp.packet.Shutdown;
import io.sluice.transport.sctp.packet.ShutdownAck;
import io.sluice.transport.sctp.packet.ShutdownComplete;
import io.sluice.transport.sctp.packet.UnknownChunk;
import io.sluice.transport.sctp.packet.Wire;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Decides whether a packet belongs to the association, and takes its chunks to whom they concern.
 */
final class PacketReader {
  /** What a report quotes of a chunk that is not known. */
  private static final int QUOTED = 128;

  private final Context context;
  private final Handshake handshake;
  private final Heartbeats heartbeats;
  private final Shutdowns shutdowns;
  private final Sack sack = new Sack();

  PacketReader(Context context, Handshake handshake, Heartbeats heartbeats, Shutdowns shutdowns) {
    this.context = context;
    this.handshake = handshake;
    this.heartbeats = heartbeats;
    this.shutdowns = shutdowns;
  }

  /**
   * @throws MalformedPacketException when the packet, or what is left of it, is to be dropped
   * @throws ProtocolViolationException when the association is to be aborted
   */
  void read(byte[] array, int offset, int length, long now)
      throws MalformedPacketException, ProtocolViolationException {
    if (length < Packet.HEADER + Packet.CHUNK_HEADER) {
      throw new MalformedPacketException("packet of " + length + " bytes");
    }
    int first = offset + Packet.HEADER;
    int end = offset + length;
    int type = Wire.u8(array, first);
    checkFrame(array, offset, length, type);
    int tag = Packet.verificationTag(array, offset);
    if (type == ChunkType.INIT) {
      readInit(array, first, end, tag, now);
      return;
    }
    int next = first;
    if (type == ChunkType.COOKIE_ECHO
        && Chunk.parse(array, first) instanceof CookieEcho cookieEcho) {
      handshake.onCookieEcho(cookieEcho, tag, now);
      next += Wire.padded(Wire.u16(array, first + 2));
    } else if (isFarewellWithReflectedTag(array, first, tag)) {
      readChunk(array, first, now);
      return;
    }
    if (tag != context.state().localTag() || tag == 0) {
      onForeignTag(array, first, tag);
      return;
    }
    readChunks(array, next, end, now);
  }

  private void checkFrame(byte[] array, int offset, int length, int type)
      throws MalformedPacketException {
    if (Packet.sourcePort(array, offset) != context.options.remotePort()
        || Packet.destinationPort(array, offset) != context.options.localPort()) {
      throw new MalformedPacketException("port");
    }
    // RFC 9653 section 5.3: never with INIT or COOKIE ECHO, which are first in their packets.
    boolean mayLackChecksum =
        context.options.offerZeroChecksum()
            && type != ChunkType.INIT
            && type != ChunkType.COOKIE_ECHO;
    boolean lacksChecksum = mayLackChecksum && Packet.checksum(array, offset) == 0;
    if (!lacksChecksum && !Packet.checksumHolds(array, offset, length)) {
      throw new MalformedPacketException("checksum");
    }
    Packet.validate(array, offset, length);
  }

  /** RFC 9260 section 8.5.1 A: INIT has tag 0 and is alone. */
  private void readInit(byte[] array, int chunk, int end, int tag, long now)
      throws MalformedPacketException {
    boolean alone = chunk + Wire.padded(Wire.u16(array, chunk + 2)) >= end;
    if (tag != 0 || !alone) {
      throw new MalformedPacketException("INIT with a tag or with company");
    }
    if (Chunk.parse(array, chunk) instanceof Init init) {
      handshake.onInit(init, now);
    }
  }

  /** RFC 9260 section 8.5.1 B and C: with the T bit they carry the tag that this side sends. */
  private boolean isFarewellWithReflectedTag(byte[] array, int chunk, int tag) {
    int type = Wire.u8(array, chunk);
    Tcb tcb = context.tcb();
    return (type == ChunkType.ABORT || type == ChunkType.SHUTDOWN_COMPLETE)
        && (Wire.u8(array, chunk + 1) & 1) != 0
        && tcb != null
        && !context.hasEnded()
        && tag == tcb.peer.tag();
  }

  /**
   * A packet with a tag that is not ours: dropped while there is an association, else "out of the
   * blue" (RFC 9260 section 8.4).
   */
  private void onForeignTag(byte[] array, int chunk, int tag) {
    context.packetsDropped++;
    boolean setUp =
        context.state() instanceof State.Closed
            || context.state() instanceof State.CookieWait
            || context.state() instanceof State.CookieEchoed;
    switch (Wire.u8(array, chunk)) {
      // Rules 5 and section 8.5.1 E: the peer only wants to hear that it is over.
      case ChunkType.SHUTDOWN_ACK -> {
        if (setUp || context.hasEnded()) {
          context.outbox.add(tag, new ShutdownComplete(true));
        }
      }
      case ChunkType.ABORT,
          ChunkType.SHUTDOWN_COMPLETE,
          ChunkType.COOKIE_ECHO,
          ChunkType.COOKIE_ACK,
          ChunkType.ERROR -> {}
      // Rule 8. After a shutdown there are no packets to answer, only late ones.
      default -> {
        if (context.hasEndedAlone()) {
          context.outbox.add(tag, new Abort(true, List.of()));
        }
      }
    }
  }

  private void readChunks(byte[] array, int first, int end, long now)
      throws MalformedPacketException, ProtocolViolationException {
    boolean data = false;
    int at = first;
    boolean goOn = true;
    while (goOn && at < end && !context.hasEnded()) {
      data |= Wire.u8(array, at) == ChunkType.DATA;
      goOn = readChunk(array, at, now);
      at += Wire.padded(Wire.u16(array, at + 2));
    }
    Tcb tcb = context.tcb();
    if (tcb == null || context.hasEnded()) {
      return;
    }
    if (data) {
      finishData(tcb, now);
    }
    shutdowns.advance(now);
  }

  private void finishData(Tcb tcb, long now) {
    tcb.receiver.packetEnd(now);
    ErrorCause complaint = tcb.receiver.pollComplaint();
    if (complaint != null) {
      context.send(new ErrorReport(List.of(complaint)));
    }
    shutdowns.onData(tcb, now);
  }

  /** Takes one chunk to whom it concerns; false when the rest of the packet is to be dropped. */
  private boolean readChunk(byte[] array, int at, long now)
      throws MalformedPacketException, ProtocolViolationException {
    Tcb tcb = context.tcb();
    return switch (Wire.u8(array, at)) {
      case ChunkType.DATA -> {
        if (tcb != null && context.state().receivesData()) {
          tcb.receiver.receive(array, at);
        }
        yield true;
      }
      case ChunkType.SACK -> {
        if (tcb != null && context.state().sendsData()) {
          sack.read(array, at);
          if (tcb.sender.acknowledge(sack, now)) {
            context.answered();
          }
        }
        yield true;
      }
      default -> readControl(Chunk.parse(array, at), now);
    };
  }

  private boolean readControl(Chunk chunk, long now) throws MalformedPacketException {
    Tcb tcb = context.tcb();
    switch (chunk) {
      case Init init -> throw new MalformedPacketException("INIT with company");
      case CookieEcho echo -> throw new MalformedPacketException("COOKIE ECHO not first");
      case InitAck initAck -> handshake.onInitAck(initAck, now);
      case CookieAck cookieAck -> handshake.onCookieAck(now);
      case Heartbeat heartbeat -> heartbeats.onHeartbeat(heartbeat);
      case HeartbeatAck answer -> {
        if (tcb != null) {
          heartbeats.onHeartbeatAck(answer, tcb, now);
        }
      }
      case Abort abort -> onAbort(abort);
      case ErrorReport error -> handshake.onError(error, now);
      case Shutdown shutdown -> shutdowns.onShutdown(shutdown, now);
      case ShutdownAck ack -> {
        if (tcb != null) {
          shutdowns.onShutdownAck(tcb);
        }
      }
      case ShutdownComplete complete -> shutdowns.onShutdownComplete();
      case Pad pad -> {}
      case Reconfig reconfig -> {
        return readUnnegotiated(reconfig);
      }
      case ForwardTsn forward -> {
        return readUnnegotiated(forward);
      }
      case IForwardTsn forward -> {
        return readUnnegotiated(forward);
      }
      case UnknownChunk unknown -> {
        return readUnknown(unknown);
      }
    }
    return true;
  }

  /** RFC 9260 section 3.2: the two top bits of the type say what to do. */
  private boolean readUnknown(UnknownChunk chunk) {
    int type = chunk.type();
    if (ChunkType.isIgnored(type)) {
      return true;
    }
    if (ChunkType.mustBeReported(type)) {
      ErrorCause cause = ErrorCause.unrecognizedChunk(chunk.quote(QUOTED));
      context.send(new ErrorReport(List.of(cause)));
    }
    return ChunkType.mayBeSkipped(type);
  }

  /** A chunk of an extension that was not announced: as one that nobody knows. */
  private boolean readUnnegotiated(Chunk chunk) {
    ByteBuffer value = ByteBuffer.allocate(chunk.valueLength());
    chunk.writeValue(value);
    return readUnknown(new UnknownChunk(chunk.type(), chunk.flags(), value.array()));
  }

  private void onAbort(Abort abort) {
    List<ErrorCause> causes = abort.causes();
    String detail = causes.isEmpty() ? "no cause given" : causes.getFirst().describe();
    // After SHUTDOWN ACK nothing can be lost any more: a peer that has gone and met a late packet
    // answers it with ABORT (RFC 9260 section 8.4).
    boolean complete = context.state() instanceof State.ShutdownAckSent;
    context.end(complete ? SctpEvent.Reason.SHUTDOWN : SctpEvent.Reason.ABORTED_BY_PEER, detail);
  }
}
