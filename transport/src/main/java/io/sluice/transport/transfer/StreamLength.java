package io.sluice.transport.transfer;

import io.sluice.crypto.digest.LeafHash;

/** How long a stream is: known when its last leaf has come, or its end was told. */
final class StreamLength {
  /** What it may have at most, in bytes; no number of it overflows. */
  static final long MOST = 1L << 60;

  private long reached;
  private long size = MOST;

  /** Its size in bytes; {@link #MOST} as long as that is not known. */
  long size() {
    return size;
  }

  /** Its size in bytes; -1 as long as that is not known. */
  long known() {
    return size == MOST ? -1 : size;
  }

  /**
   * A leaf has come, which is below {@link #size}. One that is shorter than others is the last.
   *
   * @param length of it, in bytes
   * @throws ViolationException if a stream cannot have it where it is
   */
  void reach(long index, int length) throws ViolationException {
    long end = Leaves.offset(index) + length;
    if (length == 0) {
      throw new ViolationException("block " + index + " of a stream is empty");
    }
    if (length < LeafHash.LEAF_BYTES) {
      end(end);
    }
    reached = Math.max(reached, end);
  }

  /** It was read to its end. */
  void set(long bytes) {
    size = bytes;
  }

  /**
   * It has so many bytes.
   *
   * @throws ViolationException if more came, or it was told otherwise
   */
  void end(long at) throws ViolationException {
    boolean fits = size == MOST ? at >= reached && at < MOST : at == size;
    if (!fits) {
      throw new ViolationException("a stream ends at " + at + " bytes and elsewhere");
    }
    size = at;
  }
}
