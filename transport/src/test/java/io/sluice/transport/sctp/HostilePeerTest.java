package io.sluice.transport.sctp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.packet.Abort;
import io.sluice.transport.sctp.packet.ChunkType;
import io.sluice.transport.sctp.packet.CookieAck;
import io.sluice.transport.sctp.packet.Data;
import io.sluice.transport.sctp.packet.ErrorCause;
import io.sluice.transport.sctp.packet.ErrorReport;
import io.sluice.transport.sctp.packet.Heartbeat;
import io.sluice.transport.sctp.packet.HeartbeatAck;
import io.sluice.transport.sctp.packet.Shutdown;
import io.sluice.transport.sctp.packet.ShutdownAck;
import io.sluice.transport.sctp.packet.ShutdownComplete;
import io.sluice.transport.sctp.packet.UnknownChunk;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An established association and a peer that does not keep to the rules. */
class HostilePeerTest {
  private static final int TSN = HandMadePeer.FIRST_TSN;
  private static final int WHOLE = Data.BEGIN | Data.END;

  private final HandMadePeer peer;

  HostilePeerTest() throws Exception {
    peer = HandMadePeer.established();
  }

  @Test
  void packetsWithAnotherTagAreDroppedInSilence() {
    for (int tag : new int[] {0, 1, HandMadePeer.TAG, peer.tag + 1}) {
      peer.send(PacketBuilder.packet(tag).data(TSN, WHOLE, 0, 0, 10));
      peer.send(PacketBuilder.packet(tag).chunk(new Abort(false, List.of())));
      peer.send(PacketBuilder.packet(tag).chunk(new ShutdownAck()));
      peer.send(PacketBuilder.packet(tag).chunk(new Shutdown(peer.firstTsn - 1)));
    }
    assertEquals(List.of(), peer.drain());
    assertStillUp();
  }

  @Test
  void anAbortWithTheBitForAReflectedTagNeedsTheReflectedTag() {
    peer.send(PacketBuilder.packet(peer.tag + 1).chunk(new Abort(true, List.of())));
    assertNull(peer.closed());
    peer.send(PacketBuilder.packet(HandMadePeer.TAG).chunk(new Abort(false, List.of())));
    assertNull(peer.closed());
    peer.send(PacketBuilder.packet(HandMadePeer.TAG).chunk(new Abort(true, List.of())));
    assertEquals(SctpEvent.Reason.ABORTED_BY_PEER, peer.closed().reason());
  }

  @Test
  void anAbortOfUnknownCauseStillAborts() {
    peer.send(new Abort(false, List.of(new ErrorCause(0xbeef, new byte[3]))));
    assertEquals("cause 48879", peer.closed().detail());
  }

  @Test
  void shutdownCompleteAndCookieAckOutOfPlaceChangeNothing() {
    peer.send(new ShutdownComplete(false));
    peer.send(PacketBuilder.packet(HandMadePeer.TAG).chunk(new ShutdownComplete(true)));
    peer.send(new CookieAck());
    peer.send(new ShutdownAck());
    assertStillUp();
  }

  @Test
  void dataWithoutDataIsAborted() throws Exception {
    peer.send(peer.packet().data(TSN, WHOLE, 0, 0, 0));
    Abort abort = PacketBuilder.find(peer.drain(), Abort.class);
    assertEquals(ErrorCause.NO_USER_DATA, abort.causes().getFirst().code());
    assertEquals(SctpEvent.Reason.ABORTED, peer.closed().reason());
  }

  @Test
  void aDataChunkShorterThanItsHeaderIsAborted() {
    for (int length = 4; length < 16; length++) {
      HandMadePeer other = fresh();
      byte[] chunk = new byte[(length + 3) & ~3];
      chunk[1] = WHOLE;
      chunk[3] = (byte) length;
      other.send(other.packet().raw(chunk));
      assertEquals(SctpEvent.Reason.ABORTED, other.closed().reason(), "length " + length);
    }
  }

  @Test
  void aStreamThatWasNeverAgreedIsReportedAndAcknowledged() throws Exception {
    peer.send(peer.packet().data(TSN, WHOLE, 100, 0, 10));
    List<byte[]> answer = peer.drain();
    assertEquals(
        ErrorCause.INVALID_STREAM,
        PacketBuilder.find(answer, ErrorReport.class).causes().getFirst().code());
    assertTrue(PacketBuilder.types(answer.getFirst()).contains(ChunkType.SACK));
    assertNull(peer.association.pollMessage(peer.now));
    assertStillUp();
  }

