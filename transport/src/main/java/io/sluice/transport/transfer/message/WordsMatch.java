package io.sluice.transport.transfer.message;

/**
 * The user of this side has compared the safety words and found them the same. It proves nothing to
 * the other user, who has to compare them too.
 *
 * <pre>message WordsMatch {}</pre>
 */
public record WordsMatch() implements IdentityMessage {
  static final int TYPE = 31;

  static WordsMatch parse(FieldReader in) throws MalformedMessageException {
    while (in.next()) {
      in.skip();
    }
    return new WordsMatch();
  }
}
