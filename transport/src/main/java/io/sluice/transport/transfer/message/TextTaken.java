package io.sluice.transport.transfer.message;

/**
 * The program of the other user has taken the oldest {@link Text} that was not answered yet.
 *
 * <pre>message TextTaken {}</pre>
 */
public record TextTaken() implements Message {
  static final int TYPE = 15;

  static TextTaken parse(FieldReader in) throws MalformedMessageException {
    while (in.next()) {
      in.skip();
    }
    return new TextTaken();
  }
}
