package io.sluice.transport.transfer.message;

/**
 * The receiver takes content again.
 *
 * <pre>message Resumed { uint64 transfer = 1; }</pre>
 */
public record Resumed(long transfer) implements TransferMessage {
  static final int TYPE = 21;

  static Resumed parse(FieldReader in) throws MalformedMessageException {
    long transfer = 0;
    while (in.next()) {
      switch (in.field()) {
        case 1 -> transfer = in.number(Long.MAX_VALUE);
        default -> in.skip();
      }
    }
    return new Resumed(transfer);
  }

  void write(FieldWriter out) {
    out.number(1, transfer);
  }
}
