package io.sluice.transport.sctp.rx;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Whole messages in the order in which they are to be taken. */
final class Ready {
  /** Memory that a message costs beyond its payload. */
  static final int OVERHEAD = 128;

  private final ArrayDeque<Run> messages = new ArrayDeque<>();
  private long held;
  private long added;
  private long taken;

  void add(Run message) {
    messages.add(message);
    held += message.length() + OVERHEAD;
    added++;
  }

  @Nullable Run poll() {
    Run next = messages.poll();
    if (next != null) {
      held -= next.length() + OVERHEAD;
      taken++;
    }
    return next;
  }

  /** Bytes of payload and overhead. */
  long held() {
    return held;
  }

  /** How many messages were ever added. */
  long added() {
    return added;
  }

  /** How many of them were taken. */
  long taken() {
    return taken;
  }
}
