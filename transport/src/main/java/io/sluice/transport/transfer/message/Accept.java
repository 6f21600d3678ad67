package io.sluice.transport.transfer.message;

/**
 * The receiver's consent to all that the manifest offers: from here on, content may be sent.
 *
 * <pre>message Accept { uint64 transfer = 1; }</pre>
 */
public record Accept(long transfer) implements TransferMessage {
  static final int TYPE = 5;

  static Accept parse(FieldReader in) throws MalformedMessageException {
    long transfer = 0;
    while (in.next()) {
      switch (in.field()) {
        case 1 -> transfer = in.number(Long.MAX_VALUE);
        default -> in.skip();
      }
    }
    return new Accept(transfer);
  }

  void write(FieldWriter out) {
    out.number(1, transfer);
  }
}
