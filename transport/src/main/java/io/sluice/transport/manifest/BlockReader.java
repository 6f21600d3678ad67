package io.sluice.transport.manifest;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.ManifestEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads a block that {@link BlockWriter} wrote, from its beginning, an entry at a time. */
final class BlockReader {
  private final byte[] bytes;
  private final byte[] name = new byte[EntryPath.MAX_COMPONENT_BYTES];
  private int number;
  private int position;
  private int kind;
  private int folder = -1;
  private int nameLength;
  private int mode;
  private long seconds;
  private int nanos;
  private long size;
  private int targetStart;

  /**
   * A reader that stands before the first entry.
   *
   * @param first the place of that entry in the manifest
   */
  BlockReader(byte[] bytes, int first) {
    this.bytes = bytes;
    this.number = first - 1;
  }

  /** Goes on to the next entry; the block must have one. */
  void next() {
    number++;
    int head = octet();
    kind = head & BlockWriter.KIND;
    if ((head & BlockWriter.FOLDER) == 0) {
      int before = (int) number();
      folder = before == 0 ? -1 : number - before;
    }
    name();
    if ((head & BlockWriter.MODE) == 0) {
      mode = (octet() << 8) | octet();
    }
    if ((head & BlockWriter.TIME) == 0) {
      long zigzag = number();
      seconds += (zigzag >>> 1) ^ -(zigzag & 1);
      nanos = (int) number();
    }
    switch (kind) {
      case BlockWriter.FILE -> size = number();
      case BlockWriter.SYMLINK -> {
        int length = (int) number();
        targetStart = position;
        position += length;
      }
      default -> {}
    }
  }

  private void name() {
    int shared = octet();
    int more = octet();
    System.arraycopy(bytes, position, name, shared, more);
    position += more;
    nameLength = shared + more;
  }

  /** The place of the directory that the entry is in, or -1. */
  int folder() {
    return folder;
  }

  /** The size of the file that the entry is, or -1 if it is none. */
  long fileSize() {
    return kind == BlockWriter.FILE ? size : -1;
  }

  /** The path of the entry, of which that of its folder is known. */
  EntryPath path(@Nullable EntryPath in) {
    String last = new String(name, 0, nameLength, StandardCharsets.UTF_8);
    return in == null ? EntryPath.of(last) : in.child(last);
  }

  /** The entry, of which the path of its folder is known. */
  ManifestEntry entry(@Nullable EntryPath in) {
    EntryPath path = path(in);
    Instant modified = Instant.ofEpochSecond(seconds, nanos);
    return switch (kind) {
      case BlockWriter.FILE -> new ManifestEntry.File(path, mode, modified, size);
      case BlockWriter.STREAM -> new ManifestEntry.Stream(path, mode, modified);
      case BlockWriter.DIRECTORY -> new ManifestEntry.Directory(path, mode, modified);
      default -> {
        int length = position - targetStart;
        String target = new String(bytes, targetStart, length, StandardCharsets.UTF_8);
        yield new ManifestEntry.Symlink(path, modified, target);
      }
    };
  }

  private long number() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      int octet = octet();
      value |= (long) (octet & 0x7f) << shift;
      if (octet < 0x80) {
        return value;
      }
    }
  }

  private int octet() {
    return bytes[position++] & 0xff;
  }
}
