package io.sluice.transport.transfer.message;

/**
 * Words for the other user, outside any transfer. Sent only to a side whose {@link Hello} has
 * {@link #FEATURE}, which answers each with {@link TextTaken}, in order.
 *
 * <pre>message Text { string text = 1; }</pre>
 *
 * @param text at most {@value #MAX_BYTES} bytes of UTF-8; not escaped
 */
public record Text(String text) implements Message {
  /** The bit in {@code Hello.features} of a side that takes texts. */
  public static final long FEATURE = 1;

  /** The longest text, in bytes of UTF-8. */
  public static final int MAX_BYTES = 60_000;

  /** How many a side may send beyond those that were answered. */
  public static final int MAX_UNANSWERED = 16;

  static final int TYPE = 14;

  static Text parse(FieldReader in) throws MalformedMessageException {
    String text = "";
    while (in.next()) {
      switch (in.field()) {
        case 1 -> text = in.text(MAX_BYTES);
        default -> in.skip();
      }
    }
    return new Text(text);
  }

  void write(FieldWriter out) {
    out.text(1, text, MAX_BYTES);
  }
}
