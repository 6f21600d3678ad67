package io.sluice.transport.files;

import io.sluice.transport.api.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One file that is being received, under a hidden name beside its own. It is made exclusively, so
 * nobody's file or link of that name is ever written to.
 */
final class PartFile implements OpenFiles.Reopenable {
  /** Finds the path to create it at, when the first byte comes. */
  interface Place {
    Path find() throws FileException;
  }

  private final Place place;
  private @Nullable Path path;
  private @Nullable Object key;
  private @Nullable FileChannel channel;
  private boolean ended;

  PartFile(Place place) {
    this.place = place;
  }

  synchronized void write(long offset, ByteBuffer data) throws FileException {
    try {
      FileChannel open = opened();
      long position = offset;
      while (data.hasRemaining()) {
        position += open.write(data, position);
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Makes the content last and puts it under the given name.
   *
   * @param size that it must have
   */
  synchronized void publish(long size, Attributes attributes, Path name) throws FileException {
    try {
      FileChannel open = opened();
      Path part = path();
      if (open.size() != size) {
        throw new FileException(Problem.INTEGRITY, "it is not complete");
      }
      attributes.set(part);
      open.force(true);
      open.close();
      Publication.move(part, name);
      end();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Removes it; it cannot be written any more. */
  synchronized void discard() {
    release();
    try {
      if (path != null) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // It cannot be removed now, by nobody; its hidden name says what it is.
    }
    end();
  }

  @Override
  public synchronized void release() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // What the system could not write, it tells again when the file is synced.
    }
    channel = null;
  }

  private void end() {
    ended = true;
    path = null;
    channel = null;
  }

  private Path path() {
    if (path == null) {
      throw new IllegalStateException("no part file yet");
    }
    return path;
  }

  private FileChannel opened() throws IOException {
    if (ended) {
      throw new FileException(Problem.OTHER, "it is not being received any more");
    }
    FileChannel current = channel;
    if (current == null || !current.isOpen()) {
      current = path == null ? create(place.find()) : reopen(path);
      channel = current;
    }
    return current;
  }

  private FileChannel create(Path at) throws IOException {
    FileChannel created =
        FileChannel.open(
            at,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            Modes.creating(at, Modes.PRIVATE_FILE));
    path = at;
    key = key(at);
    return created;
  }

  private FileChannel reopen(Path at) throws IOException {
    FileChannel again =
        FileChannel.open(at, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
    Object now = key(at);
    if (now == null ? key != null : !now.equals(key)) {
      again.close();
      throw new FileException(Problem.LOCAL_FILE, "someone replaced its part file");
    }
    return again;
  }

  private static @Nullable Object key(Path at) throws IOException {
    return Files.readAttributes(at, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
  }

  private FileException failed(IOException e) {
    Path folder = path == null ? null : path.getParent();
    return folder == null ? FileErrors.of(e) : FileErrors.ofWrite(e, folder);
  }
}
