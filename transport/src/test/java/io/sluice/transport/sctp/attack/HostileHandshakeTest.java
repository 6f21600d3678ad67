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
import io.sluice.transport.sctp.packet.Chunk;
import io.sluice.transport.sctp.packet.ChunkType;
import io.sluice.transport.sctp.packet.CookieAck;
import io.sluice.transport.sctp.packet.CookieEcho;
import io.sluice.transport.sctp.packet.Init;
import io.sluice.transport.sctp.packet.InitAck;
import io.sluice.transport.sctp.packet.InitFields;
import io.sluice.transport.sctp.packet.Parameter;
import io.sluice.transport.sctp.packet.Shutdown;
import io.sluice.transport.sctp.packet.ShutdownAck;
import io.sluice.transport.sctp.packet.ShutdownComplete;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Handshakes that go wrong on purpose, and those that cross. */
class HostileHandshakeTest {
  private static final Parameter COOKIE = new Parameter(Parameter.STATE_COOKIE, new byte[20]);

  private final HandMadePeer peer = new HandMadePeer(SctpOptions.defaults());

  @Test
  void anInitAckThatNobodyMaySendEndsTheAttempt() throws Exception {
    Parameter hostName = new Parameter(Parameter.HOST_NAME, new byte[4]);
    for (InitFields fields :
        List.of(
            new InitFields(HandMadePeer.TAG, 1 << 20, 0, 1, 1, List.of(COOKIE)),
            new InitFields(HandMadePeer.TAG, 1 << 20, 1, 0, 1, List.of(COOKIE)),
            new InitFields(HandMadePeer.TAG, 1499, 1, 1, 1, List.of(COOKIE)),
            new InitFields(HandMadePeer.TAG, 1 << 20, 1, 1, 1, List.of(COOKIE, hostName)),
            new InitFields(HandMadePeer.TAG, 1 << 20, 1, 1, 1, List.of()))) {
      HandMadePeer other = connecting();
      other.send(new InitAck(fields));
      List<byte[]> answer = other.drain();
      assertNotNull(PacketBuilder.find(answer, Abort.class), fields.toString());
      assertEquals(HandMadePeer.TAG, HandMadePeer.tagOf(answer.getFirst()));
      assertEquals(SctpEvent.Reason.ABORTED, other.closed().reason());
      assertEquals(Long.MAX_VALUE, other.association.nextTimeout());
    }
  }

  @Test
  void aCookieTooLargeToEchoEndsTheAttempt() throws Exception {
    HandMadePeer other = connecting();
    Parameter cookie = new Parameter(Parameter.STATE_COOKIE, new byte[60_000]);
    other.send(new InitAck(new InitFields(HandMadePeer.TAG, 1 << 20, 1, 1, 1, List.of(cookie))));
    assertNotNull(PacketBuilder.find(other.drain(), Abort.class));
    assertEquals(SctpEvent.Reason.ABORTED, other.closed().reason());
  }

  @Test
  void aLaterInitAckChangesNothing() throws Exception {
    HandMadePeer other = connecting();
    other.send(new InitAck(new InitFields(HandMadePeer.TAG, 1 << 20, 7, 7, 1, List.of(COOKIE))));
    other.send(new InitAck(new InitFields(0x666, 1 << 20, 9, 9, 1, List.of())));
    other.send(new CookieAck());
    assertEquals(List.of(new SctpEvent.Up(7, 7)), other.events());
    other.send(new InitAck(new InitFields(0x666, 1 << 20, 9, 9, 1, List.of(COOKIE))));
    assertEquals(List.of(), other.events());
  }

  @Test
  void initsThatCrossGiveOneAssociationInEitherOrder() throws Exception {
    for (boolean theirCookieFirst : new boolean[] {false, true}) {
      HandMadePeer other = connecting();
      int tag = other.tag;
      CookieEcho ours = other.cookieFor(HandMadePeer.init(HandMadePeer.TAG, List.of()));
      assertEquals(tag, other.tag, "section 5.2.1: the tag is kept");
      InitFields answer =
          new InitFields(
              HandMadePeer.TAG, 1 << 20, 100, 100, HandMadePeer.FIRST_TSN, List.of(COOKIE));
      if (theirCookieFirst) {
        other.send(ours);
        other.send(new InitAck(answer));
      } else {
        other.send(new InitAck(answer));
        other.send(ours);
      }
      other.send(new CookieAck());
      assertEquals(List.of(new SctpEvent.Up(100, 100)), other.events());
      other.send(other.packet().data(HandMadePeer.FIRST_TSN, 3, 0, 0, 10));
      assertNotNull(other.association.pollMessage(other.now));
    }
  }

