package io.sluice.transport.sctp.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sim.SimHost;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one side sends, and what must hold of what the other side takes. */
final class Mailbag {
  private final SimHost sender;
  private final List<Letter> letters = new ArrayList<>();

  /** For each letter that an association has taken: in which era of its sender. */
  private final List<Integer> eras = new ArrayList<>();

  /** For each stream that is reset, how many letters were sent before. */
  private final Map<Integer, Integer> resets = new HashMap<>();

  Mailbag(SimHost sender) {
    this.sender = sender;
  }

  /** Has the sender send the letter, after those before. */
  void add(Letter letter) {
    assertEquals(letters.size(), letter.number());
    letters.add(letter);
    sender.perform(
        (association, now) -> {
          boolean taken = association.send(letter.toMessage(), now);
          if (taken) {
            eras.add(sender.era());
          }
          return taken;
        });
  }

  /** Has the sender reset the stream after what it has to send so far, if it has not before. */
  void reset(int streamId) {
    if (resets.putIfAbsent(streamId, letters.size()) == null) {
      sender.perform(
          (association, now) -> {
            association.resetStreams(Set.of(streamId), now);
            return true;
          });
    }
  }

  /** Whether everything that must arrive has: what was sent since the last restart. */
  boolean hasArrivedAt(SimHost receiver) {
    if (eras.size() < letters.size()) {
      return false;
    }
    BitSet missing = new BitSet();
    for (Letter letter : letters) {
      missing.set(letter.number(), mustArrive(letter));
    }
    for (SctpMessage message : receiver.received()) {
      missing.clear(Letter.numberOf(message));
    }
    return missing.isEmpty();
  }

  private boolean mustArrive(Letter letter) {
    return letter.isReliable() && eras.get(letter.number()) == sender.era();
  }

  /**
   * Each message intact, at most once, in the order of its stream unless it is unordered, and not
   * after a restart that its sender knew of; and every one that must arrive.
   */
  void checkAt(SimHost receiver) {
    BitSet seen = new BitSet();
    Map<Integer, Integer> last = new HashMap<>();
    int era = 0;
    for (Object each : receiver.history()) {
      if (each instanceof SctpMessage message) {
        Letter letter = letter(message);
        letter.check(message);
        assertEquals(era, eras.get(letter.number()), () -> "of another era: " + letter);
        assertTrue(!seen.get(letter.number()), () -> "twice: " + letter);
        seen.set(letter.number());
        checkOrder(letter, last);
      } else if (each instanceof SctpEvent.Restarted || each.equals(SimHost.RESTART)) {
        era++;
      } else if (each instanceof SctpEvent.IncomingReset reset) {
        reset.streamIds().forEach(stream -> checkReset(stream, seen));
      }
    }
    for (Letter letter : letters) {
      assertTrue(!mustArrive(letter) || seen.get(letter.number()), () -> "missing: " + letter);
    }
  }

  /** A reset is told only after everything from before it was taken. */
  private void checkReset(int streamId, BitSet seen) {
    int before = resets.getOrDefault(streamId, 0);
    for (Letter letter : letters.subList(0, before)) {
      boolean owed = letter.streamId() == streamId && mustArrive(letter);
      assertTrue(!owed || seen.get(letter.number()), () -> "after the reset: " + letter);
    }
  }

  private static void checkOrder(Letter letter, Map<Integer, Integer> last) {
    if (!letter.unordered()) {
      int before = last.getOrDefault(letter.streamId(), -1);
      assertTrue(letter.number() > before, () -> "after " + before + ": " + letter);
      last.put(letter.streamId(), letter.number());
    }
  }

  private Letter letter(SctpMessage message) {
    int number = Letter.numberOf(message);
    assertTrue(number >= 0 && number < letters.size(), () -> "no such message: " + number);
    return letters.get(number);
  }
}
