package io.sluice.transport.sctp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.Engine;
import io.sluice.transport.sctp.api.EngineFactory;
import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link Engine} does, whoever made it. */
@Timeout(120)
public abstract class EngineContract {
  /** What the tests send at the most, and every engine takes. */
  protected static final int LONGEST = 256 << 10;

  private static final int WINDOW = 1 << 20;

  private final List<EnginePair> pairs = new ArrayList<>();

  /** The kind under test, on the left. */
  protected abstract EngineFactory kind();

  /** The kind on the right. */
  protected EngineFactory otherKind() {
    return kind();
  }

  /** What goes by for these kinds. */
  protected EngineTime time() {
    return EngineTime.simulated();
  }

  @AfterEach
  void closeAll() {
    pairs.forEach(EnginePair::close);
  }

  protected final EnginePair pair() {
    return pair(options());
  }

  protected final EnginePair pair(SctpOptions options) {
    EnginePair pair = new EnginePair(kind(), otherKind(), options, time());
    pairs.add(pair);
    return pair;
  }

  protected static SctpOptions options() {
    return SctpOptions.defaults()
        .withMaxMessageSize(LONGEST)
        .withSendBuffer(WINDOW)
        .withReceiveWindow(WINDOW);
  }

  protected static byte[] random(int size, long seed) {
    byte[] bytes = new byte[size];
    new SplittableRandom(seed).nextBytes(bytes);
    return bytes;
  }

  private static byte[] bytes(SctpMessage message) {
    byte[] bytes = new byte[message.payload().remaining()];
    message.payload().duplicate().get(bytes);
    return bytes;
  }

  private static SctpEvent.Closed closed(EngineEnd end) {
    return Objects.requireNonNull(end.event(SctpEvent.Closed.class));
  }

  @Test
  void isIdleUntilItIsConnected() {
    EnginePair pair = pair();
    Engine engine = pair.left().engine();
    assertEquals(Long.MAX_VALUE, engine.nextTimeout());
    assertNull(pair.left().pollPacket(pair.now()));
    assertNull(engine.pollEvent());
    assertNull(engine.pollMessage(pair.now()));
    assertEquals(0, engine.sendSpace());
    assertFalse(engine.send(new SctpMessage(0, 53, false, ByteBuffer.allocate(1)), pair.now()));
  }

  @Test
  void oneSideIsEnoughToConnect() {
    EnginePair pair = pair().connected();
    SctpEvent.Up left = Objects.requireNonNull(pair.left().event(SctpEvent.Up.class));
    SctpEvent.Up right = Objects.requireNonNull(pair.right().event(SctpEvent.Up.class));
    assertTrue(left.outgoingStreams() >= 4 && right.outgoingStreams() >= 4, left + " " + right);
    assertEquals(left.outgoingStreams(), right.incomingStreams());
    assertEquals(right.outgoingStreams(), left.incomingStreams());
  }

  @Test
  void theOtherSideMayConnectAsWell() {
    EnginePair pair = pair();
    pair.right().engine().connect(pair.now());
    pair.connected();
    pair.left().send(0, 53, new byte[100]);
    pair.right().send(0, 53, new byte[200]);
    pair.run(() -> pair.left().received().size() + pair.right().received().size() == 2);
    assertEquals(1, pair.left().events().size(), pair.left().events().toString());
    assertEquals(1, pair.right().events().size(), pair.right().events().toString());
  }

  @Test
  void connectsThoughTheFirstPacketOfEachSideIsLost() {
    EnginePair pair = pair();
    pair.over((packet, earlier) -> earlier > 0);
    pair.connected();
  }

  @Test
  void messagesArriveIntactAndInOrderInBothDirections() {
    EnginePair pair = pair().connected();
    List<byte[]> messages =
        IntStream.of(1, 2, 3, 4, 1000, 1190, 1300, 16_384, 65_536, 100_001, LONGEST, 1)
            .mapToObj(size -> random(size, size))
            .toList();
    for (int i = 0; i < messages.size(); i++) {
      pair.left().send(1, 0x8000_0000 + i, messages.get(i));
      pair.right().send(2, i, messages.get(i));
    }
    for (EngineEnd end : List.of(pair.right(), pair.left())) {
      pair.run(() -> end.received().size() == messages.size());
      boolean fromLeft = end == pair.right();
      for (int i = 0; i < messages.size(); i++) {
        SctpMessage got = end.received().get(i);
        assertTrue(Arrays.equals(messages.get(i), bytes(got)), "message " + i);
        assertEquals(fromLeft ? 1 : 2, got.streamId());
        assertEquals(fromLeft ? 0x8000_0000 + i : i, got.ppid());
        assertFalse(got.unordered());
      }
    }
  }

