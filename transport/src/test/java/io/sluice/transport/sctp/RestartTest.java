package io.sluice.transport.sctp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.packet.ChunkType;
import io.sluice.transport.sctp.packet.CookieAck;
import io.sluice.transport.sctp.packet.CookieEcho;
import io.sluice.transport.sctp.packet.Data;
import io.sluice.transport.sctp.packet.ErrorCause;
import io.sluice.transport.sctp.packet.ErrorReport;
import io.sluice.transport.sctp.packet.Init;
import io.sluice.transport.sctp.packet.InitAck;
import io.sluice.transport.sctp.packet.InitFields;
import io.sluice.transport.sctp.packet.Parameter;
import io.sluice.transport.sctp.packet.Shutdown;
import io.sluice.transport.sctp.packet.ShutdownAck;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 9260 section 5.2: INITs and cookies that meet an association, actions A to D. */
class RestartTest {
  private static final int NEW_TAG = 0x1234_5678;
  private static final int NEW_TSN = 5_000;

  private static Init newInit(int streams) {
    return new Init(new InitFields(NEW_TAG, 1 << 20, streams, streams, NEW_TSN, List.of()));
  }

  @Test
  void aPeerThatStartsAgainGetsANewAssociation() throws Exception {
    HandMadePeer up = HandMadePeer.established();
    int oldTag = up.tag;
    up.send(up.packet().data(HandMadePeer.FIRST_TSN, 3, 4, 0, 10));
    up.association.send(message(1, 5_000), up.now);
    up.drain();

    CookieEcho echo = up.cookieFor(newInit(7));
    assertNotEquals(oldTag, up.tag, "another tag, section 5.2.2");
    assertEquals(List.of(), up.events(), "an INIT changes nothing");
    up.send(up.packet().chunk(echo).data(NEW_TSN, 3, 4, 0, 20));
    assertEquals(List.of(new SctpEvent.Restarted(7, 7)), up.events());
    List<byte[]> answer = up.drain();
    assertNotNull(PacketBuilder.find(answer, CookieAck.class));
    assertEquals(NEW_TAG, HandMadePeer.tagOf(answer.getFirst()));

    assertEquals(20, up.association.pollMessage(up.now).payload().remaining());
    assertNull(up.association.pollMessage(up.now), "what was not taken before is lost");
    assertEquals(0, up.association.stats().buffered());
    up.send(PacketBuilder.packet(oldTag).data(HandMadePeer.FIRST_TSN + 1, 3, 4, 1, 10));
    assertNull(up.association.pollMessage(up.now), "the old association is gone");
  }

  @Test
  void streamsAndTheirNumbersBeginAnewAfterARestart() throws Exception {
    HandMadePeer up = HandMadePeer.established();
    assertTrue(up.association.send(message(50, 10), up.now));
    up.drain();
    up.send(up.cookieFor(newInit(60)));
    up.drain();
    assertTrue(up.association.send(message(50, 10), up.now));
    byte[] data = up.drain().getFirst();
    assertEquals(up.firstTsn, Data.tsn(data, 12));
    assertEquals(0, Data.ssn(data, 12));
  }

  @Test
  void aRestartMayCutTheNumberOfStreams() throws Exception {
    HandMadePeer up = HandMadePeer.established();
    up.send(up.cookieFor(newInit(2)));
    assertEquals(List.of(new SctpEvent.Restarted(2, 2)), up.events());
    assertThrows(IllegalArgumentException.class, () -> up.association.send(message(2, 10), up.now));
    up.drain();
    up.send(up.packet().data(NEW_TSN, 3, 2, 0, 10));
    assertNotNull(PacketBuilder.find(up.drain(), ErrorReport.class));
  }

  @Test
  void aPeerMayStartAgainManyTimes() throws Exception {
    HandMadePeer up = HandMadePeer.established();
    for (int i = 1; i <= 100; i++) {
      InitFields fields = new InitFields(i, 1 << 20, 9, 9, i, List.of());
      up.send(up.cookieFor(new Init(fields)));
      up.drain();
      up.send(up.packet().data(i, 3, 0, 0, i));
      assertEquals(List.of(new SctpEvent.Restarted(9, 9)), up.events());
      assertEquals(i, up.association.pollMessage(up.now).payload().remaining());
    }
  }

  @Test
  void cookiesFromBeforeTheRestartAreWorthNothingAfterIt() throws Exception {
    HandMadePeer up = HandMadePeer.established();
    CookieEcho first = up.cookieFor(HandMadePeer.init(0x1111, List.of()));
    int firstTag = up.tag;
    up.send(up.cookieFor(newInit(5)));
    up.drain();
    up.events();
    up.send(PacketBuilder.packet(firstTag).chunk(first));
    assertEquals(List.of(), up.events());
    assertEquals(List.of(), up.drain());
  }

