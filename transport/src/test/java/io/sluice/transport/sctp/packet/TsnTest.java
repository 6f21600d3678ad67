package io.sluice.transport.sctp.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TsnTest {
  @Test
  void orderHoldsAcrossTheWrap() {
    for (int tsn : new int[] {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x7ffffff0}) {
      assertTrue(Tsn.before(tsn, tsn + 1));
      assertTrue(Tsn.before(tsn, tsn + Integer.MAX_VALUE));
      assertTrue(Tsn.after(tsn + 1, tsn));
      assertFalse(Tsn.before(tsn, tsn));
      assertFalse(Tsn.after(tsn, tsn));
      assertFalse(Tsn.before(tsn + 1, tsn));
      assertEquals(tsn + 1, Tsn.latest(tsn, tsn + 1));
      assertEquals(tsn + 1, Tsn.latest(tsn + 1, tsn));
    }
  }

  @Test
  void distanceCountsAcrossTheWrap() {
    assertEquals(3, Tsn.distance(-2, 1));
    assertEquals(-3, Tsn.distance(1, -2));
    assertEquals(2, Tsn.distance(Integer.MAX_VALUE, Integer.MIN_VALUE + 1));
  }

  @Test
  void streamSequenceNumbersWrapAt16Bits() {
    assertEquals(1, Tsn.nextSsn(0));
    assertEquals(0, Tsn.nextSsn(0xffff));
  }
}