  @Test
  void whatWasTakenIsOnlyAView() {
    EnginePair pair = pair().connected();
    ByteBuffer payload = ByteBuffer.allocate(40).position(10).limit(30);
    payload.put(10, (byte) 7).put(29, (byte) 8);
    pair.left().send(new SctpMessage(0, 53, false, payload));
    pair.left().send(new SctpMessage(0, 53, false, payload.slice().asReadOnlyBuffer()));
    ByteBuffer direct = ByteBuffer.allocateDirect(20).put(0, (byte) 7).put(19, (byte) 8);
    pair.left().send(new SctpMessage(0, 53, false, direct));
    pair.run(() -> pair.right().received().size() == 3);
    assertEquals(10, payload.position());
    assertEquals(30, payload.limit());
    for (SctpMessage message : pair.right().received()) {
      assertEquals(20, message.payload().remaining());
      assertEquals(7, message.payload().get(message.payload().position()));
      assertEquals(8, message.payload().get(message.payload().limit() - 1));
    }
  }

  @Test
  void everyStreamHasItsOwnOrder() {
    EnginePair pair = pair().connected();
    int each = 40;
    for (int i = 0; i < each; i++) {
      for (int stream = 0; stream < 4; stream++) {
        pair.left().send(stream, i, random(stream * 700 + 1, i));
      }
    }
    pair.run(() -> pair.right().received().size() == 4 * each);
    for (int stream = 0; stream < 4; stream++) {
      int id = stream;
      List<Integer> order =
          pair.right().received().stream()
              .filter(message -> message.streamId() == id)
              .map(SctpMessage::ppid)
              .toList();
      assertEquals(IntStream.range(0, each).boxed().toList(), order);
    }
  }

  @Test
  void unorderedMessagesArriveOnceEach() {
    EnginePair pair = pair().connected();
    for (int i = 0; i < 50; i++) {
      pair.left().send(new SctpMessage(3, i, true, ByteBuffer.wrap(random(2000, i))));
    }
    pair.run(() -> pair.right().received().size() == 50);
    for (SctpMessage message : pair.right().received()) {
      assertTrue(Arrays.equals(random(2000, message.ppid()), bytes(message)));
    }
    assertEquals(
        50, pair.right().received().stream().mapToInt(SctpMessage::ppid).distinct().count());
  }

  @Test
  void lostPacketsAreSentAgain() {
    EnginePair pair = pair().connected();
    pair.over((packet, earlier) -> earlier % 20 != 7);
    for (int i = 0; i < 30; i++) {
      pair.left().send(0, i, random(10_000, i));
    }
    pair.run(() -> pair.right().received().size() == 30);
    for (int i = 0; i < 30; i++) {
      SctpMessage message = pair.right().received().get(i);
      assertEquals(i, message.ppid());
      assertTrue(Arrays.equals(random(10_000, i), bytes(message)));
    }
  }

  @Test
  void takesWhatThereIsRoomForAndNoMore() {
    EnginePair pair = pair().connected();
    Engine engine = pair.left().engine();
    SctpMessage message = new SctpMessage(0, 53, false, ByteBuffer.allocate(50_000));
    int taken = 0;
    while (engine.sendSpace() >= 50_000) {
      assertTrue(engine.send(message, pair.now()));
      taken++;
    }
    assertFalse(engine.send(message, pair.now()));
    assertTrue(taken >= WINDOW / 50_000 && taken <= 2 * WINDOW / 50_000, taken + " taken");
    int all = taken;
    pair.run(() -> pair.right().received().size() == all && engine.sendSpace() >= 50_000);
    assertTrue(engine.send(message, pair.now()));
  }

  @Test
  void whatCanNeverBeSentIsTheCallersMistake() {
    EnginePair pair = pair().connected();
    Engine engine = pair.left().engine();
    int streams = Objects.requireNonNull(pair.left().event(SctpEvent.Up.class)).outgoingStreams();
    for (SctpMessage impossible :
        List.of(
            new SctpMessage(0, 53, false, ByteBuffer.allocate(0)),
            new SctpMessage(0, 53, false, ByteBuffer.allocate(LONGEST + 1)),
            new SctpMessage(streams, 53, false, ByteBuffer.allocate(1)),
            new SctpMessage(-1, 53, false, ByteBuffer.allocate(1)))) {
      assertThrows(IllegalArgumentException.class, () -> engine.send(impossible, pair.now()));
    }
    pair.left().send(streams - 1, 53, new byte[1]);
    pair.run(() -> !pair.right().received().isEmpty());
    assertEquals(streams - 1, pair.right().received().getFirst().streamId());
  }

  @Test
  void messagesThatNobodyTakesSlowThePeerDown() {
    EnginePair pair = pair().connected();
    pair.right().reading(false);
    Engine engine = pair.left().engine();
    int taken = 0;
    SctpMessage message = new SctpMessage(0, 53, false, ByteBuffer.wrap(random(20_000, 1)));
    for (int round = 0; round < 60; round++) {
      while (engine.send(message, pair.now())) {
        taken++;
      }
      assertFalse(pair.holdsWithin(() -> false, java.time.Duration.ofMillis(20)));
    }
    int all = taken;
    assertTrue(all * 20_000L <= 3L * WINDOW, all + " messages taken");
    pair.right().reading(true);
    pair.run(() -> pair.right().received().size() == all);
  }

