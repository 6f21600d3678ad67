package io.sluice.transport.transfer.message;

/**
 * The sender wants to know the hashes of leaves that the receiver holds, to compare them with its
 * file. Answered with one {@link Basis}.
 *
 * <pre>
 * message AskBasis { uint64 transfer = 1; uint32 entry = 2; uint64 first = 3; uint32 count = 4; }
 * </pre>
 *
 * @param first the first leaf
 * @param count how many, 1 to {@value Basis#MAX_LEAVES}; all in one run that was told
 */
public record AskBasis(long transfer, int entry, long first, int count) implements TransferMessage {
  static final int TYPE = 17;

  static AskBasis parse(FieldReader in) throws MalformedMessageException {
    long transfer = 0;
    int entry = 0;
    long first = 0;
    int count = 0;
    while (in.next()) {
      switch (in.field()) {
        case 1 -> transfer = in.number(Long.MAX_VALUE);
        case 2 -> entry = (int) in.number(Integer.MAX_VALUE);
        case 3 -> first = in.number(Long.MAX_VALUE);
        case 4 -> count = (int) in.number(Basis.MAX_LEAVES);
        default -> in.skip();
      }
    }
    if (count == 0) {
      throw new MalformedMessageException("it asks for the hashes of nothing");
    }
    return new AskBasis(transfer, entry, first, count);
  }

  void write(FieldWriter out) {
    out.number(1, transfer);
    out.number(2, entry);
    out.number(3, first);
    out.number(4, count);
  }
}
