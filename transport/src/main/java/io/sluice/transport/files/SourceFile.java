package io.sluice.transport.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One file that is sent: opened when it is read, and only as long as it stays the same file. */
final class SourceFile implements OpenFiles.Reopenable {
  private final Path path;
  private final FileStamp stamp;
  private @Nullable FileChannel channel;

  SourceFile(Path path, FileStamp stamp) {
    this.path = path;
    this.stamp = stamp;
  }

  long size() {
    return stamp.size();
  }

  /** Fills the buffer from {@code offset} on. */
  synchronized void read(long offset, ByteBuffer into) throws FileException {
    try {
      FileChannel open = opened();
      long position = offset;
      while (into.hasRemaining()) {
        int count = open.read(into, position);
        if (count < 0) {
          throw new SourceChangedException("it became shorter while it was being sent");
        }
        position += count;
      }
      // After the read: what was read before a change that this would miss is still of the old
      // file.
      stamp.check(path);
    } catch (IOException e) {
      throw FileErrors.of(e);
    }
  }

  private FileChannel opened() throws IOException {
    FileChannel current = channel;
    if (current == null || !current.isOpen()) {
      // A FIFO in its place would block the thread that opens it.
      stamp.check(path);
      current = FileChannel.open(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
      channel = current;
    }
    return current;
  }

  @Override
  public synchronized void release() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // Nothing was written: there is nothing to lose.
    }
    channel = null;
  }
}
