package io.sluice.transport.transfer.message;

import java.nio.ByteBuffer;

/**
 * This side wants to meet the device again without a code. When both have said so, each keeps the
 * secret that follows from both shares.
 *
 * <pre>message Remember { bytes share = 1; }</pre>
 *
 * @param share 32 random bytes if it is one
 */
public record Remember(ByteBuffer share) implements IdentityMessage {
  static final int TYPE = 32;

  private static final int SHARE_BYTES = 32;

  static Remember parse(FieldReader in) throws MalformedMessageException {
    ByteBuffer share = ByteBuffer.allocate(0);
    while (in.next()) {
      switch (in.field()) {
        case 1 -> share = in.bytes(SHARE_BYTES);
        default -> in.skip();
      }
    }
    return new Remember(share);
  }

  void write(FieldWriter out) {
    out.optional(1, share);
  }

  /** Not the share: it is half of a secret. */
  @Override
  public String toString() {
    return "Remember";
  }
}
