package io.sluice.transport.api;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Everything one transfer offers, in an order where a directory comes before what is in it; no two
 * entries have the same path. It does not change, and is safe for use by any thread. Entries are
 * made when they are asked for: hold on to none of many.
 */
public interface Manifest extends Iterable<ManifestEntry> {
  /**
   * The most entries one transfer may have. What they take in memory, some 15 bytes for a file in a
   * folder of many, is bounded too.
   */
  int MAX_ENTRIES = 10_000_000;

  /** How many entries there are. */
  int count();

  /** How many of them are regular files, or a stream, which becomes one. */
  int files();

  /** How many of them are directories. */
  int directories();

  /**
   * The content of all files together; {@code Long.MAX_VALUE} if it is more. Of a stream nobody
   * knows it: 0.
   */
  long bytes();

  /**
   * One entry.
   *
   * @param index from 0 to {@link #count} - 1: how both sides name it on the wire
   * @throws IndexOutOfBoundsException if there is no such entry
   */
  ManifestEntry entry(int index);

  /**
   * The size of a file, in less time than {@link #entry} takes.
   *
   * @return -1 if the entry is no file, or a stream
   * @throws IndexOutOfBoundsException if there is no such entry
   */
  default long fileSize(int index) {
    return entry(index) instanceof ManifestEntry.File file ? file.size() : -1;
  }

  /** How many entries are symbolic links. */
  default int symlinks() {
    return count() - files() - directories();
  }

  /** Whether there is one file and nothing else. */
  default boolean isOneFile() {
    return count() == 1 && files() == 1;
  }

  /** Whether there is a stream and nothing else. */
  default boolean isStream() {
    return isOneFile() && entry(0) instanceof ManifestEntry.Stream;
  }

  /** All entries, in order. */
  default Stream<ManifestEntry> stream() {
    return IntStream.range(0, count()).mapToObj(this::entry);
  }

  @Override
  default Iterator<ManifestEntry> iterator() {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < count();
      }

      @Override
      public ManifestEntry next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return entry(next++);
      }
    };
  }

  /** A manifest of these entries: for few, since it holds on to all of them. */
  static Manifest of(List<ManifestEntry> entries) {
    return new ListedManifest(entries);
  }
}