  @Test
  void unknownChunksAreTreatedAsTheirTopBitsAsk() throws Exception {
    for (int type : new int[] {0x3e, 0x7e, 0xbe, 0xfe}) {
      HandMadePeer other = fresh();
      other.send(
          other
              .packet()
              .chunk(new UnknownChunk(type, 1, new byte[5_000]))
              .data(TSN, WHOLE, 0, 0, 10));
      boolean skipped = other.association.pollMessage(other.now) != null;
      List<byte[]> answer = other.drain();
      ErrorReport error = PacketBuilder.find(answer, ErrorReport.class);
      assertEquals((type & 0x80) != 0, skipped, "type " + type);
      assertEquals((type & 0x40) != 0, error != null, "type " + type);
      if (error != null) {
        assertEquals(ErrorCause.UNRECOGNIZED_CHUNK, error.causes().getFirst().code());
        assertTrue(answer.getFirst().length < 300);
      }
    }
  }

  @Test
  void chunksThatAreNeverNegotiatedAreSkipped() {
    int tsn = TSN;
    for (int type : new int[] {0x0c, 0x0d, 0x0f, 0x10, 0x80, 0x81, 0x84, 0xc1}) {
      UnknownChunk chunk = new UnknownChunk(type, 0xff, new byte[16]);
      peer.send(peer.packet().chunk(chunk).data(tsn, WHOLE | Data.UNORDERED, 0, 0, 10));
      tsn++;
      assertNotNull(peer.association.pollMessage(peer.now), "type " + type);
    }
    assertEquals(List.of(), peer.events());
  }

  @Test
  void chunksOfAnExtensionThatWasNotAgreedAreViolations() throws Exception {
    for (int type : new int[] {0xc0, 0xc2}) {
      HandMadePeer other = fresh();
      other.send(new UnknownChunk(type, 3, new byte[20]));
      assertNotNull(PacketBuilder.find(other.drain(), Abort.class), "type " + type);
    }
    peer.send(new UnknownChunk(ChunkType.I_DATA, 3, new byte[20]));
    assertNotNull(PacketBuilder.find(peer.drain(), ErrorReport.class), "as one nobody knows");
    assertStillUp();
  }

  @Test
  void dataAfterIDataWasAgreedIsAViolation() throws Exception {
    HandMadePeer other =
        HandMadePeer.established(
            SctpOptions.defaults().withInterleaving(true),
            new Capabilities(true, true, true, false).parameters());
    other.send(other.packet().idata(TSN, WHOLE, 0, 0, 53, 10));
    assertNotNull(other.association.pollMessage(other.now));
    other.send(other.packet().data(TSN + 1, WHOLE, 0, 0, 10));
    assertNotNull(PacketBuilder.find(other.drain(), Abort.class));
  }

  @Test
  void aSackOfWhatWasNeverSentIsDroppedWhole() {
    assertTrue(peer.association.send(message(5_000), peer.now));
    peer.drain();
    long buffered = peer.association.stats().buffered();
    peer.send(peer.packet().sack(peer.firstTsn + 100, 1 << 20));
    peer.send(peer.packet().sack(peer.firstTsn, 1 << 20, 2, 0xffff));
    peer.send(peer.packet().sack(peer.firstTsn, 1 << 20, 3, 2));
    assertEquals(buffered, peer.association.stats().buffered());
    assertEquals(3, peer.association.stats().packetsDropped());
    assertStillUp();
  }

  @Test
  void aShutdownThatAcknowledgesWhatWasNeverSentIsDropped() {
    peer.send(new Shutdown(peer.firstTsn + 100));
    assertStillUp();
  }

  @Test
  void aWindowThatStaysClosedKeepsTheAssociationAndItsMemoryBounded() {
    peer.send(peer.packet().sack(peer.firstTsn - 1, 0));
    int taken = 0;
    while (peer.association.send(message(1 << 20), peer.now)) {
      taken++;
    }
    assertEquals(15, taken);
    int acknowledged = peer.firstTsn - 1;
    for (int i = 0; i < 100; i++) {
      for (byte[] packet : peer.waitForTimer()) {
        if (PacketBuilder.types(packet).contains(ChunkType.DATA)) {
          peer.send(peer.packet().sack(acknowledged, 0));
        }
      }
    }
    assertNull(peer.closed());
  }

