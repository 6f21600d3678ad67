package io.sluice.transport.manifest;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A manifest as blocks of bytes, of which entries are made when they are asked for. */
final class PackedManifest implements Manifest {
  /** Entries in a block: on the average half of them are read to find one. */
  static final int BLOCK = 32;

  private final byte[][] blocks;
  private final int count;
  private final int files;
  private final int directories;
  private final long bytes;

  /** What was asked for last is most often in the same folder. Any thread's will do. */
  private volatile Folder lastFolder = new Folder(-1, null);

  private record Folder(int number, @Nullable EntryPath path) {}

  PackedManifest(byte[][] blocks, int count, int files, int directories, long bytes) {
    this.blocks = blocks;
    this.count = count;
    this.files = files;
    this.directories = directories;
    this.bytes = bytes;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int files() {
    return files;
  }

  @Override
  public int directories() {
    return directories;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public ManifestEntry entry(int index) {
    BlockReader reader = read(index);
    return reader.entry(path(reader.folder()));
  }

  @Override
  public long fileSize(int index) {
    return read(index).fileSize();
  }

  /** A reader that has read an entry. */
  private BlockReader read(int index) {
    Objects.checkIndex(index, count);
    int first = index - index % BLOCK;
    BlockReader reader = new BlockReader(blocks[index / BLOCK], first);
    for (int i = first; i <= index; i++) {
      reader.next();
    }
    return reader;
  }

  /** The path of a folder; null for what is above all. */
  private @Nullable EntryPath path(int folder) {
    Folder known = lastFolder;
    if (known.number == folder) {
      return known.path;
    }
    if (folder < 0) {
      return null;
    }
    BlockReader reader = read(folder);
    EntryPath path = reader.path(path(reader.folder()));
    lastFolder = new Folder(folder, path);
    return path;
  }

  @Override
  public Stream<ManifestEntry> stream() {
    int traits = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE;
    return StreamSupport.stream(Spliterators.spliterator(iterator(), count, traits), false);
  }

  @Override
  public Iterator<ManifestEntry> iterator() {
    return new InOrder();
  }

  private final class InOrder implements Iterator<ManifestEntry> {
    private BlockReader reader = new BlockReader(new byte[0], 0);
    private int next;

    @Override
    public boolean hasNext() {
      return next < count;
    }

    @Override
    public ManifestEntry next() {
      if (next == count) {
        throw new NoSuchElementException();
      }
      if (next % BLOCK == 0) {
        reader = new BlockReader(blocks[next / BLOCK], next);
      }
      next++;
      reader.next();
      return reader.entry(path(reader.folder()));
    }
  }
}
