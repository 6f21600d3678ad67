package io.sluice.transport.transfer.message;

/**
 * The receiver cannot take content now, and goes on later: the sender holds back until {@link
 * Resumed}.
 *
 * <pre>message Paused { uint64 transfer = 1; string reason = 2; }</pre>
 *
 * @param reason a phrase for the other user, cut at 512 bytes of UTF-8; not escaped
 */
public record Paused(long transfer, String reason) implements TransferMessage {
  static final int TYPE = 20;

  static Paused parse(FieldReader in) throws MalformedMessageException {
    long transfer = 0;
    String reason = "";
    while (in.next()) {
      switch (in.field()) {
        case 1 -> transfer = in.number(Long.MAX_VALUE);
        case 2 -> reason = in.text(Messages.MAX_REASON_BYTES);
        default -> in.skip();
      }
    }
    return new Paused(transfer, reason);
  }

  void write(FieldWriter out) {
    out.number(1, transfer);
    out.text(2, reason, Messages.MAX_REASON_BYTES);
  }
}
