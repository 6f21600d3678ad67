package io.sluice.crypto.digest;

import java.security.MessageDigest;

/** SHA-256 over bytes that come piece by piece. For one thread. */
public final class StreamHash {
  private final MessageDigest sha256 = Sha256.create();

  public void update(byte[] bytes, int offset, int length) {
    sha256.update(bytes, offset, length);
  }

  /** The 32 bytes over all that came; nothing may follow. */
  public byte[] finish() {
    return sha256.digest();
  }
}