  @Test
  void sacksThatFlapTheWindowMakeNoMoreThanTheWindowAllows() {
    while (peer.association.send(message(100_000), peer.now)) {}
    long sent = 0;
    for (int i = 0; i < 1_000; i++) {
      peer.send(peer.packet().sack(peer.firstTsn - 1, i % 2 == 0 ? 0 : 1 << 30));
      sent += peer.drain().size();
    }
    assertTrue(sent <= 12, "" + sent);
  }

  @Test
  void aHeartbeatTooLargeForAnAnswerIsDropped() throws Exception {
    peer.send(Heartbeat.of(new byte[1_000]));
    assertNotNull(PacketBuilder.find(peer.drain(), HeartbeatAck.class));
    peer.send(Heartbeat.of(new byte[1_200]));
    assertEquals(List.of(), peer.drain());
  }

  @Test
  void aFloodOfQuestionsIsNotAnsweredWithoutBound() {
    for (int i = 0; i < 10_000; i++) {
      peer.send(Heartbeat.of(new byte[1_000]));
    }
    assertEquals(32, peer.drain().size());
  }

  @Test
  void anAnswerWithAWrongNonceIsNoSignOfLife() throws Exception {
    Heartbeat question = PacketBuilder.find(peer.waitForTimer(), Heartbeat.class);
    byte[] wrong = question.echo().clone();
    wrong[5] ^= 1;
    int silentFor = 0;
    while (peer.closed() == null) {
      peer.send(new HeartbeatAck(wrong));
      peer.send(new HeartbeatAck(new byte[] {0, 1, 0, 4}));
      peer.send(new HeartbeatAck(new byte[0]));
      peer.waitForTimer();
      silentFor++;
      assertTrue(silentFor < 20);
    }
  }

  @Test
  void anErrorOfAnyCauseChangesNothing() {
    for (int code = 0; code < 20; code++) {
      peer.send(new ErrorReport(List.of(new ErrorCause(code, new byte[code]))));
    }
    assertStillUp();
  }

  @Test
  void fragmentsWithoutEndStopAtTheLargestMessage() {
    HandMadePeer small = fresh(SctpOptions.defaults().withMaxMessageSize(10_000));
    for (int i = 0; small.closed() == null; i++) {
      small.send(small.packet().data(TSN + i, i == 0 ? Data.BEGIN : 0, 0, 0, 1_000));
      assertTrue(i <= 10);
    }
  }

  @Test
  void everyStreamMayBeUsedWithoutMuchMemory() throws Exception {
    HandMadePeer other = fresh();
    for (int stream = 0; stream < 100; stream++) {
      other.send(other.packet().data(TSN + stream, WHOLE, stream, 1, 1));
    }
    assertNull(other.association.pollMessage(other.now), "each waits for its first message");
    assertNull(other.closed());
  }

  @Test
  void timersAfterTheEndDoNothing() {
    peer.association.send(message(100_000), peer.now);
    peer.drain();
    peer.association.abort("enough", peer.now);
    assertEquals(Long.MAX_VALUE, peer.association.nextTimeout());
    peer.drain();
    for (int i = 0; i < 100; i++) {
      peer.now += 1_000_000_000;
      peer.association.handleTimeout(peer.now);
      peer.association.shutdown(peer.now);
      peer.association.abort("again", peer.now);
      peer.association.connect(peer.now);
      assertEquals(List.of(), peer.drain());
    }
    assertEquals(1, peer.events().size());
  }

  @Test
  void aPeerThatMissedOurAbortHearsItAgain() throws Exception {
    peer.association.abort("enough", peer.now);
    peer.drain();
    peer.send(peer.packet().data(TSN, WHOLE, 0, 0, 10));
    List<byte[]> answer = peer.drain();
    assertTrue(PacketBuilder.find(answer, Abort.class).reflected());
    assertEquals(peer.tag, HandMadePeer.tagOf(answer.getFirst()));
  }

  private void assertStillUp() {
    assertEquals(List.of(), peer.events());
    peer.send(peer.packet().data(TSN + 1, WHOLE | Data.UNORDERED, 0, 0, 10));
    assertNotNull(peer.association.pollMessage(peer.now));
  }

  private static SctpMessage message(int size) {
    return new SctpMessage(0, 53, false, ByteBuffer.allocate(size));
  }

  private static HandMadePeer fresh() {
    return fresh(SctpOptions.defaults());
  }

  private static HandMadePeer fresh(SctpOptions options) {
    try {
      return HandMadePeer.established(options);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
