package io.sluice.transport.manifest;

import io.sluice.transport.api.ManifestEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * Writes a block of entries. What an entry has in common with the one before it in the block is
 * left out, so a block is read from its beginning; a name takes what differs from the name before.
 *
 * <pre>
 *   head    1 byte: kind (2 bits); FOLDER: in the same folder; MODE, TIME: the same as before
 *   folder  how many entries before this one it is; 0 at the top                 (not if FOLDER)
 *   name    bytes shared with the name before, 1 byte; bytes that follow, 1 byte; those bytes
 *   mode    2 bytes                                                              (not if MODE)
 *   time    seconds after the entry before, zigzag; nanoseconds                  (not if TIME)
 *   size    of a file
 *   target  of a link: its length, its bytes
 * </pre>
 *
 * Numbers are of 7 bits a byte, the lowest first, with the highest bit set in all but the last.
 */
final class BlockWriter {
  static final int FILE = 0;
  static final int DIRECTORY = 1;
  static final int SYMLINK = 2;
  static final int STREAM = 3;
  static final int KIND = 3;
  static final int FOLDER = 4;
  static final int MODE = 8;
  static final int TIME = 16;

  private static final int MOST_BESIDE_TEXTS = 64;

  private byte[] bytes = new byte[4096];
  private int length;
  private byte[] name = {};
  private int folder = -1;
  private int mode;
  private long seconds;
  private int nanos;

  /** How many bytes the block has so far. */
  int length() {
    return length;
  }

  /** The block, with which another begins. */
  byte[] take() {
    byte[] block = Arrays.copyOf(bytes, length);
    length = 0;
    name = new byte[0];
    folder = -1;
    mode = 0;
    seconds = 0;
    nanos = 0;
    return block;
  }

  /**
   * Adds an entry.
   *
   * @param number its place in the manifest
   * @param in the place of the directory that it is in, or -1
   */
  void add(ManifestEntry entry, int number, int in) {
    byte[] its = entry.path().name().getBytes(StandardCharsets.UTF_8);
    byte[] target =
        entry instanceof ManifestEntry.Symlink link
            ? link.target().getBytes(StandardCharsets.UTF_8)
            : new byte[0];
    ensure(MOST_BESIDE_TEXTS + its.length + target.length);
    int head = length++;
    bytes[head] = (byte) (kind(entry) | common(entry, in));
    if (in != folder) {
      number(in < 0 ? 0 : number - in);
    }
    name(its);
    if (entry.mode() != mode) {
      octet(entry.mode() >> 8);
      octet(entry.mode());
    }
    time(entry.modified());
    switch (entry) {
      case ManifestEntry.File file -> number(file.size());
      case ManifestEntry.Stream _, ManifestEntry.Directory _ -> {}
      case ManifestEntry.Symlink _ -> {
        number(target.length);
        octets(target, 0, target.length);
      }
    }
    folder = in;
    mode = entry.mode();
    name = its;
  }

  private int common(ManifestEntry entry, int in) {
    return (in == folder ? FOLDER : 0)
        | (entry.mode() == mode ? MODE : 0)
        | (isSame(entry.modified()) ? TIME : 0);
  }

  private static int kind(ManifestEntry entry) {
    return switch (entry) {
      case ManifestEntry.File _ -> FILE;
      case ManifestEntry.Stream _ -> STREAM;
      case ManifestEntry.Directory _ -> DIRECTORY;
      case ManifestEntry.Symlink _ -> SYMLINK;
    };
  }

  private void name(byte[] its) {
    int differs = Arrays.mismatch(name, its);
    int shared = differs < 0 ? its.length : differs;
    octet(shared);
    octet(its.length - shared);
    octets(its, shared, its.length - shared);
  }

  private boolean isSame(Instant time) {
    return time.getEpochSecond() == seconds && time.getNano() == nanos;
  }

  private void time(Instant time) {
    if (!isSame(time)) {
      long after = time.getEpochSecond() - seconds;
      number((after << 1) ^ (after >> 63));
      number(time.getNano());
      seconds = time.getEpochSecond();
      nanos = time.getNano();
    }
  }

  private void number(long value) {
    long left = value;
    while ((left & ~0x7fL) != 0) {
      octet((int) left | 0x80);
      left >>>= 7;
    }
    octet((int) left);
  }

  private void octet(int value) {
    bytes[length++] = (byte) value;
  }

  private void octets(byte[] from, int offset, int count) {
    System.arraycopy(from, offset, bytes, length, count);
    length += count;
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
