package io.sluice.transport.compress;

import static com.github.luben.zstd.Zstd.compressByteArray;
import static com.github.luben.zstd.Zstd.decompressByteArray;

import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.util.Native;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Zstandard frames (RFC 8878), one for each block. For any thread. */
public final class Zstd {
  /** The fastest level but the negative ones: the rest is for archives. */
  private static final int LEVEL = 1;

  private static final boolean AVAILABLE = load();

  private Zstd() {}

  /** Whether this machine has the library; the first call loads it. */
  public static boolean isAvailable() {
    return AVAILABLE;
  }

  private static boolean load() {
    try {
      Native.load();
      return Native.isLoaded();
    } catch (LinkageError | RuntimeException e) {
      return false; // Another processor, or a folder for temporary files that takes no programs.
    }
  }

  /**
   * Compresses a block.
   *
   * @return the frame; or null if it is not shorter than {@code limit} bytes
   */
  public static @Nullable ByteBuffer compress(byte[] block, int length, int limit) {
    try {
      byte[] frame = new byte[limit];
      int size = (int) compressByteArray(frame, 0, limit, block, 0, length, LEVEL);
      return size < limit ? ByteBuffer.wrap(Arrays.copyOf(frame, size)) : null;
    } catch (ZstdException e) {
      return null; // It does not fit.
    }
  }

  /**
   * Restores a block. No more memory is taken than its length, whatever the frame says.
   *
   * @param frame what a peer sent; stays as it is
   * @return exactly {@code length} bytes; or null if the frame does not hold just these
   */
  public static byte @Nullable [] restore(ByteBuffer frame, int length) {
    try {
      byte[] block = new byte[length];
      int from = frame.arrayOffset() + frame.position();
      long size = decompressByteArray(block, 0, length, frame.array(), from, frame.remaining());
      return size == length ? block : null;
    } catch (ZstdException e) {
      return null; // It is no frame, or holds more.
    }
  }
}
