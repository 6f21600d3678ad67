package io.sluice.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of a certificate in DER, by which one knows a peer whose certificate nobody else
 * vouches for (RFC 8122 section 5).
 */
public final class Fingerprint {
  private static final int BYTES = 32;
  private static final HexFormat FORMAT = HexFormat.ofDelimiter(":").withUpperCase();

  private final byte[] hash;

  private Fingerprint(byte[] hash) {
    this.hash = hash;
  }

  /** That of the certificate. */
  public static Fingerprint of(byte[] certificate) {
    try {
      return new Fingerprint(MessageDigest.getInstance("SHA-256").digest(certificate));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  /**
   * Reads 32 pairs of hexadecimal digits, of either case, with colons between them.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static Fingerprint parse(String text) {
    byte[] hash = FORMAT.parseHex(text);
    if (hash.length != BYTES) {
      throw new IllegalArgumentException("a fingerprint of " + hash.length + " bytes");
    }
    return new Fingerprint(hash);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Fingerprint that && MessageDigest.isEqual(hash, that.hash);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hash);
  }

  /** The form that {@link #parse} reads, in upper case as SDP has it. */
  @Override
  public String toString() {
    return FORMAT.formatHex(hash);
  }
}
