package io.sluice.transport.sctp.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.MemoryBudget;
import io.sluice.transport.sctp.api.SctpOptions;
import org.junit.jupiter.api.Test;

class ReceiveWindowTest {
  private static final long KIB = 1 << 10;
  private static final long MIB = 1 << 20;
  private static final SctpOptions OPTIONS =
      SctpOptions.defaults()
          .withMaxMessageSize(128 << 10)
          .withReceiveWindow(1 << 20)
          .withMaxReceiveWindow(16 << 20);
  private static final long GUARANTEED = 256 * KIB;

  private long roundTrip = 100;
  private final BoundedBudget budget = new BoundedBudget(32 * MIB);

  @Test
  void growsToTwiceWhatArrivesInARoundTrip() {
    ReceiveWindow window = window(budget);
    window.arrived(0, 0, 0);
    window.arrived(MIB, 0, 99);
    assertEquals(MIB, window.size(), "the round trip is not over");
    window.arrived(MIB, 0, 100);
    assertEquals(2 * MIB, window.size());
    window.arrived(4 * MIB, 0, 200);
    assertEquals(6 * MIB, window.size());
    window.arrived(100 * MIB, 0, 300);
    assertEquals(16 * MIB, window.size());
  }

  @Test
  void doesNotGrowForAPeerThatUsesLessThanHalfOfIt() {
    ReceiveWindow window = window(budget);
    for (int round = 0; round < 100; round++) {
      window.arrived(round * MIB / 2, 0, round * 100L);
    }
    assertEquals(MIB, window.size());
  }

  @Test
  void doesNotGrowForAnApplicationThatDoesNotRead() {
    ReceiveWindow window = window(budget);
    window.arrived(0, 0, 0);
    window.arrived(MIB, 600 * KIB, 100);
    assertEquals(MIB, window.size());
  }

  @Test
  void beforeTheRoundTripIsKnownAWindowThatWasUsedUpCounts() {
    roundTrip = 0;
    ReceiveWindow window = window(budget);
    window.arrived(0, 0, 0);
    window.arrived(MIB - 1, 0, 1_000_000);
    assertEquals(MIB, window.size());
    window.arrived(MIB, 0, 1_000_001);
    assertEquals(2 * MIB, window.size());
  }

  @Test
  void doesNotGrowBeyondWhatTheBudgetHasLeft() {
    assertTrue(budget.take(28 * MIB));
    ReceiveWindow window = window(budget);
    window.arrived(0, 0, 0);
    window.arrived(3 * MIB, 0, 100);
    assertEquals(MIB, window.size());
    budget.giveBack(2 * MIB);
    window.arrived(6 * MIB, 0, 200);
    assertEquals(6 * MIB, window.size());
  }

  @Test
  void takesMemoryOnlyForWhatIsHeldBeyondTheGuarantee() {
    ReceiveWindow window = window(budget);
    assertTrue(window.admits(GUARANTEED - 1, 0, false));
    assertEquals(0, budget.taken());
    assertTrue(window.admits(GUARANTEED, 0, false));
    assertEquals(ReceiveWindow.PIECE, budget.taken());
    assertTrue(window.admits(GUARANTEED, 100 * KIB, false));
    assertEquals(3 * ReceiveWindow.PIECE, budget.taken(), "memory that waits for payload counts");
    window.released(GUARANTEED + ReceiveWindow.PIECE);
    assertEquals(2 * ReceiveWindow.PIECE, budget.taken());
    window.released(0);
    assertEquals(0, budget.taken());
  }

  @Test
  void withoutBudgetTheWindowFallsToTheGuaranteeAndTheNextChunkHasAMessageMore() {
    BoundedBudget small = new BoundedBudget(ReceiveWindow.PIECE);
    ReceiveWindow window = window(small);
    assertTrue(window.admits(GUARANTEED, 0, false));
    long all = GUARANTEED + ReceiveWindow.PIECE;
    assertFalse(window.admits(all, 0, false));
    assertEquals(all, window.size());
    assertEquals(0, window.open(all, 0));
    assertTrue(window.admits(all + 127 * KIB, 0, true));
    assertFalse(window.admits(all + 128 * KIB, 0, true));
  }

  @Test
  void whatItHasGrownByClosesWithWhatWaitsForTheApplication() {
    ReceiveWindow window = window(budget);
    window.arrived(0, 0, 0);
    window.arrived(4 * MIB, 0, 100);
    assertEquals(8 * MIB, window.open(0, 0));
    assertEquals(4 * MIB, window.open(MIB / 2, MIB / 2));
    assertEquals(0, window.open(MIB, MIB));
    assertEquals(0, window.open(9 * MIB, 9 * MIB));
    assertEquals(6 * MIB, window.open(2 * MIB, 0), "what waits for others closes nothing more");
    assertTrue(window.admits(7 * MIB, 0, false), "what is on its way is not refused");
  }

  @Test
  void aWindowThatHasNotGrownClosesByWhatIsHeld() {
    ReceiveWindow window = window(budget);
    assertEquals(MIB / 4, window.open(3 * MIB / 4, 3 * MIB / 4));
  }

  @Test
  void aWindowThatFellGrowsAgain() {
    BoundedBudget small = new BoundedBudget(4 * MIB);
    ReceiveWindow window = window(small);
    assertTrue(small.take(4 * MIB));
    assertFalse(window.admits(GUARANTEED, 0, false));
    assertEquals(GUARANTEED, window.size());
    small.giveBack(4 * MIB);
    window.arrived(0, 0, 0);
    window.arrived(GUARANTEED, 0, 100);
    assertEquals(2 * GUARANTEED, window.size());
  }

  @Test
  void aFullWindowHasAQuarterMoreForTheNextChunk() {
    ReceiveWindow window = window(MemoryBudget.UNLIMITED);
    assertTrue(window.admits(MIB - 1, 0, false));
    assertFalse(window.admits(MIB, 0, false));
    assertTrue(window.admits(MIB, 0, true));
    assertFalse(window.admits(MIB + MIB / 4, 0, true));
  }

  @Test
  void closingGivesEverythingBackAndTakesNoMore() {
    ReceiveWindow window = window(budget);
    assertTrue(window.admits(MIB - 1, 0, false));
    window.close();
    assertEquals(0, budget.taken());
    assertFalse(window.admits(MIB - 1, 0, false));
    window.released(0);
    window.close();
    assertEquals(0, budget.taken());
  }

  private ReceiveWindow window(MemoryBudget from) {
    return new ReceiveWindow(OPTIONS, from, () -> roundTrip);
  }
}
