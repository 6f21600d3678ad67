package io.sluice.transport.files;

import static io.sluice.transport.files.EntryNumbers.NONE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class EntryNumbersTest {
  private final EntryNumbers numbers = new EntryNumbers();

  @Test
  void anEntryHasTheNumberThatItWasGivenLast() {
    assertEquals(NONE, numbers.get(0));
    assertEquals(NONE, numbers.get(5_000_000));
    numbers.put(0, 0);
    numbers.put(5_000_000, 7);
    numbers.put(5_000_000, 9);
    assertEquals(0, numbers.get(0));
    assertEquals(9, numbers.get(5_000_000));
    assertEquals(NONE, numbers.get(4_999_999));
  }

  @Test
  void itIsEmptyWhenAllWereTaken() {
    assertTrue(numbers.isEmpty());
    numbers.put(3, 4);
    numbers.put(3, 5);
    assertFalse(numbers.isEmpty());
    assertEquals(5, numbers.remove(3));
    assertEquals(NONE, numbers.remove(3));
    assertTrue(numbers.isEmpty());
  }
}
