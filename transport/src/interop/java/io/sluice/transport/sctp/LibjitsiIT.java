package io.sluice.transport.sctp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.MemoryBudget;
import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Our engine and usrsctp, as libjitsi wraps it, over a pipe in memory and in real time. */
@Timeout(60)
class LibjitsiIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final EngineTime time = EngineTime.real();
  private final EngineEnd ours =
      new EngineEnd(
          new AssociationFactory(MemoryBudget.UNLIMITED)
              .create(SctpOptions.defaults(), new SplittableRandom(System.nanoTime())));
  private final LibjitsiPeer theirs = new LibjitsiPeer();

  @AfterEach
  void close() {
    theirs.close();
    ours.engine().close();
  }

  @Test
  void weAskAndBulkArrivesIntactBothWays() throws IOException {
    theirs.listening();
    ours.engine().connect(time.now());
    exchange();
  }

  @Test
  void theyAskAndBulkArrivesIntactBothWays() throws IOException {
    theirs.connect();
    exchange();
  }

  @Test
  void bothAskAndBulkArrivesIntactBothWays() throws IOException {
    theirs.connect();
    ours.engine().connect(time.now());
    exchange();
  }

  @Test
  void ourShutdownIsSeenAsOne() throws IOException {
    connected();
    ours.send(0, 53, new byte[50_000]);
    run(() -> !theirs.received().isEmpty());
    ours.engine().shutdown(time.now());
    run(() -> ours.hasEnded() && theirs.isShutDown());
    assertEquals(SctpEvent.Reason.SHUTDOWN, reason());
  }

  @Test
  void ourAbortIsSeenAsOne() throws IOException {
    connected();
    ours.engine().abort("enough", time.now());
    run(() -> ours.hasEnded() && theirs.isLost());
    assertEquals(SctpEvent.Reason.ABORTED, reason());
  }

  @Test
  void theirAbortIsSeenAsOne() throws IOException {
    connected();
    theirs.close();
    run(ours::hasEnded);
    assertEquals(SctpEvent.Reason.ABORTED_BY_PEER, reason());
  }

  private void connected() throws IOException {
    theirs.listening();
    ours.engine().connect(time.now());
    run(() -> ours.isUp() && theirs.isUp());
  }

  private SctpEvent.Reason reason() {
    return Objects.requireNonNull(ours.event(SctpEvent.Closed.class)).reason();
  }

  private void exchange() throws IOException {
    run(() -> ours.isUp() && theirs.isUp());
    List<byte[]> messages =
        IntStream.of(1, 3, 1000, 1191, 16_384, 65_536, 100_001, 256 << 10, 2)
            .mapToObj(LibjitsiIT::random)
            .toList();
    for (int round = 0; round < 8; round++) {
      for (int i = 0; i < messages.size(); i++) {
        ours.send(3, round, messages.get(i));
        theirs.send(5, round, messages.get(i));
      }
    }
    int count = 8 * messages.size();
    run(() -> ours.received().size() == count && theirs.received().size() == count);
    for (int i = 0; i < count; i++) {
      SctpMessage here = ours.received().get(i);
      LibjitsiPeer.Message there = theirs.received().get(i);
      byte[] expected = messages.get(i % messages.size());
      byte[] got = new byte[here.payload().remaining()];
      here.payload().get(got);
      assertArrayEquals(expected, got);
      assertArrayEquals(expected, there.bytes());
      assertEquals(5, here.streamId());
      assertEquals(3, there.streamId());
      assertEquals(i / messages.size(), here.ppid());
      assertEquals(i / messages.size(), there.ppid());
    }
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new SplittableRandom(size).nextBytes(bytes);
    return bytes;
  }

  private void run(BooleanSupplier condition) throws IOException {
    long end = time.now() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(time.now() - end < 0, () -> ours.events() + " " + ours.engine().stats());
      boolean moved = ours.takeIn(time.now());
      byte[] packet;
      while ((packet = ours.pollPacket(time.now())) != null) {
        moved = true;
        theirs.receive(packet);
      }
      while ((packet = theirs.pollPacket()) != null) {
        moved = true;
        ours.deliver(packet);
      }
      if (!moved) {
        // The library's thread ticks every 10 ms, unasked.
        time.passUntil(time.now() + 1_000_000);
      }
    }
  }
}
