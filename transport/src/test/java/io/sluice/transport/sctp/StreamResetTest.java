package io.sluice.transport.sctp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.packet.AddStreamsRequest;
import io.sluice.transport.sctp.packet.ChunkType;
import io.sluice.transport.sctp.packet.Data;
import io.sluice.transport.sctp.packet.ForwardTsn;
import io.sluice.transport.sctp.packet.IncomingResetRequest;
import io.sluice.transport.sctp.packet.OutgoingResetRequest;
import io.sluice.transport.sctp.packet.Packet;
import io.sluice.transport.sctp.packet.Parameter;
import io.sluice.transport.sctp.packet.Reconfig;
import io.sluice.transport.sctp.packet.ReconfigParameter;
import io.sluice.transport.sctp.packet.ReconfigResponse;
import io.sluice.transport.sctp.packet.TsnResetRequest;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** RFC 6525, on both sides, against a peer that answers and asks whatever a test wants. */
class StreamResetTest {
  private static final int TSN = HandMadePeer.FIRST_TSN;
  private static final int WHOLE = Data.BEGIN | Data.END;

  private final HandMadePeer peer;

  StreamResetTest() throws Exception {
    peer = fresh();
  }

  private static HandMadePeer fresh() throws Exception {
    return HandMadePeer.established(
        SctpOptions.defaults(),
        List.of(
            Parameter.forwardTsnSupported(),
            Parameter.supportedExtensions(List.of(ChunkType.RE_CONFIG, ChunkType.FORWARD_TSN))));
  }

  // ---- streams that the peer sends on

  @Test
  void aResetIsPerformedWhenEverythingBeforeItHasArrived() throws Exception {
    peer.send(peer.packet().data(TSN, WHOLE, 3, 0, 10).data(TSN + 1, WHOLE, 4, 0, 20));
    assertEquals(ReconfigResponse.PERFORMED, ask(TSN, TSN + 1, 3));
    take(10);
    assertEquals(List.of(), peer.events(), "a message from before is not taken yet");
    take(20);
    assertEquals(List.of(new SctpEvent.IncomingReset(List.of(3))), peer.events());
    peer.send(peer.packet().data(TSN + 2, WHOLE, 3, 0, 30).data(TSN + 3, WHOLE, 4, 1, 40));
    take(30);
    take(40);
  }

  @Test
  void aResetThatComesTooEarlyIsPutOffAndAnsweredAgainWhenItWasPerformed() throws Exception {
    peer.send(peer.packet().data(TSN + 1, WHOLE, 3, 1, 20));
    peer.drain();
    assertEquals(ReconfigResponse.IN_PROGRESS, ask(TSN, TSN + 1, 3));
    assertEquals(ReconfigResponse.IN_PROGRESS, ask(TSN, TSN + 1, 3), "the same again");
    assertEquals(List.of(), peer.events());
    peer.send(peer.packet().data(TSN, WHOLE, 3, 0, 10));
    assertEquals(List.of(new ReconfigResponse(TSN, ReconfigResponse.PERFORMED)), answers());
    assertEquals(ReconfigResponse.PERFORMED, ask(TSN, TSN + 1, 3), "the same once more");
    take(10);
    take(20);
    assertEquals(List.of(new SctpEvent.IncomingReset(List.of(3))), peer.events());
  }

  /** As dcsctp does: who was put off asks with a new number, and may do so too late. */
  @Test
  void aResetThatIsAskedForAgainWithANewNumberIsPerformedOnce() throws Exception {
    assertEquals(ReconfigResponse.IN_PROGRESS, ask(TSN, TSN, 3));
    assertEquals(ReconfigResponse.IN_PROGRESS, ask(TSN + 1, TSN, 3));
    peer.send(peer.packet().data(TSN, WHOLE, 3, 0, 10));
    assertEquals(List.of(new ReconfigResponse(TSN + 1, ReconfigResponse.PERFORMED)), answers());
    assertEquals(ReconfigResponse.NOTHING_TO_DO, ask(TSN + 2, TSN, 3));
    take(10);
    assertEquals(List.of(new SctpEvent.IncomingReset(List.of(3))), peer.events());
  }

