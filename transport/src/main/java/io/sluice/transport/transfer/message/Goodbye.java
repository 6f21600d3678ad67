package io.sluice.transport.transfer.message;

/**
 * The last message of a side that closes the session.
 *
 * <pre>message Goodbye {}</pre>
 */
public record Goodbye() implements Message {
  static final int TYPE = 2;

  static Goodbye parse(FieldReader in) throws MalformedMessageException {
    while (in.next()) {
      in.skip();
    }
    return new Goodbye();
  }
}