  @Test
  void noBytesOfAPacketMakeItThrowOrForget() {
    EnginePair pair = pair();
    SplittableRandom random = new SplittableRandom(5);
    throwJunkAt(pair.right().engine(), random, pair.now());
    pair.connected();
    List<byte[]> seen = new ArrayList<>();
    pair.over((packet, earlier) -> seen.add(packet));
    pair.left().send(0, 53, random(5000, 1));
    pair.run(() -> pair.right().received().size() == 1);
    throwJunkAt(pair.right().engine(), random, pair.now());
    for (byte[] packet : seen.subList(0, Math.min(seen.size(), 20))) {
      for (int i = 0; i < 50; i++) {
        byte[] mutant = packet.clone();
        mutant[random.nextInt(mutant.length)] ^= (byte) (1 << random.nextInt(8));
        pair.right().engine().receive(ByteBuffer.wrap(mutant), pair.now());
      }
    }
    pair.left().send(0, 54, random(5000, 2));
    pair.run(() -> pair.right().received().size() == 2);
    assertTrue(Arrays.equals(random(5000, 2), bytes(pair.right().received().getLast())));
  }

  private static void throwJunkAt(Engine engine, SplittableRandom random, long now) {
    for (int size = 0; size < 200; size++) {
      byte[] junk = new byte[size];
      random.nextBytes(junk);
      engine.receive(ByteBuffer.wrap(junk), now);
    }
  }

  @Test
  void anAbortEndsBothSidesAtOnce() {
    EnginePair pair = pair().connected();
    pair.right().reading(false);
    pair.left().send(0, 53, new byte[100]);
    pair.run(() -> pair.right().engine().stats().payloadReceived() == 100);
    pair.left().engine().abort("enough", pair.now());
    pair.run(() -> pair.left().hasEnded() && pair.right().hasEnded());
    assertEquals(SctpEvent.Reason.ABORTED, closed(pair.left()).reason());
    assertEquals(SctpEvent.Reason.ABORTED_BY_PEER, closed(pair.right()).reason());
    assertTrue(closed(pair.right()).detail().contains("enough"), closed(pair.right()).detail());
    for (EngineEnd end : List.of(pair.left(), pair.right())) {
      assertEquals(0, end.engine().sendSpace());
      assertFalse(end.engine().send(new SctpMessage(0, 1, false, ByteBuffer.allocate(1)), 0));
      assertEquals(Long.MAX_VALUE, end.engine().nextTimeout());
      assertEquals(closed(end), end.events().getLast());
    }
    SctpMessage arrivedBefore = pair.right().engine().pollMessage(pair.now());
    assertEquals(100, Objects.requireNonNull(arrivedBefore).payload().remaining());
  }

  @Test
  void aShutdownEndsItOnceAllHasArrived() {
    EnginePair pair = pair().connected();
    for (int i = 0; i < 20; i++) {
      assertTrue(
          pair.left()
              .engine()
              .send(new SctpMessage(0, i, false, ByteBuffer.allocate(30_000)), pair.now()));
    }
    pair.left().engine().shutdown(pair.now());
    pair.left().engine().shutdown(pair.now());
    assertEquals(0, pair.left().engine().sendSpace());
    pair.run(() -> pair.left().hasEnded() && pair.right().hasEnded());
    assertEquals(20, pair.right().received().size());
    boolean agrees = pair.left().engine().features().contains(Engine.Feature.GRACEFUL_SHUTDOWN);
    assertEquals(
        agrees ? SctpEvent.Reason.SHUTDOWN : SctpEvent.Reason.ABORTED,
        closed(pair.left()).reason());
    assertEquals(
        agrees ? SctpEvent.Reason.SHUTDOWN : SctpEvent.Reason.ABORTED_BY_PEER,
        closed(pair.right()).reason());
  }

  @Test
  void figuresAddUp() {
    EnginePair pair = pair().connected();
    pair.left().send(0, 53, new byte[70_000]);
    pair.left().send(1, 53, new byte[1]);
    pair.run(() -> pair.right().received().size() == 2);
    Engine left = pair.left().engine();
    Engine right = pair.right().engine();
    pair.run(() -> left.stats().buffered() == 0);
    assertEquals(70_001, left.stats().payloadSent());
    assertEquals(70_001, right.stats().payloadReceived());
    assertEquals(pair.left().packetsOut(), left.stats().packetsSent());
    assertEquals(pair.right().packetsIn(), right.stats().packetsReceived());
    assertTrue(left.stats().peerWindow() > 0);
  }

  @Test
  void manyLiveBesideEachOther() {
    List<EnginePair> many = IntStream.range(0, 12).mapToObj(i -> pair().connected()).toList();
    for (EnginePair pair : many) {
      pair.left().send(0, 53, new byte[3000 + many.indexOf(pair)]);
      pair.right().send(0, 53, new byte[1]);
    }
    for (EnginePair pair : many) {
      pair.run(() -> pair.right().received().size() + pair.left().received().size() == 2);
      assertEquals(
          3000 + many.indexOf(pair), pair.right().received().getFirst().payload().remaining());
    }
  }

  @Test
  void closingSendsNothingAndMayBeDoneTwice() {
    EnginePair pair = pair().connected();
    pair.left().engine().close();
    pair.left().engine().close();
    assertNull(pair.left().pollPacket(pair.now()));
  }
}