  @Test
  void aForwardTsnLetsAResetGoOn() throws Exception {
    assertEquals(ReconfigResponse.IN_PROGRESS, ask(TSN, TSN + 5, 3));
    peer.send(new ForwardTsn(TSN + 5, List.of()));
    assertEquals(List.of(new ReconfigResponse(TSN, ReconfigResponse.PERFORMED)), answers());
    assertEquals(List.of(new SctpEvent.IncomingReset(List.of(3))), peer.events());
  }

  @Test
  void aRepeatedRequestIsAnsweredAsBeforeWithoutAnotherEffect() throws Exception {
    assertEquals(ReconfigResponse.PERFORMED, ask(TSN, TSN - 1, 3));
    peer.send(peer.packet().data(TSN, WHOLE, 3, 0, 10));
    assertEquals(ReconfigResponse.PERFORMED, ask(TSN, TSN - 1, 3));
    peer.send(peer.packet().data(TSN + 1, WHOLE, 3, 1, 20));
    take(10);
    take(20);
    assertEquals(1, peer.events().size());
  }

  @Test
  void wrongNumbersAreAnErrorAndChangeNothing() throws Exception {
    for (int number : new int[] {TSN - 1, TSN + 1, TSN - 3, TSN + Integer.MIN_VALUE}) {
      assertEquals(ReconfigResponse.BAD_NUMBER, ask(number, TSN - 1, 3));
    }
    assertEquals(List.of(), peer.events());
    assertEquals(ReconfigResponse.PERFORMED, ask(TSN, TSN - 1, 3));
  }

  @Test
  void streamsThatDoNotExistAreAnError() throws Exception {
    assertEquals(ReconfigResponse.WRONG_STREAM, ask(TSN, TSN - 1, 3, 100));
    assertEquals(List.of(), peer.events());
  }

  @Test
  void noStreamMeansAllOfThem() throws Exception {
    peer.send(peer.packet().data(TSN, WHOLE, 7, 0, 10).data(TSN + 1, WHOLE, 9, 0, 20));
    assertEquals(ReconfigResponse.PERFORMED, ask(TSN, TSN + 1));
    take(10);
    take(20);
    assertTrue(
        peer.events().getFirst() instanceof SctpEvent.IncomingReset(var all) && all.size() == 100);
    peer.send(peer.packet().data(TSN + 2, WHOLE, 7, 0, 30).data(TSN + 3, WHOLE, 9, 0, 40));
    take(30);
    take(40);
  }

  @Test
  void resetsThatNobodyHearsOfArePutOffWhenThereAreMany() throws Exception {
    for (int i = 0; i < 11; i++) {
      peer.send(peer.packet().data(TSN + i, WHOLE | Data.UNORDERED, 7, 0, 10));
      peer.drain();
      // All of 100 streams.
      int expected = i < 10 ? ReconfigResponse.PERFORMED : ReconfigResponse.IN_PROGRESS;
      assertEquals(expected, ask(TSN + i, TSN + i));
    }
    assertEquals(List.of(), peer.events());
    take(10);
    assertEquals(1, peer.events().size());
    assertEquals(List.of(new ReconfigResponse(TSN + 10, ReconfigResponse.PERFORMED)), answers());
    for (int i = 1; i < 11; i++) {
      take(10);
    }
    assertEquals(10, peer.events().size());
  }

  @Test
  void whatIsNotForThePeerToSayIsDenied() throws Exception {
    int number = TSN;
    for (ReconfigParameter request :
        List.of(
            new IncomingResetRequest(number, List.of(1)),
            new TsnResetRequest(number + 1),
            new AddStreamsRequest(true, number + 2, 10),
            new AddStreamsRequest(false, number + 3, 10))) {
      peer.send(new Reconfig(List.of(request)));
      assertEquals(List.of(new ReconfigResponse(number, ReconfigResponse.DENIED)), answers());
      number++;
    }
    assertEquals(List.of(), peer.events());
  }

  @Test
  void twoRequestsInOneChunkAreAnsweredInOneChunkAndAgainWhenTheyAreRepeated() throws Exception {
    Reconfig both =
        new Reconfig(
            List.of(
                new OutgoingResetRequest(TSN, 0, TSN - 1, List.of(1)),
                new IncomingResetRequest(TSN + 1, List.of(1))));
    List<ReconfigResponse> expected =
        List.of(
            new ReconfigResponse(TSN, ReconfigResponse.PERFORMED),
            new ReconfigResponse(TSN + 1, ReconfigResponse.DENIED));
    peer.send(both);
    assertEquals(expected, answers());
    peer.send(both);
    assertEquals(expected, answers());
  }

