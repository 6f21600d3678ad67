package io.sluice.transport.sctp.tx;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A binary heap whose elements know their place: any of them is moved or removed in O(log n), and
 * nothing is allocated but for growth. Elements of one key leave in the order in which they got it.
 */
final class IndexedHeap<E extends IndexedHeap.Element> {
  private final ArrayList<E> elements = new ArrayList<>();
  private long turns;

  /** What may be in one heap at a time. */
  abstract static class Element {
    /** By which it is ordered; compared by difference, so that it may wrap. */
    long key;

    /** When it got that key. */
    long turn;

    /** Its place in the heap, -1 when it is in none. */
    int place = -1;

    final boolean isBefore(Element other) {
      return key != other.key ? key - other.key < 0 : turn - other.turn < 0;
    }
  }

  boolean isEmpty() {
    return elements.isEmpty();
  }

  /** The element of the lowest key, or null. */
  @Nullable E first() {
    return elements.isEmpty() ? null : elements.getFirst();
  }

  /** Adds an element, or gives one that is here another key. */
  void put(E element, long key) {
    element.key = key;
    element.turn = turns++;
    if (element.place < 0) {
      element.place = elements.size();
      elements.add(element);
    }
    settle(element);
  }

  /** Removes an element; harmless when it is not here. */
  void remove(E element) {
    int at = element.place;
    if (at < 0) {
      return;
    }
    element.place = -1;
    E last = elements.removeLast();
    if (at < elements.size()) {
      set(at, last);
      settle(last);
    }
  }

  private void settle(E element) {
    int at = element.place;
    while (at > 0 && element.isBefore(elements.get((at - 1) / 2))) {
      set(at, elements.get((at - 1) / 2));
      at = (at - 1) / 2;
    }
    for (int child = lesserChild(at); child > 0; child = lesserChild(at)) {
      if (!elements.get(child).isBefore(element)) {
        break;
      }
      set(at, elements.get(child));
      at = child;
    }
    set(at, element);
  }

  /** The child that is to be nearer to the top, or -1 if there is none. */
  private int lesserChild(int at) {
    int left = 2 * at + 1;
    if (left >= elements.size()) {
      return -1;
    }
    int right = left + 1;
    boolean takesRight =
        right < elements.size() && elements.get(right).isBefore(elements.get(left));
    return takesRight ? right : left;
  }

  private void set(int at, E element) {
    elements.set(at, element);
    element.place = at;
  }
}
