package io.sluice.transport.transfer;

import io.sluice.crypto.digest.LeafHash;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.CRC32C;

/** Content of any file at any place without storing it, and a leaf hash that costs little. */
final class FakeContent {
  private static final byte[] NOISE = new byte[4 * LeafHash.LEAF_BYTES];

  static {
    new Random(1).nextBytes(NOISE);
  }

  private FakeContent() {}

  static ByteBuffer read(ReadTask task) {
    return leaf(task.entry(), task.index(), task.length());
  }

  static ByteBuffer leaf(int entry, long index, int length) {
    int start = (int) ((entry * 7919L + index * 104_729L) % (3 * LeafHash.LEAF_BYTES));
    return ByteBuffer.wrap(NOISE, start, length).slice();
  }

  /** 32 bytes that depend on every byte of the data. */
  static byte[] hash(ByteBuffer data) {
    CRC32C crc = new CRC32C();
    crc.update(data.duplicate());
    return ByteBuffer.allocate(32).putInt((int) crc.getValue()).putInt(data.remaining()).array();
  }
}
