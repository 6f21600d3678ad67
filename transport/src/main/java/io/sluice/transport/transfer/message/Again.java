package io.sluice.transport.transfer.message;

/**
 * The receiver asks for a block whose content did not match its hash.
 *
 * <pre>message Again { uint64 transfer = 1; uint32 entry = 2; uint64 index = 3; }</pre>
 */
public record Again(long transfer, int entry, long index) implements TransferMessage {
  static final int TYPE = 11;

  static Again parse(FieldReader in) throws MalformedMessageException {
    long transfer = 0;
    int entry = 0;
    long index = 0;
    while (in.next()) {
      switch (in.field()) {
        case 1 -> transfer = in.number(Long.MAX_VALUE);
        case 2 -> entry = (int) in.number(Integer.MAX_VALUE);
        case 3 -> index = in.number(Long.MAX_VALUE);
        default -> in.skip();
      }
    }
    return new Again(transfer, entry, index);
  }

  void write(FieldWriter out) {
    out.number(1, transfer);
    out.number(2, entry);
    out.number(3, index);
  }
}
