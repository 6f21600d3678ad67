package io.sluice.transport.sctp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.packet.Abort;
import io.sluice.transport.sctp.packet.ChunkType;
import io.sluice.transport.sctp.packet.CookieAck;
import io.sluice.transport.sctp.packet.ErrorReport;
import io.sluice.transport.sctp.packet.Init;
import io.sluice.transport.sctp.packet.Shutdown;
import io.sluice.transport.sctp.packet.ShutdownAck;
import io.sluice.transport.sctp.packet.ShutdownComplete;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 9260 sections 8.4 and 8.5: packets that belong to no association, or pretend to. */
class OutOfTheBlueTest {
  private static final int STRANGER = 0x7777;

  private final HandMadePeer peer = new HandMadePeer(SctpOptions.defaults());

  @Test
  void dataForNoAssociationIsAnsweredWithAnAbortThatReflectsItsTag() throws Exception {
    peer.send(PacketBuilder.packet(STRANGER).data(1, 3, 0, 0, 10));
    List<byte[]> answer = peer.drain();
    assertTrue(PacketBuilder.find(answer, Abort.class).reflected());
    assertEquals(STRANGER, HandMadePeer.tagOf(answer.getFirst()));
    assertEquals(List.of(), peer.events());
  }

  @Test
  void whatWouldMakeTwoSidesAnswerEachOtherForEverIsNotAnswered() {
    PacketBuilder[] packets = {
      PacketBuilder.packet(STRANGER).chunk(new Abort(false, List.of())),
      PacketBuilder.packet(STRANGER).data(1, 3, 0, 0, 10).chunk(new Abort(true, List.of())),
      PacketBuilder.packet(STRANGER).chunk(new ShutdownComplete(true)),
      PacketBuilder.packet(STRANGER).chunk(new CookieAck()),
      PacketBuilder.packet(STRANGER).chunk(new ErrorReport(List.of())),
      PacketBuilder.packet(0).data(1, 3, 0, 0, 10),
    };
    for (PacketBuilder packet : packets) {
      peer.send(packet);
      assertEquals(List.of(), peer.drain());
      assertEquals(List.of(), peer.events());
    }
  }

  @Test
  void aShutdownAckIsAnsweredWithItsOwnTag() throws Exception {
    peer.send(PacketBuilder.packet(STRANGER).chunk(new ShutdownAck()));
    List<byte[]> answer = peer.drain();
    assertTrue(PacketBuilder.find(answer, ShutdownComplete.class).reflected());
    assertEquals(STRANGER, HandMadePeer.tagOf(answer.getFirst()));
  }

  @Test
  void aShutdownAckThatMeetsAHandshakeIsAnsweredAndTheHandshakeGoesOn() throws Exception {
    peer.association.connect(peer.now);
    peer.tag = PacketBuilder.find(peer.drain(), Init.class).fields().tag();
    peer.send(new ShutdownAck());
    List<byte[]> answer = peer.drain();
    assertTrue(PacketBuilder.find(answer, ShutdownComplete.class).reflected());
    assertEquals(peer.tag, HandMadePeer.tagOf(answer.getFirst()));
    assertEquals(List.of(), peer.events());
  }

  @Test
  void strangersCannotTouchAnAssociation() throws Exception {
    HandMadePeer up = HandMadePeer.established();
    up.send(PacketBuilder.packet(STRANGER).data(HandMadePeer.FIRST_TSN, 3, 0, 0, 10));
    up.send(PacketBuilder.packet(STRANGER).chunk(new Abort(false, List.of())));
    up.send(PacketBuilder.packet(STRANGER).chunk(new Abort(true, List.of())));
    up.send(PacketBuilder.packet(STRANGER).chunk(new ShutdownAck()));
    up.send(PacketBuilder.packet(STRANGER).chunk(new ShutdownComplete(true)));
    assertEquals(List.of(), up.drain());
    assertEquals(List.of(), up.events());
    assertNull(up.association.pollMessage(up.now));
    assertEquals(5, up.association.stats().packetsDropped());
  }

  /** Section 8.5.1 B: the T bit says whose tag it is; the wrong one of the two does not count. */
  @Test
  void anAbortCountsOnlyWithTheTagThatItsBitNames() throws Exception {
    for (boolean reflected : new boolean[] {false, true}) {
      HandMadePeer up = HandMadePeer.established();
      int wrong = reflected ? up.tag : HandMadePeer.TAG;
      up.send(PacketBuilder.packet(wrong).chunk(new Abort(reflected, List.of())));
      assertEquals(List.of(), up.events());
      int right = reflected ? HandMadePeer.TAG : up.tag;
      up.send(PacketBuilder.packet(right).chunk(new Abort(reflected, List.of())));
      assertEquals(SctpEvent.Reason.ABORTED_BY_PEER, up.closed().reason());
    }
  }

  @Test
  void aShutdownCompleteCountsOnlyAtTheEndAndWithTheTagThatItsBitNames() throws Exception {
    for (boolean reflected : new boolean[] {false, true}) {
      HandMadePeer up = HandMadePeer.established();
      int wrong = reflected ? up.tag : HandMadePeer.TAG;
      int right = reflected ? HandMadePeer.TAG : up.tag;
      up.send(PacketBuilder.packet(right).chunk(new ShutdownComplete(reflected)));
      up.send(new Shutdown(up.firstTsn - 1));
      assertEquals(List.of(List.of(ChunkType.SHUTDOWN_ACK)), up.answers());
      up.send(PacketBuilder.packet(wrong).chunk(new ShutdownComplete(reflected)));
      assertEquals(List.of(), up.events());
      up.send(PacketBuilder.packet(right).chunk(new ShutdownComplete(reflected)));
      assertEquals(SctpEvent.Reason.SHUTDOWN, up.closed().reason());
    }
  }
}