  // ---- streams of this side

  @Test
  void aResetIsAskedForOnceWhatWasQueuedHasLeft() throws Exception {
    peer.association.send(message(3, 50_000), peer.now);
    peer.association.send(message(4, 50_000), peer.now);
    assertTrue(peer.association.resetStreams(Set.of(3), peer.now));
    assertFalse(peer.association.send(message(3, 10), peer.now), "no more until it is reset");
    assertTrue(peer.association.send(message(4, 10), peer.now));
    int last = peer.firstTsn - 1;
    OutgoingResetRequest request = null;
    for (int i = 0; i < 20 && request == null; i++) {
      List<byte[]> packets = peer.drain();
      for (byte[] packet : packets) {
        last = PacketBuilder.types(packet).contains(0) ? lastTsn(packet) : last;
      }
      request = request(packets);
      peer.send(peer.packet().sack(last, 1 << 20));
    }
    assertNotNull(request);
    assertEquals(List.of(3), request.streamIds());
    assertEquals(peer.firstTsn, request.number());
    assertEquals(TSN - 1, request.answered());
    assertTrue(request.lastTsn() - last <= 0);
    assertEquals(List.of(), peer.events());

    peer.send(response(request.number(), ReconfigResponse.PERFORMED));
    assertEquals(List.of(new SctpEvent.OutgoingReset(List.of(3), true)), peer.events());
    for (int i = 0; i < 100; i++) {
      // Until what was queued on the other stream has had its time on the path.
      peer.now += 10_000_000;
      for (byte[] packet : peer.drain()) {
        last = PacketBuilder.types(packet).contains(0) ? lastTsn(packet) : last;
      }
      peer.send(peer.packet().sack(last, 1 << 20));
    }
    assertTrue(peer.association.send(message(3, 10), peer.now));
    assertTrue(
        peer.drain().stream().anyMatch(p -> Data.streamId(p, 12) == 3 && Data.ssn(p, 12) == 0));
  }

  private static int lastTsn(byte[] packet) {
    int last = 0;
    for (int at = Packet.HEADER; at < packet.length; at += (Data.length(packet, at) + 3) & ~3) {
      last = packet[at] == 0 ? Data.tsn(packet, at) : last;
    }
    return last;
  }

  @Test
  void aRequestThatIsNotAnsweredGoesAgainAndEndsTheAssociationInTheEnd() throws Exception {
    peer.association.resetStreams(Set.of(3), peer.now);
    OutgoingResetRequest first = request(peer.drain());
    int repeated = 0;
    for (int i = 0; i < 100 && peer.association.nextTimeout() != Long.MAX_VALUE; i++) {
      OutgoingResetRequest again = request(peer.waitForTimer());
      if (again != null) {
        assertEquals(first, again);
        repeated++;
      }
    }
    assertTrue(repeated > 5, "" + repeated);
    assertEquals(SctpEvent.Reason.PEER_SILENT, peer.closed().reason());
  }

  @Test
  void aResetThatThePeerPutsOffIsAskedForAgainWithANewNumber() throws Exception {
    peer.association.resetStreams(Set.of(3), peer.now);
    OutgoingResetRequest request = request(peer.drain());
    for (int i = 0; i < 50; i++) {
      peer.send(response(request.number(), ReconfigResponse.IN_PROGRESS));
      OutgoingResetRequest again = null;
      while (again == null) {
        again = request(peer.waitForTimer());
      }
      assertEquals(request.number() + 1, again.number());
      assertEquals(request.lastTsn(), again.lastTsn());
      assertEquals(request.streamIds(), again.streamIds());
      request = again;
    }
    assertEquals(List.of(), peer.events(), "an answer is no silence");
    peer.send(response(request.number(), ReconfigResponse.NOTHING_TO_DO));
    assertEquals(List.of(new SctpEvent.OutgoingReset(List.of(3), true)), peer.events());
    assertNull(request(peer.drain()));
  }