  @Test
  void dataBeforeTheHandshakeIsDoneIsNotTaken() throws Exception {
    HandMadePeer other = connecting();
    other.send(other.packet().data(HandMadePeer.FIRST_TSN, 3, 0, 0, 10));
    other.send(new InitAck(new InitFields(HandMadePeer.TAG, 1 << 20, 7, 7, 1, List.of(COOKIE))));
    other.send(other.packet().data(1, 3, 0, 0, 10));
    assertNull(other.association.pollMessage(other.now));
    other.send(new CookieAck());
    other.send(other.packet().data(1, 3, 0, 0, 10));
    assertNotNull(other.association.pollMessage(other.now));
  }

  @Test
  void farewellsOfStrangersEndNothingInAnyState() throws Exception {
    for (int state = 0; state < 4; state++) {
      HandMadePeer other = inState(state);
      for (int tag : new int[] {1, other.tag + 1, HandMadePeer.TAG + 1}) {
        for (Chunk farewell :
            List.of(
                new Abort(false, List.of()),
                new Abort(true, List.of()),
                new ShutdownComplete(false),
                new ShutdownComplete(true),
                new ShutdownAck(),
                new Shutdown(0),
                new CookieAck())) {
          other.send(PacketBuilder.packet(tag).chunk(farewell));
        }
      }
      assertEquals(List.of(), other.events(), "state " + state);
    }
  }

  @Test
  void aShutdownCompleteCountsWithTheReflectedTagOnlyIfItSaysSo() throws Exception {
    HandMadePeer other = HandMadePeer.established();
    other.send(new Shutdown(other.firstTsn - 1));
    other.drain();
    other.send(PacketBuilder.packet(HandMadePeer.TAG).chunk(new ShutdownComplete(false)));
    other.send(PacketBuilder.packet(HandMadePeer.TAG + 1).chunk(new ShutdownComplete(true)));
    assertNull(other.closed());
    other.send(PacketBuilder.packet(HandMadePeer.TAG).chunk(new ShutdownComplete(true)));
    assertEquals(SctpEvent.Reason.SHUTDOWN, other.closed().reason());
  }

  @Test
  void aHandshakeFloodOfAnEstablishedPeerDoesNotSlowItsData() throws Exception {
    HandMadePeer up = HandMadePeer.established();
    ByteBuffer payload = ByteBuffer.allocate(1_000);
    for (int i = 0; i < 1_000; i++) {
      up.send(PacketBuilder.packet(0).chunk(HandMadePeer.init(i + 1, List.of())));
    }
    assertTrue(up.association.send(new SctpMessage(0, 53, false, payload), up.now));
    List<List<Integer>> types = up.answers();
    assertTrue(types.size() <= 33, types.size() + " packets");
    assertEquals(List.of(ChunkType.DATA), types.getLast());
  }

  /** An association that has sent its INIT. */
  private static HandMadePeer connecting() throws Exception {
    HandMadePeer other = new HandMadePeer(SctpOptions.defaults());
    other.association.connect(other.now);
    other.tag = PacketBuilder.find(other.drain(), Init.class).fields().tag();
    return other;
  }

  private HandMadePeer inState(int state) throws Exception {
    return switch (state) {
      case 0 -> peer;
      case 1 -> connecting();
      case 2 -> {
        HandMadePeer echoed = connecting();
        InitFields fields = new InitFields(HandMadePeer.TAG, 1 << 20, 7, 7, 1, List.of(COOKIE));
        echoed.send(new InitAck(fields));
        echoed.drain();
        yield echoed;
      }
      default -> HandMadePeer.established();
    };
  }
}
