package io.sluice.transport.sctp.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.Association;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sim.LinkProfile;
import io.sluice.transport.sim.SimPair;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Associations that are dropped, in whatever state, are gone: nothing static remembers them. */
class LeakTest {
  private static final int PAIRS = 500;

  @Test
  void aThousandAssociationsOpenedAndDroppedLeaveNothing() {
    run(0);
    long before = usedHeap();
    List<WeakReference<Association>> dropped = new ArrayList<>();
    for (int i = 0; i < PAIRS; i++) {
      dropped.addAll(run(i));
    }
    assertEquals(2 * PAIRS, dropped.size());
    long held = usedHeap() - before;
    assertEquals(0, dropped.stream().filter(r -> r.get() != null).count(), "still reachable");
    assertTrue(held < 1 << 20, "held " + held);
  }

  /** Opens a pair, lets it get so far, and drops it. */
  private static List<WeakReference<Association>> run(int number) {
    LinkProfile link = LinkProfile.of(Duration.ofMillis(10)).withFaults(0.02, 0.02, 0.02, 0.02);
    SimPair pair = new SimPair(SctpOptions.defaults(), link, number);
    pair.connectBoth();
    pair.left().send(number % 7, false, new byte[50_000]);
    pair.right().send(number % 5, true, new byte[50_000]);
    pair.right().reading(number % 3 != 0);
    pair.runFor(Duration.ofMillis(10L * (number % 40)));
    switch (number % 4) {
      case 0 -> pair.left().association().shutdown(pair.now());
      case 1 -> pair.right().association().abort("dropped", pair.now());
      default -> {}
    }
    pair.runFor(Duration.ofMillis(number % 50));
    if (number % 2 == 0) {
      pair.left().association().close();
      pair.right().association().close();
    }
    return List.of(
        new WeakReference<>(pair.left().association()),
        new WeakReference<>(pair.right().association()));
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
