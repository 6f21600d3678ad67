package io.sluice.transport.sctp.rx;

import io.sluice.transport.sctp.api.SctpMessage;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Fragments of one message with consecutive TSNs, already copied together. */
final class Run {
  final int streamId;
  final int ssn;
  final int ppid;
  final boolean unordered;

  /** Whether the first fragment begins the message. */
  final boolean begins;

  /** Whether the last fragment ends the message. */
  boolean ends;

  final int firstTsn;
  int lastTsn;

  private byte[] bytes;
  private int length;

  Run(
      int tsn,
      int streamId,
      int ssn,
      int ppid,
      boolean unordered,
      boolean begins,
      boolean ends,
      int capacity) {
    this.firstTsn = tsn;
    this.lastTsn = tsn;
    this.streamId = streamId;
    this.ssn = ssn;
    this.ppid = ppid;
    this.unordered = unordered;
    this.begins = begins;
    this.ends = ends;
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
  boolean continuesAs(int streamId, int ssn, boolean unordered) {
    return this.streamId == streamId
        && this.unordered == unordered
        && (unordered || this.ssn == ssn);
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
    lastTsn = next.lastTsn;
    ends = next.ends;
  }

  SctpMessage toMessage() {
    // A guess of the size that was far off must not live as long as the message.
    byte[] kept = bytes.length - length > length ? Arrays.copyOf(bytes, length) : bytes;
    return new SctpMessage(streamId, ppid, unordered, ByteBuffer.wrap(kept, 0, length));
  }
}
