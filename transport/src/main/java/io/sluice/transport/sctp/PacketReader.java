package io.sluice.transport.sctp;

import io.sluice.transport.sctp.packet.Checksum;
import io.sluice.transport.sctp.packet.Chunk;
import io.sluice.transport.sctp.packet.ChunkType;
import io.sluice.transport.sctp.packet.CookieEcho;
import io.sluice.transport.sctp.packet.Init;
import io.sluice.transport.sctp.packet.MalformedPacketException;
import io.sluice.transport.sctp.packet.Packet;
import io.sluice.transport.sctp.packet.ProtocolViolationException;
import io.sluice.transport.sctp.packet.Wire;

/** Decides whether a packet is whole and belongs to the association (RFC 9260 section 8.5). */
final class PacketReader {
  private final Context context;
  private final HandshakeResponder responder;
  private final ChunkReader chunks;
  private final OutOfTheBlue outOfTheBlue;
  private final Checksum checksum = new Checksum();

  PacketReader(
      Context context,
      HandshakeResponder responder,
      ChunkReader chunks,
      OutOfTheBlue outOfTheBlue) {
    this.context = context;
    this.responder = responder;
    this.chunks = chunks;
    this.outOfTheBlue = outOfTheBlue;
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
      responder.onCookieEcho(cookieEcho, tag, now);
      next += Wire.padded(Wire.u16(array, first + 2));
    } else if (isReflectedFarewell(array, first)) {
      readReflectedFarewell(array, first, tag, now);
      return;
    }
    if (tag != context.state().localTag() || tag == 0) {
      outOfTheBlue.read(array, first, end, tag);
      return;
    }
    chunks.readAll(array, next, end, now);
  }

  private void checkFrame(byte[] array, int offset, int length, int type)
      throws MalformedPacketException {
    if (Packet.sourcePort(array, offset) != context.options.remotePort()
        || Packet.destinationPort(array, offset) != context.options.localPort()) {
      throw new MalformedPacketException("port");
    }
    // RFC 9653 section 5.3: only once announced, and never with INIT or COOKIE ECHO, which are
    // first
    // in their packets.
    boolean mayLackChecksum =
        context.zeroChecksumAnnounced && type != ChunkType.INIT && type != ChunkType.COOKIE_ECHO;
    boolean lacksChecksum = mayLackChecksum && Packet.checksum(array, offset) == 0;
    if (!lacksChecksum && !checksum.holds(array, offset, length)) {
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
      responder.onInit(init, now);
    }
  }

  /** Whether the packet begins with an ABORT or SHUTDOWN COMPLETE that has the T bit. */
  private static boolean isReflectedFarewell(byte[] array, int chunk) {
    int type = Wire.u8(array, chunk);
    return (type == ChunkType.ABORT || type == ChunkType.SHUTDOWN_COMPLETE)
        && (Wire.u8(array, chunk + 1) & 1) != 0;
  }

  /** RFC 9260 section 8.5.1 B and C: with the T bit they carry the tag that this side sends. */
  private void readReflectedFarewell(byte[] array, int chunk, int tag, long now)
      throws MalformedPacketException, ProtocolViolationException {
    Tcb tcb = context.tcb();
    if (tcb != null && !context.hasEnded() && tag == tcb.peer.tag()) {
      chunks.read(array, chunk, now);
    } else {
      context.packetsDropped++;
    }
  }
}
