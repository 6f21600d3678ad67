package io.sluice.transport.files;

import java.util.Arrays;

/**
 * By which number a journal knows an entry of the manifest: four bytes for each, for there may be
 * millions. Safe for several threads.
 */
final class EntryNumbers {
  static final int NONE = -1;

  /** One more than the number; 0 of an entry that has none. */
  private int[] numbers = new int[64];

  private int count;

  /** The number of an entry, or {@link #NONE}. */
  synchronized int get(int entry) {
    return entry < numbers.length ? numbers[entry] - 1 : NONE;
  }

  /**
   * Gives an entry its number.
   *
   * @param number 0 or more
   */
  synchronized void put(int entry, int number) {
    if (entry >= numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(entry + 1, numbers.length * 2));
    }
    count += numbers[entry] == 0 ? 1 : 0;
    numbers[entry] = number + 1;
  }

  /** Takes the number from an entry, and returns it, or {@link #NONE}. */
  synchronized int remove(int entry) {
    int number = get(entry);
    if (number != NONE) {
      numbers[entry] = 0;
      count--;
    }
    return number;
  }

  synchronized boolean isEmpty() {
    return count == 0;
  }
}
