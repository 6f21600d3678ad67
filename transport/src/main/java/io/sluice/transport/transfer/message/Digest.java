package io.sluice.transport.transfer.message;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A SHA-256 value: the hash of a leaf, or the root of a file's hash tree. */
public final class Digest {
  public static final int BYTES = 32;

  private final byte[] bytes;

  private Digest(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * A copy of these 32 bytes.
   *
   * @throws IllegalArgumentException if they are not 32
   */
  public static Digest of(byte[] bytes) {
    return of(ByteBuffer.wrap(bytes));
  }

  /** A copy of what remains in the buffer, which stays as it is; otherwise as above. */
  static Digest of(ByteBuffer view) {
    if (view.remaining() != BYTES) {
      throw new IllegalArgumentException("a digest of " + view.remaining() + " bytes");
    }
    byte[] copy = new byte[BYTES];
    view.get(view.position(), copy);
    return new Digest(copy);
  }

  /** A copy of the 32 bytes. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Digest digest && Arrays.equals(bytes, digest.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
