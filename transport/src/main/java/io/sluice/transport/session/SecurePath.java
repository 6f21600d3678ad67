package io.sluice.transport.session;

import io.sluice.crypto.dtls.DtlsConnection;
import io.sluice.transport.ice.PeerGate;
import io.sluice.transport.sctp.api.Engine;
import io.sluice.transport.udp.DatagramBatch;
import io.sluice.transport.udp.UdpSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * The selected path under DTLS: datagrams in, SCTP packets to the engine, and back. Belongs to the
 * loop's thread.
 */
final class SecurePath {
  /** The longest plaintext of a DTLS record (RFC 6347 section 4.1), so the longest packet. */
  static final int MAX_PACKET = 16_384;

  private final DtlsConnection dtls;
  private final UdpSocket socket;
  private final PeerGate gate;
  private final byte[] packet = new byte[MAX_PACKET];
  private final byte[] received = new byte[MAX_PACKET];
  private final DatagramBatch outgoing = DatagramBatch.standard();
  private InetSocketAddress peer;
  private boolean peerMayMove;
  private long lastHeard;

  /**
   * @param gate what lets in what comes from the peer
   */
  SecurePath(
      DtlsConnection dtls, UdpSocket socket, InetSocketAddress peer, PeerGate gate, long now) {
    this.dtls = dtls;
    this.socket = socket;
    this.peer = peer;
    this.gate = gate;
    this.lastHeard = now;
  }

  /**
   * Whether the peer may have got another address, by a NAT that has forgotten it. Where it is not
   * heard at its own, whatever opens is from it, and shows where it is (RFC 9146 section 6).
   */
  void letPeerMove(boolean may) {
    if (may != peerMayMove) {
      peerMayMove = may;
      gate.letPeerMove(may);
    }
  }

  /** Opens every datagram that is the peer's and gives what was in it to the engine. */
  void receive(DatagramBatch batch, Engine engine, long now) {
    for (int i = 0; i < batch.count(); i++) {
      InetSocketAddress source = batch.source(i);
      if (!peerMayMove && !peer.equals(source)) {
        continue;
      }
      int length = dtls.open(batch.array(), batch.offset(i), batch.length(i), received, 0);
      if (length >= 0) {
        lastHeard = now;
        follow(source);
        engine.receive(ByteBuffer.wrap(received, 0, length), now);
      }
    }
  }

  private void follow(InetSocketAddress source) {
    if (!peer.equals(source)) {
      peer = source;
      gate.peerMoved(source);
    }
  }

  /** Seals and sends all that the engine has to send now; whether there was anything. */
  boolean transmit(Engine engine, long now) throws IOException {
    boolean any = false;
    int length;
    while ((length = engine.pollTransmit(packet, 0, now)) > 0) {
      any = true;
      boolean fragmentable = engine.mayBeFragmented();
      if (fragmentable || outgoing.room() < length + DtlsConnection.OVERHEAD) {
        flush();
      }
      int record = dtls.seal(packet, 0, length, outgoing.array(), outgoing.end());
      if (fragmentable) {
        socket.sendFragmentable(outgoing.array(), 0, record, peer);
      } else {
        outgoing.commit(record);
      }
    }
    flush();
    return any;
  }

  private void flush() throws IOException {
    if (!outgoing.isEmpty()) {
      socket.send(outgoing, peer);
      outgoing.clear();
    }
  }

  /** What only the two ends of the session know since its first handshake (RFC 5705). */
  byte[] exporter() {
    return dtls.exporter();
  }

  /** When the peer last proved to be there, by a record that only it can have sealed. */
  long lastHeard() {
    return lastHeard;
  }

  /** What seals and opens, for {@link KeyRenewals}. */
  DtlsConnection dtls() {
    return dtls;
  }

  /** Whether the peer has said in DTLS that it is gone. */
  boolean isClosedByPeer() {
    return dtls.closedByPeer();
  }

  void close() {
    dtls.close();
  }
}
