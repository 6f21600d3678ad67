package io.sluice.transport.sctp.tx;

import io.sluice.transport.sctp.packet.Tsn;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One stream of this side: the messages that wait on it, their numbers, its share of the path. */
final class OutgoingStream extends IndexedHeap.Element {
  final int id;

  /** RFC 8260 section 3.6: relative to those of other streams, 1 to 65535. */
  int weight;

  /** Falling to so many waiting bytes is told; never when negative. */
  long lowThreshold;

  /** Whether nothing more is taken until it has been reset. */
  boolean paused;

  /** Whether {@link OutgoingStreams#pollLow} has yet to tell of it. */
  boolean tellsLow;

  /** How often its numbers have begun at 0 again. */
  int resets;

  private int nextSsn;
  private int nextMid;
  private int nextUnorderedMid;
  private long waitingBytes;
  private int messages;
  private @Nullable OutboundMessage first;
  private @Nullable OutboundMessage last;

  OutgoingStream(int id, int weight, long lowThreshold) {
    this.id = id;
    this.weight = weight;
    this.lowThreshold = lowThreshold;
  }

  void add(OutboundMessage message) {
    messages++;
    waitingBytes += message.length;
    message.previous = last;
    if (last == null) {
      first = message;
    } else {
      last.next = message;
    }
    last = message;
  }

  boolean isWaiting() {
    return first != null;
  }

  /** The message whose turn is next on this stream; there is one. */
  OutboundMessage first() {
    return Objects.requireNonNull(first);
  }

  /** A message waits no longer: it was put into fragments, or given up. */
  void remove(OutboundMessage message) {
    OutboundMessage before = message.previous;
    OutboundMessage after = message.next;
    if (before == null) {
      first = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.previous = before;
    }
    message.previous = null;
    message.next = null;
  }

  /**
   * Gives a message its numbers, when its first fragment leaves and not before: one that is given
   * up while it waits must leave no gap.
   */
  void number(OutboundMessage message) {
    message.resets = resets;
    if (message.unordered) {
      message.mid = nextUnorderedMid++;
    } else {
      message.mid = nextMid++;
      message.ssn = nextSsn;
      nextSsn = Tsn.nextSsn(nextSsn);
    }
  }

  /** RFC 6525 section 5.2.7, RFC 8260 section 2.3.2: all numbers begin at 0 again. */
  void resetNumbers() {
    resets++;
    nextSsn = 0;
    nextMid = 0;
    nextUnorderedMid = 0;
  }

  /**
   * So many bytes wait no longer.
   *
   * @return whether that took it to its threshold, from above
   */
  boolean leave(int bytes) {
    boolean wasAbove = waitingBytes > lowThreshold;
    waitingBytes -= bytes;
    return wasAbove && waitingBytes <= lowThreshold;
  }

  long waitingBytes() {
    return waitingBytes;
  }

  /** Nothing of a message is kept any longer. */
  void messageOver() {
    messages--;
  }

  /** Whether everything that was taken has been acknowledged or given up. */
  boolean isQuiet() {
    return messages == 0;
  }
}
