package io.sluice.transport.sctp.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sim.SimHost;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one side sends, and what must hold of what the other side takes. */
final class Mailbag {
  private final List<Letter> letters = new ArrayList<>();
  private int reliable;

  int size() {
    return letters.size();
  }

  void add(Letter letter) {
    assertEquals(letters.size(), letter.number());
    letters.add(letter);
    reliable += letter.isReliable() ? 1 : 0;
  }

  /** Whether everything that must arrive has. */
  boolean hasArrivedAt(SimHost receiver) {
    if (receiver.received().size() < reliable) {
      return false;
    }
    int arrived = 0;
    for (SctpMessage message : receiver.received()) {
      arrived += letter(message).isReliable() ? 1 : 0;
    }
    return arrived >= reliable;
  }

  /**
   * Each message intact, at most once, in the order of its stream unless it is unordered; and every
   * reliable one.
   */
  void checkAt(SimHost receiver) {
    BitSet seen = new BitSet();
    Map<Integer, Integer> last = new HashMap<>();
    for (SctpMessage message : receiver.received()) {
      Letter letter = letter(message);
      letter.check(message);
      assertTrue(!seen.get(letter.number()), () -> "twice: " + letter);
      seen.set(letter.number());
      if (!letter.unordered()) {
        int before = last.getOrDefault(letter.streamId(), -1);
        assertTrue(letter.number() > before, () -> "after " + before + ": " + letter);
        last.put(letter.streamId(), letter.number());
      }
    }
    for (Letter letter : letters) {
      assertTrue(!letter.isReliable() || seen.get(letter.number()), () -> "missing: " + letter);
    }
  }

  private Letter letter(SctpMessage message) {
    int number = Letter.numberOf(message);
    assertTrue(number >= 0 && number < letters.size(), () -> "no such message: " + number);
    return letters.get(number);
  }
}
