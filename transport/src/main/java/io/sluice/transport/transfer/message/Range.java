package io.sluice.transport.transfer.message;

/**
 * Entries that follow each other in the manifest.
 *
 * <pre>message Range { uint32 first = 1; uint32 count = 2; }</pre>
 *
 * @param first the index of the first, 0 or more
 * @param count how many, 1 or more; first and count together are at most 2^31-1
 */
public record Range(int first, int count) {
  /** The index after the last. */
  public int end() {
    return first + count;
  }

  static Range parse(FieldReader in) throws MalformedMessageException {
    int first = 0;
    int count = 0;
    while (in.next()) {
      switch (in.field()) {
        case 1 -> first = (int) in.number(Integer.MAX_VALUE);
        case 2 -> count = (int) in.number(Integer.MAX_VALUE);
        default -> in.skip();
      }
    }
    if (count == 0 || count > Integer.MAX_VALUE - first) {
      throw new MalformedMessageException("a range of " + count + " entries from " + first);
    }
    return new Range(first, count);
  }

  FieldWriter write() {
    FieldWriter out = new FieldWriter(12);
    out.number(1, first);
    out.number(2, count);
    return out;
  }
}
