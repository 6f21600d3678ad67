package io.sluice.transport.compress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.Compression;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackerTest {
  private static final int LEAF = 128 * 1024;
  private static final byte[] ZEROS = new byte[LEAF];
  private static final byte[] NOISE = noise();
  private static final int CONGESTED = 60;

  /** A gigabyte in a nanosecond: nothing compresses as fast. */
  private static final double FASTEST = 1e9;

  /** A byte in a second. */
  private static final double SLOWEST = 1e-9;

  @Test
  void offIsNever() {
    assertNull(new Packer(Compression.OFF).pack(ZEROS, LEAF, CONGESTED, SLOWEST));
  }

  @Test
  void zstdIsWhateverShrinks() {
    Packer packer = new Packer(Compression.ZSTD);
    assertNotNull(packer.pack(ZEROS, LEAF, 0, FASTEST));
    assertNull(packer.pack(NOISE, LEAF, 0, FASTEST));
    assertNotNull(packer.pack(ZEROS, LEAF, 0, FASTEST));
  }

  @Test
  void autoLeavesAloneWhatTheNetworkTakesAtOnce() {
    assertNull(new Packer(Compression.AUTO).pack(ZEROS, LEAF, 3, SLOWEST));
  }

  @Test
  void autoTriesOnceAndThenLeavesAFastPathAlone() {
    Packer packer = new Packer(Compression.AUTO);
    assertNotNull(packer.pack(ZEROS, LEAF, CONGESTED, 0), "the path is not known yet");
    assertNull(packer.pack(ZEROS, LEAF, CONGESTED, FASTEST));
    assertNotNull(packer.pack(ZEROS, LEAF, CONGESTED, SLOWEST));
  }

  @Test
  void autoTriesLessAndLessOftenWhatDoesNotShrink() {
    Packer packer = new Packer(Compression.AUTO);
    int blocks = 10_000;
    int packed = 0;
    for (int i = 0; i < blocks; i++) {
      // Every block that is tried shrinks or not by its own content: this one only at the end.
      byte[] block = i < blocks - 300 ? NOISE : ZEROS;
      packed += packer.pack(block, LEAF, CONGESTED, SLOWEST) == null ? 0 : 1;
    }
    assertTrue(packed >= 40 && packed < 300, packed + " packed of the last 300");
  }

  @Test
  void thePathIsMeasuredWhileSomethingWaits() {
    PathRate rate = new PathRate();
    long now = 1;
    for (int i = 0; i < 1000; i++, now += 1_000_000) {
      rate.left(100_000, true, now);
    }
    assertEquals(0.1, rate.bytesPerNano(), 0.001);
  }

  @Test
  void whatLeavesWithoutWaitingSaysNothingOfThePath() {
    PathRate rate = new PathRate();
    long now = 1;
    for (int i = 0; i < 1000; i++, now += 1_000_000) {
      rate.left(100_000, i % 100 != 0, now);
    }
    assertEquals(0, rate.bytesPerNano());
  }

  private static byte[] noise() {
    byte[] noise = new byte[LEAF];
    new Random(1).nextBytes(noise);
    return noise;
  }
}
