package io.sluice.transport.sctp.rx;

import io.sluice.transport.sctp.packet.IData;
import io.sluice.transport.sctp.packet.ProtocolViolationException;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The ordered, or the unordered, messages of one stream by their message identifiers (MID): 32-bit
 * serial numbers that wrap. Live ones lie within half their space from {@link #next} on, so that
 * any two of them compare.
 */
final class Lane {
  /**
   * How far the newest unordered message may be ahead of one that is not whole. More than a receive
   * window of messages cannot be on the way.
   */
  private static final int MOST_AHEAD = 1 << 24;

  private static final Comparator<Integer> SERIAL_ORDER = (a, b) -> Integer.signum(a - b);

  private final int streamId;
  private final boolean unordered;
  private final Ready ready;
  private final BufferGuess guess;

  /** Messages that were not delivered; many lanes never have one. */
  private @Nullable NavigableMap<Integer, PartialMessage> open;

  /** The message that the last fragment belonged to, if it is in {@link #open}. */
  private @Nullable PartialMessage latest;

  /**
   * Ordered: the message to deliver next. Unordered: those before it were given up, or are whole.
   */
  private int next;

  private long held;

  Lane(int streamId, boolean unordered, Ready ready, BufferGuess guess) {
    this.streamId = streamId;
    this.unordered = unordered;
    this.ready = ready;
    this.guess = guess;
  }

  /** Bytes of payload and overhead of messages that were not delivered. */
  long held() {
    return held;
  }

  /** Adds a fragment. */
  void add(byte[] packet, int chunk, int maxMessage) throws ProtocolViolationException {
    int mid = IData.mid(packet, chunk);
    if (mid - next < 0) {
      // It belongs to a message that was given up, and was on its way when that was told.
      return;
    }
    PartialMessage message = find(mid);
    held -= message.held();
    try {
      message.add(packet, chunk, maxMessage);
    } finally {
      held += message.held();
    }
    if (!message.isWhole()) {
      return;
    }
    if (unordered) {
      deliver(message);
      forgetBefore(mid - MOST_AHEAD);
    } else {
      deliverInOrder();
    }
  }

  private PartialMessage find(int mid) {
    PartialMessage message = latest;
    if (message == null || message.mid != mid) {
      message = open().computeIfAbsent(mid, this::begin);
      latest = message;
    }
    return message;
  }

  private PartialMessage begin(int mid) {
    PartialMessage message = new PartialMessage(streamId, unordered, mid, guess);
    held += message.held();
    return message;
  }

  private NavigableMap<Integer, PartialMessage> open() {
    NavigableMap<Integer, PartialMessage> map = open;
    if (map == null) {
      map = new TreeMap<>(SERIAL_ORDER);
      open = map;
    }
    return map;
  }

  private @Nullable PartialMessage firstOpen() {
    Map.Entry<Integer, PartialMessage> first = open == null ? null : open.firstEntry();
    return first == null ? null : first.getValue();
  }

  /**
   * Messages up to {@code mid} that are not whole will not become so (RFC 8260 section 2.3.1). A
   * number from before what was delivered says nothing.
   */
  void skip(int mid) {
    if (mid - next < 0) {
      return;
    }
    PartialMessage first;
    while ((first = firstOpen()) != null && first.mid - mid <= 0) {
      if (first.isWhole()) {
        deliver(first);
      } else {
        discard(first);
      }
    }
    next = mid + 1;
    deliverInOrder();
  }

  private void deliverInOrder() {
    PartialMessage first;
    while (!unordered && (first = firstOpen()) != null && first.mid == next && first.isWhole()) {
      deliver(first);
      next++;
    }
  }

  /** Keeps the live identifiers together: one that is left so far behind will not be completed. */
  private void forgetBefore(int mid) {
    if (mid - next <= 0) {
      return;
    }
    next = mid;
    PartialMessage first;
    while ((first = firstOpen()) != null && first.mid - next < 0) {
      discard(first);
    }
  }

  private void deliver(PartialMessage message) {
    remove(message);
    ready.add(message.whole());
  }

  private void discard(PartialMessage message) {
    remove(message);
    message.close();
  }

  private void remove(PartialMessage message) {
    open().remove(message.mid);
    held -= message.held();
    if (latest == message) {
      latest = null;
    }
  }

  /** Everything that was not delivered is forgotten. */
  void close() {
    open().values().forEach(PartialMessage::close);
  }
}
