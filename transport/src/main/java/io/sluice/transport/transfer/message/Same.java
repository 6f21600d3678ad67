package io.sluice.transport.transfer.message;

/**
 * Leaves that the receiver holds are those of the file: they will not be sent.
 *
 * <pre>
 * message Same { uint64 transfer = 1; uint32 entry = 2; uint64 first = 3; uint64 count = 4; }
 * </pre>
 *
 * @param first the first leaf
 * @param count how many, 1 or more; all in one run that was told
 */
public record Same(long transfer, int entry, long first, long count) implements TransferMessage {
  static final int TYPE = 19;

  static Same parse(FieldReader in) throws MalformedMessageException {
    long transfer = 0;
    int entry = 0;
    long first = 0;
    long count = 0;
    while (in.next()) {
      switch (in.field()) {
        case 1 -> transfer = in.number(Long.MAX_VALUE);
        case 2 -> entry = (int) in.number(Integer.MAX_VALUE);
        case 3 -> first = in.number(Long.MAX_VALUE);
        case 4 -> count = in.number(Long.MAX_VALUE);
        default -> in.skip();
      }
    }
    if (count == 0 || count > Long.MAX_VALUE - first) {
      throw new MalformedMessageException("no leaf is the same");
    }
    return new Same(transfer, entry, first, count);
  }

  void write(FieldWriter out) {
    out.number(1, transfer);
    out.number(2, entry);
    out.number(3, first);
    out.number(4, count);
  }
}
