package io.sluice.transport.lan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is announced and looked for: 8 bytes that mean something to those alone who know how they
 * were made.
 */
public record Tag(long value) {
  /** The length of a tag in bytes. */
  public static final int BYTES = 8;

  /**
   * The tag of the first 8 of these bytes.
   *
   * @throws IllegalArgumentException if there are fewer
   */
  public static Tag of(byte[] bytes) {
    if (bytes.length < BYTES) {
      throw new IllegalArgumentException(bytes.length + " bytes");
    }
    return new Tag(ByteBuffer.wrap(bytes).getLong());
  }

  /** The tag that everybody gives this name: the beginning of its SHA-256. */
  public static Tag named(String name) {
    try {
      return of(MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  /** 16 hexadecimal digits. */
  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(value);
  }
}
