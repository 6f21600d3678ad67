package io.sluice.transport.sctp;

import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.packet.Chunk;
import io.sluice.transport.sctp.packet.CookieAck;
import io.sluice.transport.sctp.packet.CookieEcho;
import io.sluice.transport.sctp.packet.Init;
import io.sluice.transport.sctp.packet.InitAck;
import io.sluice.transport.sctp.packet.InitFields;
import io.sluice.transport.sctp.packet.Packet;
import io.sluice.transport.sctp.packet.Parameter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** An association, and a peer that sends it whatever a test wants. */
public final class HandMadePeer {
  public static final int TAG = 0x5eed5eed;
  public static final int FIRST_TSN = -100;

  public final Association association;
  public long now = 1_000;

  /** What the association chose, once known. */
  public int tag;

  public int firstTsn;

  public HandMadePeer(SctpOptions options) {
    association = new Association(options, new SplittableRandom(42));
  }

  /** A peer whose association is established, asked for by the peer. */
  public static HandMadePeer established(SctpOptions options) throws Exception {
    return established(options, List.of());
  }

  /** The same with a peer that announces something. */
  public static HandMadePeer established(SctpOptions options, List<Parameter> parameters)
      throws Exception {
    HandMadePeer peer = new HandMadePeer(options);
    CookieEcho echo = peer.cookieFor(init(TAG, parameters));
    peer.send(PacketBuilder.packet(peer.tag).chunk(echo));
    List<byte[]> answer = peer.drain();
    if (PacketBuilder.find(answer, CookieAck.class) == null) {
      throw new IllegalStateException("no COOKIE ACK");
    }
    peer.events();
    return peer;
  }

  public static HandMadePeer established() throws Exception {
    return established(SctpOptions.defaults());
  }

  public static Init init(int tag, List<Parameter> parameters) {
    return new Init(new InitFields(tag, 1 << 20, 100, 100, FIRST_TSN, parameters));
  }

  /** Sends INIT and gives back the cookie of the answer, whose tag and TSN are noted. */
  public CookieEcho cookieFor(Init init) throws Exception {
    send(PacketBuilder.packet(0).chunk(init));
    InitAck answer = PacketBuilder.find(drain(), InitAck.class);
    if (answer == null) {
      throw new IllegalStateException("no INIT ACK");
    }
    tag = answer.fields().tag();
    firstTsn = answer.fields().initialTsn();
    return new CookieEcho(cookie(answer));
  }

  public static byte[] cookie(InitAck initAck) {
    for (Parameter parameter : initAck.fields().parameters()) {
      if (parameter.type() == Parameter.STATE_COOKIE) {
        return parameter.value();
      }
    }
    throw new IllegalStateException("no cookie");
  }

  public void send(PacketBuilder packet) {
    association.receive(packet.build(), now);
  }

  public void send(Chunk chunk) {
    send(packet().chunk(chunk));
  }

  public void send(byte[] packet) {
    association.receive(ByteBuffer.wrap(packet), now);
  }

  /** A packet with the tag that the association expects. */
  public PacketBuilder packet() {
    return PacketBuilder.packet(tag);
  }

  public List<byte[]> drain() {
    return PacketBuilder.pollAll(association, now);
  }

  /** The chunk types of each packet that the association sends now. */
  public List<List<Integer>> answers() {
    return drain().stream().map(PacketBuilder::types).toList();
  }

  public List<SctpEvent> events() {
    List<SctpEvent> events = new ArrayList<>();
    SctpEvent event;
    while ((event = association.pollEvent()) != null) {
      events.add(event);
    }
    return events;
  }

  /** Lets the next timer expire; returns what is sent then. */
  public List<byte[]> waitForTimer() {
    now = Math.max(now, association.nextTimeout());
    association.handleTimeout(now);
    return drain();
  }

  public SctpEvent.@Nullable Closed closed() {
    List<SctpEvent> events = events();
    return !events.isEmpty() && events.getLast() instanceof SctpEvent.Closed closed ? closed : null;
  }

  public static int tagOf(byte[] packet) {
    return Packet.verificationTag(packet, 0);
  }
}
