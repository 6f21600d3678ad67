package io.sluice.transport.sctp;

import io.sluice.transport.sctp.packet.Chunk;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Control chunks that wait for a packet. It is bounded: whoever makes this side answer faster than
 * it can send loses answers.
 */
final class Outbox {
  private static final int MOST = 32;

  private final ArrayDeque<Entry> entries = new ArrayDeque<>();

  /**
   * @param tag for the header of the packet
   * @param chunk what waits
   */
  record Entry(int tag, Chunk chunk) {}

  void add(int tag, Chunk chunk) {
    if (entries.size() < MOST) {
      entries.add(new Entry(tag, chunk));
    }
  }

  /** Replaces all that waits: the association ends with this. */
  void replaceBy(int tag, Chunk last) {
    entries.clear();
    add(tag, last);
  }

  void clear() {
    entries.clear();
  }

  /** Whether the newest chunk that waits equals this one: to say it twice adds nothing. */
  boolean endsWith(Chunk chunk) {
    return !entries.isEmpty() && entries.getLast().chunk().equals(chunk);
  }

  @Nullable Entry peek() {
    return entries.peek();
  }

  void removeFirst() {
    entries.poll();
  }
}
