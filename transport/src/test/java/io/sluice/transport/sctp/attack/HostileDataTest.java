package io.sluice.transport.sctp.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.HandMadePeer;
import io.sluice.transport.sctp.PacketBuilder;
import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.packet.Abort;
import io.sluice.transport.sctp.packet.Data;
import org.junit.jupiter.api.Test;

/** DATA that contradicts itself, or wants more memory than there is for it. */
class HostileDataTest {
  private static final int TSN = HandMadePeer.FIRST_TSN;
  private static final int B = Data.BEGIN;
  private static final int E = Data.END;
  private static final SctpOptions SMALL =
      SctpOptions.defaults().withMaxMessageSize(50_000).withReceiveWindow(50_000);

  @Test
  void aContradictionEndsTheAssociationAndNothingElse() throws Exception {
    HandMadePeer peer = HandMadePeer.established();
    peer.send(peer.packet().data(TSN, B | E, 0, 0, 10).data(TSN + 1, E, 0, 1, 10));
    assertNotNull(PacketBuilder.find(peer.drain(), Abort.class));
    assertEquals(SctpEvent.Reason.ABORTED, peer.closed().reason());
    assertNotNull(peer.association.pollMessage(peer.now), "what came before may be taken");
    assertNull(peer.association.pollMessage(peer.now));
  }

  @Test
  void aMessageHasTheProtocolOfItsFirstFragment() throws Exception {
    // RFC 9260 does not forbid that later fragments say otherwise; the first one decides.
    HandMadePeer peer = HandMadePeer.established();
    PacketBuilder packet = peer.packet().data(TSN, B, 0, 0, 4).data(TSN + 1, E, 0, 0, 4);
    byte[] bytes = new byte[packet.length()];
    packet.build().get(bytes);
    bytes[12 + 20 + 15] = 51;
    peer.send(PacketBuilder.packet(peer.tag).raw(java.util.Arrays.copyOfRange(bytes, 12, 52)));
    SctpMessage message = peer.association.pollMessage(peer.now);
    assertEquals(53, message.ppid());
    assertEquals(8, message.payload().remaining());
  }

  @Test
  void aWindowFullOfFragmentsStillTakesTheOneThatIsMissing() throws Exception {
    for (int size : new int[] {1, 1_000}) {
      HandMadePeer peer = HandMadePeer.established(SMALL);
      int count = 0;
      while (peer.association.stats().payloadReceived() == (long) count * size && count < 40) {
        count++;
        // Each second is missing, so none can be joined to another.
        peer.send(peer.packet().data(TSN + 2 * count, B, 0, 0, size));
      }
      long held = peer.association.stats().payloadReceived();
      peer.send(peer.packet().data(TSN, B | E | Data.UNORDERED, 0, 0, size));
      assertEquals(held + size, peer.association.stats().payloadReceived());
      assertNotNull(peer.association.pollMessage(peer.now));
    }
  }

  @Test
  void whatAPeerMakesUsHoldStaysWithinTheWindowWhateverTheSizeOfItsFragments() throws Exception {
    for (int size : new int[] {1, 3, 100, 1_000}) {
      HandMadePeer peer = HandMadePeer.established(SMALL);
      for (int i = 0; i < 20_000; i++) {
        peer.send(peer.packet().data(TSN + 1 + i, B | E, i % 50, 1 + i / 50, size));
      }
      long held = peer.association.stats().payloadReceived();
      assertTrue(held <= 50_000 + 12_500, "held " + held + " in chunks of " + size);
      assertNull(peer.closed());
    }
  }

  @Test
  void aPeerThatIgnoresAClosedWindowIsNotServedAndNotCutOff() throws Exception {
    HandMadePeer peer = HandMadePeer.established(SMALL);
    int tsn = TSN;
    for (int i = 0; i < 10_000; i++) {
      peer.send(peer.packet().data(tsn++, B | E, 0, i & 0xffff, 1_000));
      peer.drain();
    }
    int taken = 0;
    while (peer.association.pollMessage(peer.now) != null) {
      taken++;
    }
    assertTrue(taken <= 56, taken + " messages");
    assertNull(peer.closed());
    int next = TSN + taken;
    peer.send(peer.packet().data(next, B | E, 0, taken, 1_000));
    assertNotNull(peer.association.pollMessage(peer.now));
  }

  @Test
  void tsnsOfTheOtherHalfOfTheNumbersAreOldOnes() throws Exception {
    HandMadePeer peer = HandMadePeer.established();
    for (int distance : new int[] {-1, -100, Integer.MIN_VALUE, Integer.MIN_VALUE + 1}) {
      peer.send(peer.packet().data(TSN + distance, B | E, 0, 0, 10));
    }
    assertEquals(0, peer.association.stats().payloadReceived());
    assertNull(peer.association.pollMessage(peer.now));
    peer.send(peer.packet().data(TSN, B | E, 0, 0, 10));
    assertNotNull(peer.association.pollMessage(peer.now));
  }
}
