package io.sluice.crypto.secret;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Secret bytes. They leave only through {@link #exposeCopy}; {@link #close} zeroes them, after
 * which the secret equals nothing but itself. Safe for several threads.
 */
public final class Secret implements AutoCloseable {
  private final byte[] bytes;
  private boolean closed;

  private Secret(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A secret of the given bytes; the caller keeps, and should zero, the array. */
  public static Secret copyOf(byte[] bytes) {
    return new Secret(bytes.clone());
  }

  /**
   * Fresh random bytes.
   *
   * @param source a {@code java.security.SecureRandom}, but for tests
   */
  public static Secret random(int length, RandomGenerator source) {
    byte[] bytes = new byte[length];
    source.nextBytes(bytes);
    return new Secret(bytes);
  }

  /**
   * The bytes, for an algorithm that needs them; the caller zeroes the copy.
   *
   * @throws IllegalStateException if the secret is closed
   */
  public byte[] exposeCopy() {
    byte[] copy = copyUnlessClosed();
    if (copy == null) {
      throw new IllegalStateException("the secret is already erased");
    }
    return copy;
  }

  /** The length in bytes, also once closed. */
  public int length() {
    return bytes.length;
  }

  /** Zeroes the bytes; once is enough. */
  @Override
  public synchronized void close() {
    closed = true;
    Arrays.fill(bytes, (byte) 0);
  }

  /** Whether both hold the same bytes, in time that depends on their length only. */
  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof Secret secret)) {
      return false;
    }
    byte[] mine = copyUnlessClosed();
    byte[] theirs = secret.copyUnlessClosed();
    if (mine == null || theirs == null) {
      return false;
    }
    boolean equal = MessageDigest.isEqual(mine, theirs);
    Arrays.fill(mine, (byte) 0);
    Arrays.fill(theirs, (byte) 0);
    return equal;
  }

  /** The length: a hash of the bytes would tell about them. */
  @Override
  public int hashCode() {
    return bytes.length;
  }

  /** The length, never the bytes. */
  @Override
  public String toString() {
    return "Secret[" + bytes.length + " bytes]";
  }

  private synchronized byte @Nullable [] copyUnlessClosed() {
    return closed ? null : bytes.clone();
  }
}
