package io.sluice.transport.files;

import io.sluice.crypto.digest.Cover;
import io.sluice.crypto.digest.LeafHash;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.Problem;
import io.sluice.transport.files.handle.FileHandle;
import io.sluice.transport.files.handle.FileStat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Files that have the names of offered ones: what is the same in them need not be sent, and a file
 * that is the same as a whole stays. They are read, and never written to.
 */
final class ExistingFiles {
  private static final int LEAF_BYTES = LeafHash.LEAF_BYTES;

  /** What is done with each leaf. */
  private interface Use {
    void leaf(long index, ByteBuffer data, byte[] hash) throws IOException;
  }

  private final Directories directories;
  private final Map<Integer, FileStat> same = new ConcurrentHashMap<>();

  ExistingFiles(Directories directories) {
    this.directories = directories;
  }

  /** What of an offered file is here, as one run of leaves; null if nothing is. */
  Holdings.@Nullable Holding look(int entry, ManifestEntry.File file) {
    try {
      long[] leaves = {0};
      Cover.Builder cover = new Cover.Builder(0);
      reading(
          file,
          there -> {
            leaves[0] = leaves(there.stat().size(), file.size());
            each(there, file, 0, leaves[0], (_, _, hash) -> cover.add(hash, 0));
          });
      return leaves[0] == 0 ? null : new Holdings.Holding(entry, List.of(cover.build()));
    } catch (FileException e) {
      return null;
    }
  }

  /** Whole leaves of what is offered that what is there can have. */
  private static long leaves(long there, long offered) {
    return there == offered
        ? Math.ceilDiv(offered, LEAF_BYTES)
        : Math.min(there, offered) / LEAF_BYTES;
  }

  /** The hashes of some leaves as they are now. */
  ByteBuffer recall(ManifestEntry.File file, long first, int count) throws FileException {
    ByteBuffer hashes = ByteBuffer.allocate(count * LeafHash.HASH_BYTES);
    reading(file, there -> each(there, file, first, count, (_, _, hash) -> hashes.put(hash)));
    return hashes.flip();
  }

  /**
   * Takes leaves over. If they are all of it, and it is no longer, it stays where it is.
   *
   * @return what was taken over
   */
  Cover keep(int entry, ManifestEntry.File file, long first, long count, PartFile part)
      throws FileException {
    Cover.Builder cover = new Cover.Builder(first);
    reading(
        file,
        there -> {
          FileStat stat = there.stat();
          boolean whole =
              count == Math.ceilDiv(file.size(), LEAF_BYTES) && stat.size() == file.size();
          each(
              there,
              file,
              first,
              count,
              (index, data, hash) -> {
                cover.add(hash, 0);
                if (!whole) {
                  part.write(index * LEAF_BYTES, data);
                }
              });
          if (whole) {
            same.put(entry, stat);
          }
        });
    return cover.build();
  }

  /** Whether a file is there already as it was offered. */
  boolean isSame(int entry, ManifestEntry.File file) {
    if (file.size() == 0) {
      try {
        reading(
            file,
            there -> {
              if (there.stat().size() == 0) {
                same.put(entry, there.stat());
              }
            });
      } catch (FileException e) {
        return false;
      }
    }
    return same.containsKey(entry);
  }

  /** Reads a file that is the same, for another look; fails if it is not what it was. */
  void reread(int entry, ManifestEntry.File file, PartFile.Reader reader) throws FileException {
    FileStat before = same.remove(entry);
    reading(
        file,
        there -> {
          FileStat now = there.stat();
          if (before == null
              || !before.isSameAs(now)
              || before.size() != now.size()
              || !before.modified().equals(now.modified())) {
            throw new FileException(Problem.CONFLICT, "what was already there has changed");
          }
          reader.read(there);
        });
  }

  /** Reads what has a file's name. */
  void reading(ManifestEntry.File file, PartFile.Reader reader) throws FileException {
    directories.existing(
        file.path(),
        directory -> {
          try (FileHandle there = directory.openToRead(directories.nameOf(file.path()))) {
            reader.read(there);
          }
        });
  }

  private static void each(
      FileHandle there, ManifestEntry.File file, long first, long count, Use use)
      throws IOException {
    LeafHash leafHash = new LeafHash();
    byte[] leaf = new byte[LEAF_BYTES];
    for (long index = first; index < first + count; index++) {
      int length = (int) Math.min(LEAF_BYTES, file.size() - index * LEAF_BYTES);
      ByteBuffer data = ByteBuffer.wrap(leaf, 0, length);
      while (data.hasRemaining()) {
        if (there.read(index * LEAF_BYTES + data.position(), data) < 0) {
          throw new FileException(Problem.LOCAL_FILE, "what was already there has changed");
        }
      }
      use.leaf(index, data.flip(), leafHash.of(leaf, 0, length));
    }
  }
}
