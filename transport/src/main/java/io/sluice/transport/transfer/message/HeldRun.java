package io.sluice.transport.transfer.message;

/**
 * Leaves of a file that a receiver holds, one after the other.
 *
 * <pre>message HeldRun { uint64 first = 1; uint64 count = 2; bytes digest = 3; }</pre>
 *
 * @param first the first of them
 * @param count how many they are, 1 or more
 * @param digest of their cover: SHA-256 of 0x02 and the hashes of the fewest complete subtrees that
 *     they are, from left to right
 */
public record HeldRun(long first, long count, Digest digest) {
  public HeldRun {
    if (first < 0 || count < 1 || count > Long.MAX_VALUE - first) {
      throw new IllegalArgumentException(count + " leaves from " + first);
    }
  }

  /** The leaf after the last. */
  public long end() {
    return first + count;
  }

  static HeldRun parse(FieldReader in) throws MalformedMessageException {
    long first = 0;
    long count = 0;
    Digest digest = null;
    while (in.next()) {
      switch (in.field()) {
        case 1 -> first = in.number(Long.MAX_VALUE);
        case 2 -> count = in.number(Long.MAX_VALUE);
        case 3 -> digest = in.digest();
        default -> in.skip();
      }
    }
    if (digest == null || count == 0 || count > Long.MAX_VALUE - first) {
      throw new MalformedMessageException("a run without leaves or digest");
    }
    return new HeldRun(first, count, digest);
  }

  FieldWriter write() {
    FieldWriter out = new FieldWriter(64);
    out.number(1, first);
    out.number(2, count);
    out.digest(3, digest);
    return out;
  }
}
