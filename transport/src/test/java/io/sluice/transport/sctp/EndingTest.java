package io.sluice.transport.sctp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpEvent.Reason;
import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.packet.ChunkType;
import io.sluice.transport.sctp.packet.Init;
import io.sluice.transport.sctp.packet.InitAck;
import io.sluice.transport.sctp.packet.InitFields;
import io.sluice.transport.sctp.packet.Parameter;
import io.sluice.transport.sctp.packet.Shutdown;
import io.sluice.transport.sctp.packet.ShutdownAck;
import io.sluice.transport.sctp.packet.ShutdownComplete;
import io.sluice.transport.sim.LinkProfile;
import io.sluice.transport.sim.SimHost;
import io.sluice.transport.sim.SimPair;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How associations end: shutdown and abort from each state, silence, messages left behind. */
class EndingTest {
  private static final LinkProfile LINK = LinkProfile.of(Duration.ofMillis(10));
  private static final List<List<Integer>> NOTHING = List.of();

  @Test
  void shutdownAndAbortBeforeThereIsAnAssociationSayNothing() {
    for (boolean abort : new boolean[] {false, true}) {
      HandMadePeer peer = new HandMadePeer(SctpOptions.defaults());
      end(peer, abort);
      assertEquals(abort ? Reason.ABORTED : Reason.SHUTDOWN, peer.closed().reason());
      assertEquals(NOTHING, peer.answers());
    }
  }

  @Test
  void shutdownAndAbortWhileInitIsOnItsWayStopTheTimer() {
    for (boolean abort : new boolean[] {false, true}) {
      HandMadePeer peer = new HandMadePeer(SctpOptions.defaults());
      peer.association.connect(peer.now);
      peer.drain();
      end(peer, abort);
      assertEquals(abort ? Reason.ABORTED : Reason.SHUTDOWN, peer.closed().reason());
      assertEquals(NOTHING, peer.answers());
      assertEquals(Long.MAX_VALUE, peer.association.nextTimeout());
    }
  }

  @Test
  void shutdownAndAbortAfterCookieEchoAbort() throws Exception {
    for (boolean abort : new boolean[] {false, true}) {
      HandMadePeer peer = cookieEchoed();
      end(peer, abort);
      assertEquals(List.of(List.of(ChunkType.ABORT)), peer.answers());
      assertEquals(Reason.ABORTED, peer.closed().reason());
    }
  }

  private static HandMadePeer cookieEchoed() throws Exception {
    HandMadePeer peer = new HandMadePeer(SctpOptions.defaults());
    peer.association.connect(peer.now);
    peer.tag = PacketBuilder.find(peer.drain(), Init.class).fields().tag();
    List<Parameter> cookie = List.of(new Parameter(Parameter.STATE_COOKIE, new byte[20]));
    peer.send(new InitAck(new InitFields(HandMadePeer.TAG, 1 << 20, 1, 1, 0, cookie)));
    peer.drain();
    return peer;
  }

  @Test
  void anIdleAssociationShutsDownInThreeSteps() throws Exception {
    HandMadePeer peer = HandMadePeer.established();
    peer.association.shutdown(peer.now);
    assertEquals(List.of(List.of(ChunkType.SHUTDOWN)), peer.answers());
    assertNull(peer.closed());
    peer.send(new ShutdownAck());
    assertEquals(List.of(List.of(ChunkType.SHUTDOWN_COMPLETE)), peer.answers());
    assertEquals(Reason.SHUTDOWN, peer.closed().reason());
    assertEquals(Long.MAX_VALUE, peer.association.nextTimeout());
  }

  @Test
  void shutdownOfThePeerIsAnsweredOnceOwnDataIsAcknowledged() throws Exception {
    HandMadePeer peer = HandMadePeer.established();
    peer.association.send(message(1_000), peer.now);
    peer.drain();
    peer.send(new Shutdown(peer.firstTsn - 1));
    assertEquals(NOTHING, peer.answers());
    assertFalse(peer.association.send(message(1), peer.now), "nothing new any more");
    peer.send(new Shutdown(peer.firstTsn));
    assertEquals(List.of(List.of(ChunkType.SHUTDOWN_ACK)), peer.answers());
    peer.send(new ShutdownComplete(false));
    assertEquals(Reason.SHUTDOWN, peer.closed().reason());
  }

  @Test
  void aShutdownWhileOneIsPendingIsTaken() throws Exception {
    HandMadePeer peer = HandMadePeer.established();
    peer.association.send(message(1_000), peer.now);
    peer.association.shutdown(peer.now);
    peer.drain();
    peer.send(new Shutdown(peer.firstTsn));
    assertEquals(List.of(List.of(ChunkType.SHUTDOWN_ACK)), peer.answers());
  }

  @Test
  void twoShutdownsThatCrossBothEnd() throws Exception {
    HandMadePeer peer = HandMadePeer.established();
    peer.association.shutdown(peer.now);
    peer.drain();
    peer.send(new Shutdown(peer.firstTsn - 1));
    assertEquals(List.of(List.of(ChunkType.SHUTDOWN_ACK)), peer.answers());
    peer.send(new ShutdownAck());
    assertEquals(List.of(List.of(ChunkType.SHUTDOWN_COMPLETE)), peer.answers());
    assertEquals(Reason.SHUTDOWN, peer.closed().reason());
  }

