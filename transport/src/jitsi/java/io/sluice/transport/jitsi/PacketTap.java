package io.sluice.transport.jitsi;

import io.sluice.transport.sctp.packet.Abort;
import io.sluice.transport.sctp.packet.Checksum;
import io.sluice.transport.sctp.packet.Chunk;
import io.sluice.transport.sctp.packet.ChunkType;
import io.sluice.transport.sctp.packet.ErrorCause;
import io.sluice.transport.sctp.packet.MalformedPacketException;
import io.sluice.transport.sctp.packet.Packet;
import io.sluice.transport.sctp.packet.Tsn;
import io.sluice.transport.sctp.packet.Wire;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the packets of both directions tell, as they pass, of an association that the library keeps
 * to itself: how many streams were agreed, what has arrived, who ended it and why. Belongs to the
 * thread of the engine.
 */
final class PacketTap {
  /** What a packet that came in is to the engine. */
  enum Kind {
    MALFORMED,
    INIT,
    DATA,
    OTHER
  }

  // Offsets within INIT and INIT ACK (RFC 9260 sections 3.3.2 and 3.3.3), and within SACK (3.3.4).
  private static final int OUT_STREAMS = 12;
  private static final int IN_STREAMS = 14;
  private static final int INITIAL_TSN = 16;
  private static final int SACK_WINDOW = 8;

  private int peerTag;
  private int ownOut;
  private int ownIn;
  private int peerOut;
  private int peerIn;
  private int lastSent;
  private int acknowledged;
  private long peerWindow;
  private long retransmissions;
  private boolean shutDown;
  private String abortOfPeer = "";
  private boolean abortedByPeer;

  /** A packet is going out. */
  void outgoing(byte[] packet) {
    int tag = Packet.verificationTag(packet, 0);
    if (tag != 0) {
      peerTag = tag;
    }
    for (int at = Packet.HEADER; at < packet.length; at += padded(packet, at)) {
      switch (Wire.u8(packet, at)) {
        case ChunkType.INIT, ChunkType.INIT_ACK -> {
          ownOut = Wire.u16(packet, at + OUT_STREAMS);
          ownIn = Wire.u16(packet, at + IN_STREAMS);
          lastSent = Wire.i32(packet, at + INITIAL_TSN) - 1;
          acknowledged = lastSent;
        }
        case ChunkType.DATA -> sendsData(Wire.i32(packet, at + Packet.CHUNK_HEADER));
        case ChunkType.SHUTDOWN_COMPLETE -> shutDown = true;
        default -> {}
      }
    }
  }

  private void sendsData(int tsn) {
    if (Tsn.after(tsn, lastSent)) {
      lastSent = tsn;
    } else {
      retransmissions++;
    }
  }

  /** A packet has come in. */
  Kind incoming(byte[] packet, int length) {
    try {
      Packet.validate(packet, 0, length);
    } catch (MalformedPacketException e) {
      return Kind.MALFORMED;
    }
    Kind kind = Kind.OTHER;
    for (int at = Packet.HEADER; at < length; at += padded(packet, at)) {
      switch (Wire.u8(packet, at)) {
        case ChunkType.INIT -> {
          kind = Kind.INIT;
          peerStreams(packet, at);
        }
        case ChunkType.INIT_ACK -> peerStreams(packet, at);
        case ChunkType.DATA -> kind = Kind.DATA;
        case ChunkType.SACK -> sack(packet, at);
        case ChunkType.ABORT -> aborts(packet, at);
        case ChunkType.SHUTDOWN_COMPLETE -> shutDown = true;
        default -> {}
      }
    }
    return kind;
  }

  private void peerStreams(byte[] packet, int at) {
    if (Wire.u16(packet, at + 2) >= INITIAL_TSN + 4) {
      peerOut = Wire.u16(packet, at + OUT_STREAMS);
      peerIn = Wire.u16(packet, at + IN_STREAMS);
    }
  }

  private void sack(byte[] packet, int at) {
    if (Wire.u16(packet, at + 2) < SACK_WINDOW + 4) {
      return;
    }
    int cumulative = Wire.i32(packet, at + Packet.CHUNK_HEADER);
    peerWindow = Wire.u32(packet, at + SACK_WINDOW);
    if (Tsn.after(cumulative, acknowledged) && !Tsn.after(cumulative, lastSent)) {
      acknowledged = cumulative;
    }
  }

  private void aborts(byte[] packet, int at) {
    abortedByPeer = true;
    try {
      if (Chunk.parse(packet, at) instanceof Abort abort && !abort.causes().isEmpty()) {
        abortOfPeer = abort.causes().getFirst().describe();
      }
    } catch (MalformedPacketException e) {
      // Even an ABORT with a nonsensical cause ends the association (RFC 9260 section 3.3.7).
    }
  }

  private static int padded(byte[] packet, int at) {
    return Math.max(Packet.CHUNK_HEADER, Wire.padded(Wire.u16(packet, at + 2)));
  }

  /** RFC 9260 section 5.1.1: what one side asks for and the other allows. */
  int outgoingStreams() {
    return Math.min(ownOut, peerIn);
  }

  int incomingStreams() {
    return Math.min(peerOut, ownIn);
  }

  /** Whether the peer has acknowledged all DATA that has gone out. */
  boolean isAllAcknowledged() {
    return acknowledged == lastSent;
  }

  boolean isShutDown() {
    return shutDown;
  }

  boolean isAbortedByPeer() {
    return abortedByPeer;
  }

  /** What the peer's ABORT says; empty if nothing. */
  String abortOfPeer() {
    return abortOfPeer;
  }

  long peerWindow() {
    return peerWindow;
  }

  long retransmissions() {
    return retransmissions;
  }

  /**
   * A packet with an ABORT: the library sends none when a socket is closed, for it cuts the socket
   * off before it closes it. Null as long as the peer's tag is not known.
   */
  byte @Nullable [] abort(int localPort, int remotePort, String reason) {
    if (peerTag == 0) {
      return null;
    }
    Abort abort = new Abort(false, List.of(ErrorCause.userAbort(reason)));
    byte[] packet = new byte[Packet.HEADER + Wire.padded(abort.length())];
    Packet.writeHeader(packet, 0, localPort, remotePort, peerTag);
    abort.write(ByteBuffer.wrap(packet, Packet.HEADER, packet.length - Packet.HEADER));
    new Checksum().seal(packet, 0, packet.length);
    return packet;
  }
}
