package io.sluice.transport.compress;

import io.sluice.transport.api.Compression;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Decides block by block whether to compress, and does it. In {@link Compression#AUTO} a block is
 * compressed while others wait for the network, which takes them more slowly than they are
 * compressed; after blocks that did not shrink some are left alone. For any thread.
 */
public final class Packer {
  /** Blocks that wait to be sent when the path is what holds them up. */
  private static final int BACKLOG = 16;

  /** A block has to shrink by an eighth: less is not worth the receiver's work. */
  private static final int WORTH = 8;

  /** The most blocks that are left alone before another is tried. */
  private static final int LONGEST_PAUSE = 256;

  /** How much faster than the path one thread has to compress. */
  private static final double LEAD = 2;

  private final Compression wish;
  private double bytesPerNano;
  private int pause;
  private int leaveAlone;

  /**
   * @param wish {@link Compression#OFF} if the peer does not know it
   */
  public Packer(Compression wish) {
    this.wish = Zstd.isAvailable() ? wish : Compression.OFF;
  }

  /**
   * A block as it is to be sent.
   *
   * @param waiting how many blocks wait for the network
   * @param pathBytesPerNano how fast it takes them; 0 if that is not known
   * @return the compressed form; or null to send it as it is
   */
  public @Nullable ByteBuffer pack(byte[] block, int length, int waiting, double pathBytesPerNano) {
    if (!isToTry(waiting, pathBytesPerNano)) {
      return null;
    }
    long began = System.nanoTime();
    ByteBuffer packed = Zstd.compress(block, length, length - length / WORTH);
    tried(packed != null, length, System.nanoTime() - began);
    return packed;
  }

  private synchronized boolean isToTry(int waiting, double pathBytesPerNano) {
    return switch (wish) {
      case OFF -> false;
      case ZSTD -> true;
      case AUTO -> {
        boolean isFast = bytesPerNano > 0 && pathBytesPerNano * LEAD > bytesPerNano;
        if (waiting < BACKLOG || isFast) {
          yield false;
        }
        if (leaveAlone > 0) {
          leaveAlone--;
          yield false;
        }
        yield true;
      }
    };
  }

  private synchronized void tried(boolean shrank, int length, long nanos) {
    double speed = length / (double) Math.max(1, nanos);
    bytesPerNano = bytesPerNano == 0 ? speed : bytesPerNano + (speed - bytesPerNano) / 8;
    pause = shrank ? 0 : Math.min(LONGEST_PAUSE, Math.max(8, pause * 2));
    leaveAlone = pause;
  }
}
