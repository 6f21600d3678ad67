package io.sluice.transport.transfer.message;

import java.nio.ByteBuffer;

/**
 * The nonce that the side has committed itself to in its {@link Hello}. Sent once, when the peer's
 * Hello is there.
 *
 * <pre>message Reveal { bytes nonce = 1; }</pre>
 *
 * @param nonce 32 bytes if it is one
 */
public record Reveal(ByteBuffer nonce) implements IdentityMessage {
  static final int TYPE = 30;

  private static final int NONCE_BYTES = 32;

  static Reveal parse(FieldReader in) throws MalformedMessageException {
    ByteBuffer nonce = ByteBuffer.allocate(0);
    while (in.next()) {
      switch (in.field()) {
        case 1 -> nonce = in.bytes(NONCE_BYTES);
        default -> in.skip();
      }
    }
    return new Reveal(nonce);
  }

  void write(FieldWriter out) {
    out.optional(1, nonce);
  }
}
