package io.sluice.transport.sctp.attack;

import io.sluice.transport.sctp.HandMadePeer;
import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.packet.InitAck;
import io.sluice.transport.sctp.packet.InitFields;
import io.sluice.transport.sctp.packet.Packet;
import io.sluice.transport.sctp.packet.Parameter;
import io.sluice.transport.sctp.packet.Shutdown;
import io.sluice.transport.sctp.packet.Wire;
import java.nio.ByteBuffer;
import java.util.List;

/** Where an association can be when something happens to it. */
enum Stage {
  CLOSED,
  COOKIE_WAIT,
  COOKIE_ECHOED,
  ESTABLISHED,
  SENDING,
  SHUTDOWN_PENDING,
  SHUTDOWN_SENT,
  SHUTDOWN_RECEIVED,
  SHUTDOWN_ACK_SENT,
  ENDED;

  private static final int INITIATE_TAG = Packet.HEADER + Packet.CHUNK_HEADER;

  /** An association that has got there, with nothing more to send, and its peer. */
  HandMadePeer reach(SctpOptions options) {
    try {
      HandMadePeer peer =
          switch (this) {
            case CLOSED -> new HandMadePeer(options);
            case COOKIE_WAIT, COOKIE_ECHOED -> connecting(options);
            default -> HandMadePeer.established(options);
          };
      advance(peer);
      peer.drain();
      return peer;
    } catch (Exception e) {
      throw new IllegalStateException("cannot reach " + this, e);
    }
  }

  private void advance(HandMadePeer peer) {
    switch (this) {
      case COOKIE_ECHOED -> {
        List<Parameter> cookie = List.of(new Parameter(Parameter.STATE_COOKIE, new byte[20]));
        peer.send(
            new InitAck(
                new InitFields(HandMadePeer.TAG, 1 << 20, 7, 7, HandMadePeer.FIRST_TSN, cookie)));
      }
      case SENDING -> send(peer);
      case SHUTDOWN_PENDING -> {
        send(peer);
        peer.association.shutdown(peer.now);
      }
      case SHUTDOWN_SENT -> peer.association.shutdown(peer.now);
      case SHUTDOWN_RECEIVED -> {
        send(peer);
        peer.drain();
        peer.send(new Shutdown(peer.firstTsn - 1));
      }
      case SHUTDOWN_ACK_SENT -> peer.send(new Shutdown(peer.firstTsn - 1));
      case ENDED -> {
        send(peer);
        peer.association.abort("over", peer.now);
      }
      default -> {}
    }
  }

  private static HandMadePeer connecting(SctpOptions options) {
    HandMadePeer peer = new HandMadePeer(options);
    peer.association.connect(peer.now);
    byte[] init = peer.drain().getFirst();
    peer.tag = Wire.i32(init, INITIATE_TAG);
    peer.firstTsn = Wire.i32(init, INITIATE_TAG + 12);
    return peer;
  }

  private static void send(HandMadePeer peer) {
    peer.association.send(new SctpMessage(0, 53, false, ByteBuffer.allocate(20_000)), peer.now);
  }
}
