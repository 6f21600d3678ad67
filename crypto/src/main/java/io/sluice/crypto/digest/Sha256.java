package io.sluice.crypto.digest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The JDK's SHA-256, which runs on the processor's own instructions. */
final class Sha256 {
  /** The length of a hash in bytes. */
  static final int BYTES = 32;

  private Sha256() {}

  static MessageDigest create() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
