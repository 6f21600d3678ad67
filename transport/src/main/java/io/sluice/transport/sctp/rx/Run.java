package io.sluice.transport.sctp.rx;

import io.sluice.transport.sctp.api.SctpMessage;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Fragments of one message in a row, already copied together. What counts them is the TSN in DATA,
 * and the fragment sequence number in I-DATA.
 */
final class Run {
  final int streamId;

  /** Which message: stream sequence number in DATA, message identifier in I-DATA. */
  final int number;

  final int ppid;
  final boolean unordered;

  /** What counts the first fragment. */
  final int first;

  /** What counts the last one. */
  int last;

  /** Whether the first fragment begins the message. */
  boolean begins;

  /** Whether the last fragment ends the message. */
  boolean ends;

  private byte[] bytes;
  private int length;

  Run(int first, int streamId, int number, int ppid, boolean unordered, int capacity) {
    this.first = first;
    this.last = first;
    this.streamId = streamId;
    this.number = number;
    this.ppid = ppid;
    this.unordered = unordered;
    this.bytes = new byte[capacity];
  }

  int length() {
    return length;
  }

  /** Bytes of memory held for fragments that have not come. */
  int spare() {
    return bytes.length - length;
  }

  boolean isWhole() {
    return begins && ends;
  }

  /** Whether a fragment or run with these properties can be part of the same message. */
  boolean continuesAs(int streamId, int number, boolean unordered) {
    return this.streamId == streamId
        && this.unordered == unordered
        && (unordered || this.number == number);
  }

  void append(byte[] from, int offset, int count) {
    if (count > bytes.length - length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
    }
    System.arraycopy(from, offset, bytes, length, count);
    length += count;
  }

  /** Takes in the run that begins right after this one. */
  void append(Run next) {
    append(next.bytes, 0, next.length);
    last = next.last;
    ends = next.ends;
  }

  SctpMessage toMessage() {
    // A guess of the size that was far off must not live as long as the message.
    byte[] kept = bytes.length - length > length ? Arrays.copyOf(bytes, length) : bytes;
    return new SctpMessage(streamId, ppid, unordered, ByteBuffer.wrap(kept, 0, length));
  }
}
