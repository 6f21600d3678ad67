package io.sluice.transport.sctp.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.HandMadePeer;
import io.sluice.transport.sctp.PacketBuilder;
import io.sluice.transport.sctp.api.SctpEvent.Reason;
import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.packet.Abort;
import io.sluice.transport.sctp.packet.Shutdown;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Ends that come at the wrong time, and what is called after them. */
class HostileEndTest {
  private static final SctpOptions OPTIONS = SctpOptions.defaults();

  @Test
  void aShutdownIsTakenOnlyWhereThereIsSomethingToShutDown() throws Exception {
    for (Stage stage : Stage.values()) {
      HandMadePeer peer = stage.reach(OPTIONS);
      List<?> before = peer.events();
      for (int i = 0; i < 3; i++) {
        peer.send(new Shutdown(peer.firstTsn - 1));
      }
      assertNull(peer.closed(), stage + " " + before);
      assertTrue(peer.drain().size() <= 3, stage.name());
    }
  }

  @Test
  void aShutdownThatLiesAboutWhatItHasIsDroppedInEveryStage() throws Exception {
    for (Stage stage : Stage.values()) {
      HandMadePeer peer = stage.reach(OPTIONS);
      peer.events();
      long buffered = peer.association.stats().buffered();
      peer.send(new Shutdown(peer.firstTsn + 10_000));
      assertEquals(buffered, peer.association.stats().buffered(), stage.name());
      assertNull(peer.closed(), stage.name());
    }
  }

  @Test
  void anAbortEndsEveryStageThatHasAPeer() throws Exception {
    Map<Stage, Reason> ends = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      HandMadePeer peer = stage.reach(OPTIONS);
      peer.events();
      peer.send(new Abort(false, List.of()));
      var closed = peer.closed();
      if (closed != null) {
        ends.put(stage, closed.reason());
        assertEquals(Long.MAX_VALUE, peer.association.nextTimeout(), stage.name());
        assertEquals(List.of(), peer.drain(), stage.name());
      }
    }
    assertFalse(ends.containsKey(Stage.CLOSED));
    assertFalse(ends.containsKey(Stage.ENDED));
    assertEquals(Reason.ABORTED_BY_PEER, ends.get(Stage.SENDING));
    assertEquals(Reason.ABORTED_BY_PEER, ends.get(Stage.SHUTDOWN_SENT));
    assertEquals(Reason.SHUTDOWN, ends.get(Stage.SHUTDOWN_ACK_SENT), "nothing was lost");
    assertEquals(Stage.values().length - 2, ends.size());
  }

  @Test
  void anAbortInTheMiddleOfSendingStopsIt() throws Exception {
    HandMadePeer peer = HandMadePeer.established();
    peer.association.send(new SctpMessage(0, 53, false, ByteBuffer.allocate(100_000)), peer.now);
    assertNotNull(PacketBuilder.poll(peer.association, peer.now));
    peer.send(new Abort(false, List.of()));
    assertEquals(List.of(), peer.drain());
    assertFalse(peer.association.send(message(), peer.now));
    assertEquals(0, peer.association.sendSpace());
  }

  @Test
  void everythingMayBeCalledInEveryStageAtAnyTime() throws Exception {
    for (Stage stage : Stage.values()) {
      for (int call = 0; call < 12; call++) {
        HandMadePeer peer = stage.reach(OPTIONS);
        invoke(peer, call);
        // What was set going before must not matter after the end.
        peer.association.abort("over", peer.now);
        for (int after = 0; after < 12; after++) {
          peer.now += 100_000_000_000L;
          peer.association.handleTimeout(peer.now);
          invoke(peer, after);
          invoke(peer, call);
        }
        peer.drain();
        assertEquals(0, peer.drain().size(), stage.name());
        assertEquals(Long.MAX_VALUE, peer.association.nextTimeout(), stage + " call " + call);
      }
    }
  }

  private static void invoke(HandMadePeer peer, int call) {
    switch (call) {
      case 0 -> peer.association.connect(peer.now);
      case 1 -> peer.association.send(message(), peer.now);
      case 2 -> peer.association.shutdown(peer.now);
      case 3 -> peer.association.abort("again", peer.now);
      case 4 -> peer.association.handleTimeout(peer.now);
      case 5 -> peer.association.pollMessage(peer.now);
      case 6 -> peer.association.stats();
      case 7 -> peer.association.resetStreams(Set.of(0), peer.now);
      case 8 -> peer.association.bufferedAmount(0);
      case 9 -> peer.association.bufferedAmountLowThreshold(0, 1);
      case 10 -> peer.association.priority(0, 7);
      default -> peer.association.close();
    }
  }

  private static SctpMessage message() {
    return new SctpMessage(0, 53, false, ByteBuffer.allocate(10));
  }
}
