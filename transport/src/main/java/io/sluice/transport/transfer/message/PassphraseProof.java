package io.sluice.transport.transfer.message;

import java.nio.ByteBuffer;

/**
 * The confirmation of a side, once it has the other's second: its one guess.
 *
 * <pre>message PassphraseProof { bytes step = 1; }</pre>
 *
 * @param step 32 bytes, if it is one
 */
public record PassphraseProof(ByteBuffer step) implements PassphraseMessage {
  static final int TYPE = 38;

  private static final int MAX_BYTES = 32;

  static PassphraseProof parse(FieldReader in) throws MalformedMessageException {
    return new PassphraseProof(PassphraseMessage.parse(in, MAX_BYTES));
  }

  void write(FieldWriter out) {
    out.bytes(1, step);
  }
}