  @Test
  void aRefusedResetLeavesTheStreamAsItWas() throws Exception {
    for (int result : new int[] {2, 3, 5, 7, -1}) {
      HandMadePeer other = fresh();
      other.association.send(message(3, 10), other.now);
      other.association.resetStreams(Set.of(3), other.now);
      OutgoingResetRequest request = request(other.drain());
      other.send(response(request.number(), result));
      assertEquals(List.of(new SctpEvent.OutgoingReset(List.of(3), false)), other.events());
      other.association.send(message(3, 10), other.now);
      byte[] data = other.drain().getFirst();
      assertEquals(1, Data.ssn(data, Packet.HEADER));
    }
  }

  @Test
  void answersToNothingAreIgnored() throws Exception {
    peer.send(response(peer.firstTsn, ReconfigResponse.PERFORMED));
    peer.association.resetStreams(Set.of(3), peer.now);
    OutgoingResetRequest request = request(peer.drain());
    peer.send(response(request.number() + 1, ReconfigResponse.PERFORMED));
    peer.send(response(request.number() - 1, ReconfigResponse.PERFORMED));
    assertEquals(List.of(), peer.events());
    peer.send(response(request.number(), ReconfigResponse.PERFORMED));
    peer.send(response(request.number(), ReconfigResponse.PERFORMED));
    assertEquals(1, peer.events().size());
  }

  @Test
  void resetsThatAreWantedMeanwhileFollow() throws Exception {
    peer.association.resetStreams(Set.of(1), peer.now);
    OutgoingResetRequest first = request(peer.drain());
    peer.association.resetStreams(Set.of(1, 2), peer.now);
    peer.association.resetStreams(Set.of(3), peer.now);
    assertNull(request(peer.drain()));
    peer.send(response(first.number(), ReconfigResponse.PERFORMED));
    OutgoingResetRequest second = request(peer.drain());
    assertEquals(List.of(2, 3), second.streamIds());
    assertEquals(first.number() + 1, second.number());
  }

  @Test
  void aRequestFitsAPacketHoweverManyStreamsAreReset() throws Exception {
    HandMadePeer wide =
        HandMadePeer.established(
            SctpOptions.defaults().withPathMtu(512),
            List.of(Parameter.supportedExtensions(List.of(ChunkType.RE_CONFIG))));
    Set<Integer> hundred = new java.util.TreeSet<>();
    for (int i = 0; i < 100; i++) {
      hundred.add(i);
    }
    assertTrue(wide.association.resetStreams(hundred, wide.now));
    List<byte[]> packets = wide.drain();
    assertTrue(packets.getFirst().length <= 512);
    assertNotEquals(0, request(packets).streamIds().size());
  }

  @Test
  void aPeerThatCannotIsNotAsked() throws Exception {
    HandMadePeer plain = HandMadePeer.established();
    assertFalse(plain.association.resetStreams(Set.of(3), plain.now));
    assertTrue(plain.association.send(message(3, 10), plain.now));
    assertThrows(
        IllegalArgumentException.class, () -> peer.association.resetStreams(Set.of(100), 0));
  }

  /** Asks for a reset of streams of the peer; returns the result. */
  private int ask(int number, int lastTsn, Integer... streams) throws Exception {
    peer.send(
        new Reconfig(List.of(new OutgoingResetRequest(number, 0, lastTsn, List.of(streams)))));
    List<ReconfigParameter> answers = answers();
    assertEquals(1, answers.size());
    ReconfigResponse response = (ReconfigResponse) answers.getFirst();
    assertEquals(number, response.number());
    return response.result();
  }

  private List<ReconfigParameter> answers() throws Exception {
    Reconfig chunk = PacketBuilder.find(peer.drain(), Reconfig.class);
    return chunk == null ? List.of() : chunk.parameters();
  }

  private static OutgoingResetRequest request(List<byte[]> packets) throws Exception {
    Reconfig chunk = PacketBuilder.find(packets, Reconfig.class);
    return chunk == null ? null : (OutgoingResetRequest) chunk.parameters().getFirst();
  }

  private static Reconfig response(int number, int result) {
    return new Reconfig(List.of(new ReconfigResponse(number, result)));
  }

  private void take(int size) {
    SctpMessage message = peer.association.pollMessage(peer.now);
    assertNotNull(message);
    assertEquals(size, message.payload().remaining());
  }

  private static SctpMessage message(int stream, int size) {
    return new SctpMessage(stream, 53, false, ByteBuffer.allocate(size));
  }
}
