package io.sluice.transport.transfer.message;

/**
 * Opens a transfer; pages of the manifest follow.
 *
 * <pre>message Offer { uint64 transfer = 1; uint64 entries = 2; uint64 bytes = 3; }</pre>
 *
 * @param entries how many entries the manifest has, 0 or more
 * @param bytes the content of all its files together, 0 or more
 */
public record Offer(long transfer, long entries, long bytes) implements TransferMessage {
  static final int TYPE = 3;

  static Offer parse(FieldReader in) throws MalformedMessageException {
    long transfer = 0;
    long entries = 0;
    long bytes = 0;
    while (in.next()) {
      switch (in.field()) {
        case 1 -> transfer = in.number(Long.MAX_VALUE);
        case 2 -> entries = in.number(Long.MAX_VALUE);
        case 3 -> bytes = in.number(Long.MAX_VALUE);
        default -> in.skip();
      }
    }
    return new Offer(transfer, entries, bytes);
  }

  void write(FieldWriter out) {
    out.number(1, transfer);
    out.number(2, entries);
    out.number(3, bytes);
  }
}
