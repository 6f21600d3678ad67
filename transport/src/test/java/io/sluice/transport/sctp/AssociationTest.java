package io.sluice.transport.sctp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sim.LinkProfile;
import io.sluice.transport.sim.SimPair;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AssociationTest {
  private static final LinkProfile LINK = LinkProfile.of(Duration.ofMillis(10));

  @Test
  void bothSidesThatConnectAtOnceGetOneAssociation() {
    SimPair pair = new SimPair(SctpOptions.defaults(), LINK, 1).connected();
    assertEquals(List.of(new SctpEvent.Up(65535, 65535)), pair.left().events());
    assertEquals(List.of(new SctpEvent.Up(65535, 65535)), pair.right().events());
  }

  @Test
  void oneSideMayConnectAlone() {
    SimPair pair = new SimPair(SctpOptions.defaults(), LINK, 1);
    pair.left().association().connect(pair.now());
    assertTrue(
        pair.runUntil(() -> pair.left().isUp() && pair.right().isUp(), Duration.ofSeconds(1)));
  }

  @Test
  void aSideThatConnectsWhileTheOtherHasAlreadyAskedJoinsIt() {
    for (int millis = 0; millis < 60; millis++) {
      SimPair pair = new SimPair(SctpOptions.defaults(), LINK, millis);
      pair.left().association().connect(pair.now());
      pair.runFor(Duration.ofMillis(millis));
      pair.right().association().connect(pair.now());
      assertTrue(
          pair.runUntil(() -> pair.left().isUp() && pair.right().isUp(), Duration.ofSeconds(5)),
          "delay " + millis + " ms");
      pair.left().send(0, false, new byte[] {1});
      pair.right().send(0, false, new byte[] {2});
      assertTrue(
          pair.runUntil(
              () -> pair.left().received().size() == 1 && pair.right().received().size() == 1,
              Duration.ofSeconds(5)));
    }
  }

  @Test
  void aLargeMessageArrivesIntact() {
    SimPair pair = new SimPair(SctpOptions.defaults(), LINK, 1).connected();
    byte[] payload = new byte[1 << 20];
    new SplittableRandom(5).nextBytes(payload);
    pair.left().send(7, false, payload);
    assertTrue(pair.runUntil(() -> !pair.right().received().isEmpty(), Duration.ofSeconds(10)));
    SctpMessage message = pair.right().received().getFirst();
    byte[] arrived = new byte[message.payload().remaining()];
    message.payload().get(arrived);
    assertArrayEquals(payload, arrived);
    assertEquals(7, message.streamId());
    assertEquals(53, message.ppid());
    assertFalse(message.unordered());
  }

  @Test
  void aSmallMessageOvertakesTheQueueOfAnotherStream() {
    SimPair pair = new SimPair(SctpOptions.defaults(), LINK, 1).connected();
    for (int i = 0; i < 100; i++) {
      pair.left().send(1, false, new byte[100_000]);
    }
    pair.left().send(2, false, new byte[] {42});
    assertTrue(
        pair.runUntil(
            () -> pair.right().received().stream().anyMatch(m -> m.streamId() == 2),
            Duration.ofSeconds(10)));
    assertTrue(pair.right().received().size() <= 2, "" + pair.right().received().size());
  }

  @Test
  void sendTakesNothingBeyondTheBufferAndEverythingAgainAfterAcknowledgement() {
    SctpOptions options = SctpOptions.defaults().withMaxMessageSize(10_000).withSendBuffer(20_000);
    SimPair pair = new SimPair(options, LINK, 1).connected();
    Association association = pair.left().association();
    SctpMessage message = new SctpMessage(0, 53, false, ByteBuffer.allocate(10_000));
    assertTrue(association.send(message, pair.now()));
    assertFalse(association.send(message, pair.now()));
    assertTrue(association.sendSpace() < 10_000);
    assertTrue(pair.runUntil(() -> association.sendSpace() == 20_000, Duration.ofSeconds(5)));
    assertTrue(association.send(message, pair.now()));
  }

  @Test
  void messagesThatCanNeverBeSentAreTheCallersMistake() {
    SimPair pair = new SimPair(SctpOptions.defaults().withStreams(4), LINK, 1).connected();
    Association association = pair.left().association();
    ByteBuffer one = ByteBuffer.allocate(1);
    assertThrows(
        IllegalArgumentException.class,
        () -> association.send(new SctpMessage(4, 53, false, one), pair.now()));
    assertThrows(
        IllegalArgumentException.class,
        () -> association.send(new SctpMessage(0, 53, false, ByteBuffer.allocate(0)), pair.now()));
    ByteBuffer tooLong = ByteBuffer.allocate((1 << 20) + 1);
    assertThrows(
        IllegalArgumentException.class,
        () -> association.send(new SctpMessage(0, 53, false, tooLong), pair.now()));
  }

  @Test
  void nothingIsSentBeforeTheAssociationIsUp() {
    Association association = new Association(SctpOptions.defaults(), new SplittableRandom(1));
    assertEquals(0, association.sendSpace());
    assertFalse(association.send(new SctpMessage(0, 53, false, ByteBuffer.allocate(1)), 0));
    assertEquals(Long.MAX_VALUE, association.nextTimeout());
  }

  @Test
  void abortTellsThePeerWhy() {
    SimPair pair = new SimPair(SctpOptions.defaults(), LINK, 1).connected();
    pair.left().association().abort("enough", pair.now());
    assertTrue(pair.runUntil(() -> pair.right().closed() != null, Duration.ofSeconds(1)));
    assertEquals(
        new SctpEvent.Closed(SctpEvent.Reason.ABORTED_BY_PEER, "user abort: enough"),
        pair.right().closed());
    assertEquals(
        new SctpEvent.Closed(SctpEvent.Reason.ABORTED, "user abort: enough"), pair.left().closed());
  }

  @Test
  void shutdownDeliversEverythingFirst() {
    SimPair pair = new SimPair(SctpOptions.defaults(), LINK, 1).connected();
    for (int i = 0; i < 20; i++) {
      pair.left().send(0, false, new byte[100_000]);
    }
    pair.runFor(Duration.ofMillis(1));
    pair.left().association().shutdown(pair.now());
    assertTrue(
        pair.runUntil(
            () -> pair.left().closed() != null && pair.right().closed() != null,
            Duration.ofSeconds(10)));
    assertEquals(20, pair.right().received().size());
    assertEquals(SctpEvent.Reason.SHUTDOWN, assertNotNull2(pair.left().closed()).reason());
    assertEquals(SctpEvent.Reason.SHUTDOWN, assertNotNull2(pair.right().closed()).reason());
  }

  private static SctpEvent.Closed assertNotNull2(SctpEvent.Closed closed) {
    assertNotNull(closed);
    return closed;
  }
}
