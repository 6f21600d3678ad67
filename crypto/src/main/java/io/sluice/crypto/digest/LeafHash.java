package io.sluice.crypto.digest;

import java.security.MessageDigest;

/**
 * Hashes blocks as leaves of the tree: SHA-256(0x00 || block) (RFC 6962, section 2.1). An instance
 * is for one thread at a time and may be used again and again.
 */
public final class LeafHash {
  /** The length of a block in bytes; only the last one of a file is shorter. */
  public static final int LEAF_BYTES = 128 * 1024;

  /** The length of a hash in bytes. */
  public static final int HASH_BYTES = Sha256.BYTES;

  private static final byte LEAF_PREFIX = 0x00;

  private final MessageDigest sha256 = Sha256.create();

  /** The hash, 32 bytes, of {@code length} bytes of {@code data} from {@code offset}. */
  public byte[] of(byte[] data, int offset, int length) {
    sha256.update(LEAF_PREFIX);
    sha256.update(data, offset, length);
    return sha256.digest();
  }

  /**
   * The root, 32 bytes, of the tree of a file of {@code length} bytes, at most {@link #LEAF_BYTES}:
   * that of one leaf is its hash, that of none SHA-256 of nothing (RFC 6962, section 2.1).
   */
  public byte[] rootOf(byte[] data, int offset, int length) {
    return length == 0 ? sha256.digest() : of(data, offset, length);
  }
}
