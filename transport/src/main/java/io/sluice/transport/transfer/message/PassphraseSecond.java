package io.sluice.transport.transfer.message;

import java.nio.ByteBuffer;

/**
 * The second message of a side, once it has the other's first.
 *
 * <pre>message PassphraseSecond { bytes step = 1; }</pre>
 *
 * @param step 98 bytes, if it is one
 */
public record PassphraseSecond(ByteBuffer step) implements PassphraseMessage {
  static final int TYPE = 37;

  private static final int MAX_BYTES = 98;

  static PassphraseSecond parse(FieldReader in) throws MalformedMessageException {
    return new PassphraseSecond(PassphraseMessage.parse(in, MAX_BYTES));
  }

  void write(FieldWriter out) {
    out.bytes(1, step);
  }
}
