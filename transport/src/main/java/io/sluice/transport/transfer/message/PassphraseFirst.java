package io.sluice.transport.transfer.message;

import java.nio.ByteBuffer;

/**
 * The first message of a side in the proof of the passphrase.
 *
 * <pre>message PassphraseFirst { bytes step = 1; }</pre>
 *
 * @param step 196 bytes, if it is one
 */
public record PassphraseFirst(ByteBuffer step) implements PassphraseMessage {
  static final int TYPE = 36;

  private static final int MAX_BYTES = 196;

  static PassphraseFirst parse(FieldReader in) throws MalformedMessageException {
    return new PassphraseFirst(PassphraseMessage.parse(in, MAX_BYTES));
  }

  void write(FieldWriter out) {
    out.bytes(1, step);
  }
}
