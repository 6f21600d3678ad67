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
import io.sluice.transport.sctp.packet.Pad;
import io.sluice.transport.sctp.packet.ProtocolViolationException;
import io.sluice.transport.sctp.packet.Reconfig;
import io.sluice.transport.sctp.packet.Sack;
import io.sluice.transport.sctp.packet.Shutdown;
import io.sluice.transport.sctp.packet.ShutdownAck;
import io.sluice.transport.sctp.packet.ShutdownComplete;
import io.sluice.transport.sctp.packet.SkippedStream;
import io.sluice.transport.sctp.packet.UnknownChunk;
import io.sluice.transport.sctp.packet.Wire;
import java.util.List;

/** Takes the chunks of a packet that belongs to the association to whom they concern. */
final class ChunkReader {
  /** What a report quotes of a chunk that is not known. */
  private static final int QUOTED = 128;

  private final Context context;
  private final Handshake handshake;
  private final Heartbeats heartbeats;
  private final PathMtuDiscovery pathMtu;
  private final Shutdowns shutdowns;
  private final Reconfiguration reconfiguration;
  private final OutOfTheBlue outOfTheBlue;
  private final Sack sack = new Sack();

  ChunkReader(
      Context context,
      Handshake handshake,
      Heartbeats heartbeats,
      PathMtuDiscovery pathMtu,
      Shutdowns shutdowns,
      Reconfiguration reconfiguration,
      OutOfTheBlue outOfTheBlue) {
    this.context = context;
    this.handshake = handshake;
    this.heartbeats = heartbeats;
    this.pathMtu = pathMtu;
    this.shutdowns = shutdowns;
    this.reconfiguration = reconfiguration;
    this.outOfTheBlue = outOfTheBlue;
  }

  /** Reads a packet's chunks from {@code first} on, which were validated. */
  void readAll(byte[] array, int first, int end, long now)
      throws MalformedPacketException, ProtocolViolationException {
    boolean data = false;
    int at = first;
    boolean goOn = true;
    while (goOn && at < end && !context.hasEnded()) {
      data |= concernsReceiver(Wire.u8(array, at));
      goOn = read(array, at, now);
      at += Wire.padded(Wire.u16(array, at + 2));
    }
    Tcb tcb = context.tcb();
    if (tcb == null || context.hasEnded()) {
      return;
    }
    tcb.sender.heard(now);
    if (data) {
      finishData(tcb, now);
    }
    shutdowns.advance(now);
  }

  private static boolean concernsReceiver(int type) {
    return type == ChunkType.DATA
        || type == ChunkType.I_DATA
        || type == ChunkType.FORWARD_TSN
        || type == ChunkType.I_FORWARD_TSN;
  }

  private void finishData(Tcb tcb, long now) {
    tcb.receiver.packetEnd(now);
    ErrorCause complaint = tcb.receiver.pollComplaint();
    if (complaint != null) {
      context.send(new ErrorReport(List.of(complaint)));
    }
    reconfiguration.performWaiting(tcb);
    shutdowns.onData(tcb, now);
  }

  /** Takes one chunk to whom it concerns; false when the rest of the packet is to be dropped. */
  boolean read(byte[] array, int at, long now)
      throws MalformedPacketException, ProtocolViolationException {
    Tcb tcb = context.tcb();
    int type = Wire.u8(array, at);
    if (type == ChunkType.I_DATA && tcb != null && !tcb.agreed.interleaving()) {
      return readControl(Chunk.parse(array, at), now);
    }
    return switch (type) {
      case ChunkType.I_DATA, ChunkType.DATA -> {
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

  private boolean readControl(Chunk chunk, long now)
      throws MalformedPacketException, ProtocolViolationException {
    Tcb tcb = context.tcb();
    switch (chunk) {
      case Init init -> throw new MalformedPacketException("INIT with company");
      case CookieEcho echo -> throw new MalformedPacketException("COOKIE ECHO not first");
      case InitAck initAck -> handshake.onInitAck(initAck, now);
      case CookieAck cookieAck -> handshake.onCookieAck(now);
      case Heartbeat heartbeat -> heartbeats.onHeartbeat(heartbeat);
      case HeartbeatAck answer -> {
        if (tcb != null && !pathMtu.onHeartbeatAck(answer, tcb, now)) {
          heartbeats.onHeartbeatAck(answer, tcb, now);
        }
      }
      case Abort abort -> onAbort(abort);
      case ErrorReport error -> handshake.onError(error, now);
      case Shutdown shutdown -> shutdowns.onShutdown(shutdown, now);
      case ShutdownAck ack -> {
        if (tcb == null || context.state() instanceof State.CookieEchoed) {
          // Section 8.5.1 E.
          outOfTheBlue.onShutdownAck(context.state().localTag());
        } else {
          shutdowns.onShutdownAck(tcb);
        }
      }
      case ShutdownComplete complete -> shutdowns.onShutdownComplete();
      case Pad pad -> {}
      case Reconfig reconfig -> {
        if (tcb != null && context.state().receivesReconfig()) {
          reconfiguration.onReconfig(reconfig, tcb, now);
        }
      }
      case ForwardTsn(int cumulativeTsn, List<SkippedStream> skipped) ->
          forward(false, cumulativeTsn, skipped);
      case IForwardTsn(int cumulativeTsn, List<SkippedStream> skipped) ->
          forward(true, cumulativeTsn, skipped);
      case UnknownChunk unknown -> {
        return readUnknown(unknown);
      }
    }
    return true;
  }

  /** RFC 3758 section 3.6, RFC 8260 section 2.3: messages that the peer has given up. */
  private void forward(boolean interleaved, int cumulativeTsn, List<SkippedStream> skipped)
      throws ProtocolViolationException {
    Tcb tcb = context.tcb();
    if (tcb == null || !context.state().receivesData()) {
      return;
    }
    if (!tcb.agreed.forwardTsn() || tcb.agreed.interleaving() != interleaved) {
      throw new ProtocolViolationException("a FORWARD TSN of a kind that was not agreed");
    }
    tcb.receiver.forward(cumulativeTsn, skipped);
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

  private void onAbort(Abort abort) {
    List<ErrorCause> causes = abort.causes();
    String detail = causes.isEmpty() ? "no cause given" : causes.getFirst().describe();
    // After SHUTDOWN ACK nothing can be lost any more: a peer that has gone and met a late packet
    // answers it with ABORT (RFC 9260 section 8.4).
    boolean complete = context.state() instanceof State.ShutdownAckSent;
    context.end(complete ? SctpEvent.Reason.SHUTDOWN : SctpEvent.Reason.ABORTED_BY_PEER, detail);
  }
}
