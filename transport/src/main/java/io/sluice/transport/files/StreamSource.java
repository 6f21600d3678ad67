package io.sluice.transport.files;

import io.sluice.crypto.digest.LeafHash;
import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What comes out of a stream, once and in order. A thread reads it, a leaf ahead of who asks and
 * not before somebody does, so that nobody waits longer for a stream that stands still than the
 * transfer lasts.
 */
public final class StreamSource implements Source {
  /** What a file has that a program writes, less what a umask commonly takes. */
  private static final int MODE = 0644;

  private final InputStream in;
  private final Manifest manifest;
  private long position;
  private boolean begun;
  private boolean stopped;
  private byte @Nullable [] next;
  private @Nullable FileException broken;

  /**
   * Reads nothing yet.
   *
   * @param name of the file that it becomes, of one component
   * @param modified when it was written, for the other side
   * @param in is read by a thread of this object; not closed
   */
  public StreamSource(EntryPath name, Instant modified, InputStream in) {
    this.in = in;
    manifest = Manifest.of(List.of(new ManifestEntry.Stream(name, MODE, modified)));
  }

  @Override
  public Manifest manifest() {
    return manifest;
  }

  /**
   * Reads what comes next.
   *
   * @param offset where the read before ended
   * @param length of a leaf
   * @return less than {@code length} only at the end, and 0 behind it
   */
  @Override
  public synchronized int read(int entry, long offset, byte[] into, int length)
      throws FileException {
    Objects.checkIndex(entry, 1);
    begin();
    try {
      while (next == null && broken == null && !stopped) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
    }
    byte[] leaf = next;
    if (stopped) {
      throw new FileException(Problem.OTHER, "it is not being sent any more");
    }
    if (leaf == null) {
      throw Objects.requireNonNull(broken);
    }
    if (offset < position) {
      throw new FileException(Problem.OTHER, "it cannot be read again");
    }
    System.arraycopy(leaf, 0, into, 0, leaf.length);
    position += leaf.length;
    next = leaf.length < length ? new byte[0] : null;
    notifyAll();
    return leaf.length;
  }

  private void begin() {
    if (!begun) {
      begun = true;
      Thread.ofPlatform().daemon().name("stream").start(this::readAll);
    }
  }

  private void readAll() {
    try {
      byte[] leaf;
      do {
        leaf = in.readNBytes(LeafHash.LEAF_BYTES);
      } while (handOver(leaf) && leaf.length == LeafHash.LEAF_BYTES);
    } catch (IOException e) {
      fail(new FileException(Problem.LOCAL_FILE, FileErrors.of(e).reason(), e));
    } catch (InterruptedException e) {
      fail(new FileException(Problem.OTHER, "it is not being sent any more"));
    }
  }

  /** Waits until the leaf before was taken; whether there is somebody to take this one. */
  private synchronized boolean handOver(byte[] leaf) throws InterruptedException {
    while (next != null && !stopped) {
      wait();
    }
    next = leaf;
    notifyAll();
    return !stopped;
  }

  private synchronized void fail(FileException why) {
    broken = why;
    notifyAll();
  }

  @Override
  public synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  @Override
  public void close() {
    stop();
  }
}