  @Test
  void dataAfterShutdownWasSentIsTakenAndAnsweredWithBoth() throws Exception {
    HandMadePeer peer = HandMadePeer.established();
    peer.association.shutdown(peer.now);
    peer.drain();
    for (int i = 0; i < 3; i++) {
      peer.send(peer.packet().data(HandMadePeer.FIRST_TSN + i, 3, 0, i, 10));
    }
    List<Integer> types = peer.answers().getFirst();
    assertTrue(types.contains(ChunkType.SHUTDOWN) && types.contains(ChunkType.SACK), "" + types);
    assertNotNull(peer.association.pollMessage(peer.now));
  }

  @Test
  void aLostFarewellIsRepeatedAndTheEndIsCleanEvenIfItNeverComes() throws Exception {
    HandMadePeer peer = HandMadePeer.established();
    peer.send(new Shutdown(peer.firstTsn - 1));
    int sent = peer.drain().size();
    while (peer.association.nextTimeout() != Long.MAX_VALUE) {
      sent += peer.waitForTimer().size();
    }
    assertTrue(sent >= SctpOptions.defaults().maxRetransmissions(), "" + sent);
    assertEquals(Reason.SHUTDOWN, peer.closed().reason());
  }

  @Test
  void aShutdownThatIsNeverAnsweredMeansSilence() throws Exception {
    HandMadePeer peer = HandMadePeer.established();
    peer.association.shutdown(peer.now);
    while (peer.association.nextTimeout() != Long.MAX_VALUE) {
      peer.waitForTimer();
    }
    assertEquals(Reason.PEER_SILENT, peer.closed().reason());
  }

  @Test
  void aPeerThatRepeatsShutdownAckAfterTheEndIsAnswered() throws Exception {
    HandMadePeer peer = HandMadePeer.established();
    peer.association.shutdown(peer.now);
    peer.drain();
    peer.send(new ShutdownAck());
    peer.drain();
    peer.send(new ShutdownAck());
    List<byte[]> answer = peer.drain();
    assertTrue(PacketBuilder.find(answer, ShutdownComplete.class).reflected());
    assertEquals(peer.tag, HandMadePeer.tagOf(answer.getFirst()));
  }

  @Test
  void anInitInTheLastStateRepeatsShutdownAck() throws Exception {
    HandMadePeer peer = HandMadePeer.established();
    peer.send(new Shutdown(peer.firstTsn - 1));
    peer.drain();
    peer.send(PacketBuilder.packet(0).chunk(HandMadePeer.init(5, List.of())));
    assertEquals(List.of(List.of(ChunkType.SHUTDOWN_ACK)), peer.answers());
  }

  @Test
  void messagesThatArrivedBeforeTheEndCanBeTakenAfterIt() {
    SimPair pair = new SimPair(SctpOptions.defaults(), LINK, 1).connected();
    pair.right().reading(false);
    pair.left().send(0, false, new byte[1_000]);
    pair.runFor(Duration.ofMillis(1));
    pair.left().association().shutdown(pair.now());
    assertTrue(pair.runUntil(() -> pair.right().closed() != null, Duration.ofSeconds(5)));
    assertNotNull(pair.right().association().pollMessage(pair.now()));
  }

  @Test
  void aSilentPeerIsNoticedWithinAMinuteOfSendingData() {
    SimPair pair = new SimPair(SctpOptions.defaults(), LINK, 1).connected();
    pair.left().send(0, false, new byte[1_000]);
    pair.net().cut(true);
    assertTrue(pair.runUntil(() -> pair.left().closed() != null, Duration.ofSeconds(70)));
    assertSilent(pair.left());
  }

  @Test
  void aSilentPeerOfAnIdleAssociationIsNoticedByHeartbeats() {
    SimPair pair = new SimPair(SctpOptions.defaults(), LINK, 1).connected();
    pair.net().cut(true);
    assertTrue(pair.runUntil(() -> pair.left().closed() != null, Duration.ofSeconds(100)));
    assertSilent(pair.left());
  }

  @Test
  void anIdleAssociationLivesOn() {
    SimPair pair = new SimPair(SctpOptions.defaults(), LINK, 1).connected();
    pair.runFor(Duration.ofHours(1));
    assertNull(pair.left().closed());
    assertTrue(pair.left().association().stats().packetsSent() < 300);
    assertEquals(20_000_000, pair.left().association().stats().smoothedRttNanos());
  }

  @Test
  void anInterruptionOfHalfAMinuteLosesNothing() {
    SimPair pair = new SimPair(SctpOptions.defaults(), LINK, 1).connected();
    pair.left().send(0, false, new byte[1 << 20]);
    pair.runFor(Duration.ofMillis(30));
    pair.net().cut(true);
    pair.runFor(Duration.ofSeconds(30));
    pair.net().cut(false);
    assertTrue(pair.runUntil(() -> pair.right().receivedCount() == 1, Duration.ofSeconds(10)));
  }

  private static void assertSilent(SimHost host) {
    SctpEvent.Closed closed = host.closed();
    assertEquals(Reason.PEER_SILENT, closed == null ? null : closed.reason());
  }

  private static void end(HandMadePeer peer, boolean abort) {
    if (abort) {
      peer.association.abort("enough", peer.now);
    } else {
      peer.association.shutdown(peer.now);
    }
  }

  private static SctpMessage message(int size) {
    return new SctpMessage(0, 53, false, ByteBuffer.allocate(size));
  }
}