  /** Not in the table: a peer that started again has another tag. */
  @Test
  void aRestartWithTheSameTagIsDropped() throws Exception {
    HandMadePeer up = HandMadePeer.established();
    up.send(up.cookieFor(HandMadePeer.init(HandMadePeer.TAG, List.of())));
    assertEquals(List.of(), up.events());
    assertEquals(List.of(), up.drain());
  }

  @Test
  void whoWasLeavingLeavesTheNewAssociationToo() throws Exception {
    HandMadePeer up = HandMadePeer.established();
    up.association.shutdown(up.now);
    up.drain();
    up.send(up.cookieFor(newInit(5)));
    assertEquals(List.of(List.of(ChunkType.COOKIE_ACK, ChunkType.SHUTDOWN)), up.answers());
  }

  /** Section 5.2.4 A: nothing is missing but SHUTDOWN COMPLETE. */
  @Test
  void aRestartAfterShutdownAckIsRefused() throws Exception {
    HandMadePeer up = HandMadePeer.established();
    int oldTag = up.tag;
    Shutdown shutdown = new Shutdown(up.firstTsn - 1);
    CookieEcho echo = up.cookieFor(newInit(5));
    int newTag = up.tag;
    up.send(PacketBuilder.packet(oldTag).chunk(shutdown));
    up.drain();
    up.send(PacketBuilder.packet(newTag).chunk(echo));
    List<byte[]> answer = up.drain();
    assertNotNull(PacketBuilder.find(answer, ShutdownAck.class));
    ErrorReport error = PacketBuilder.find(answer, ErrorReport.class);
    assertEquals(ErrorCause.COOKIE_WHILE_SHUTTING_DOWN, error.causes().getFirst().code());
    assertEquals(List.of(), up.events());
  }

  @Test
  void anInitAfterShutdownAckIsAnsweredWithTheShutdownAck() throws Exception {
    HandMadePeer up = HandMadePeer.established();
    up.send(new Shutdown(up.firstTsn - 1));
    up.drain();
    up.send(PacketBuilder.packet(0).chunk(newInit(5)));
    assertEquals(List.of(List.of(ChunkType.SHUTDOWN_ACK)), up.answers());
  }

  /** Action B: the peer's INIT came before, its COOKIE ECHO after ours had left. */
  @Test
  void inACollisionTheTagOfTheCookieCounts() throws Exception {
    HandMadePeer peer = new HandMadePeer(SctpOptions.defaults());
    peer.association.connect(peer.now);
    peer.tag = PacketBuilder.find(peer.drain(), Init.class).fields().tag();
    int chosen = peer.tag;
    CookieEcho echo = peer.cookieFor(newInit(5));
    assertEquals(chosen, peer.tag, "section 5.2.1: both keep what they chose");
    // An INIT ACK of an earlier life of the peer makes the association echo a cookie to it.
    InitFields earlier =
        new InitFields(
            99, 1 << 20, 3, 3, 1, List.of(new Parameter(Parameter.STATE_COOKIE, new byte[8])));
    peer.send(new InitAck(earlier));
    peer.drain();
    peer.send(echo);
    assertEquals(List.of(new SctpEvent.Up(5, 5)), peer.events());
    assertEquals(NEW_TAG, HandMadePeer.tagOf(peer.drain().getFirst()));
  }

  /** Action B once established: the newer cookie wins, whichever comes first. */
  @Test
  void ofTwoCookiesWithOneLocalTagTheNewerWins() throws Exception {
    for (boolean newerFirst : new boolean[] {false, true}) {
      HandMadePeer peer = new HandMadePeer(SctpOptions.defaults());
      peer.association.connect(peer.now);
      peer.drain();
      CookieEcho older = peer.cookieFor(HandMadePeer.init(0x1111, List.of()));
      peer.now += 1_000_000;
      CookieEcho newer = peer.cookieFor(newInit(5));
      peer.send(newerFirst ? newer : older);
      peer.send(newerFirst ? older : newer);
      SctpEvent last = newerFirst ? new SctpEvent.Up(5, 5) : new SctpEvent.Restarted(5, 5);
      assertEquals(last, peer.events().getLast());
      List<byte[]> sent = peer.drain();
      assertEquals(NEW_TAG, HandMadePeer.tagOf(sent.getLast()));
    }
  }

  private static SctpMessage message(int stream, int size) {
    return new SctpMessage(stream, 53, false, ByteBuffer.allocate(size));
  }
}
