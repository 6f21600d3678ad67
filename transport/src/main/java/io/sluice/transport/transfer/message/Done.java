package io.sluice.transport.transfer.message;

/**
 * From the receiver: every entry has its result, and nothing is left to do. From the sender in
 * answer: it knows.
 *
 * <pre>message Done { uint64 transfer = 1; uint64 files = 2; uint64 bytes = 3; }</pre>
 *
 * @param files how many files were verified and are in place
 * @param bytes their content together
 */
public record Done(long transfer, long files, long bytes) implements TransferMessage {
  static final int TYPE = 12;

  static Done parse(FieldReader in) throws MalformedMessageException {
    long transfer = 0;
    long files = 0;
    long bytes = 0;
    while (in.next()) {
      switch (in.field()) {
        case 1 -> transfer = in.number(Long.MAX_VALUE);
        case 2 -> files = in.number(Long.MAX_VALUE);
        case 3 -> bytes = in.number(Long.MAX_VALUE);
        default -> in.skip();
      }
    }
    return new Done(transfer, files, bytes);
  }

  void write(FieldWriter out) {
    out.number(1, transfer);
    out.number(2, files);
    out.number(3, bytes);
  }
}
