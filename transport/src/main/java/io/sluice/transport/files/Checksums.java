package io.sluice.transport.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * SHA-256 of files as they arrive: on the way, as far as their blocks come in order; from the first
 * that does not, the rest is read when the file is complete. Safe for several threads; those that
 * work on one entry take turns.
 */
final class Checksums {
  private static final int READ_BYTES = 128 * 1024;

  private static final class Running {
    private final MessageDigest digest = sha256();
    private long next;
  }

  /** What reads a file. */
  interface Reading {
    int read(long position, ByteBuffer into) throws IOException;
  }

  private final Map<Integer, Running> running = new ConcurrentHashMap<>();
  private final Map<Integer, byte[]> complete = new ConcurrentHashMap<>();
  private final Map<Integer, byte[]> inPlace = new ConcurrentHashMap<>();

  /** A block was written. */
  void written(int entry, long offset, ByteBuffer data) {
    Running run = running.computeIfAbsent(entry, _ -> new Running());
    if (offset == run.next) {
      run.next += data.remaining();
      run.digest.update(data);
    }
  }

  /** All of a file was written. */
  void complete(int entry, long size, Reading file) throws IOException {
    Running run = running.computeIfAbsent(entry, _ -> new Running());
    ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES);
    while (run.next < size) {
      int count = file.read(run.next, buffer.clear());
      if (count < 0) {
        throw new IOException("the file ends early");
      }
      run.digest.update(buffer.flip());
      run.next += count;
    }
    running.remove(entry);
    complete.put(entry, run.digest.digest());
  }

  /** A file is here whole. */
  void whole(int entry, ByteBuffer content) {
    MessageDigest digest = sha256();
    digest.update(content.duplicate());
    complete.put(entry, digest.digest());
  }

  /** A complete file has its name. */
  void inPlace(int entry) {
    byte[] sum = complete.remove(entry);
    if (sum != null) {
      inPlace.put(entry, sum);
    }
  }

  /** A file does not become complete. */
  void forget(int entry) {
    running.remove(entry);
    complete.remove(entry);
  }

  /** The sums of files that are in place, by entry. */
  SortedMap<Integer, String> all() {
    SortedMap<Integer, String> all = new TreeMap<>();
    inPlace.forEach((entry, sum) -> all.put(entry, HexFormat.of().formatHex(sum)));
    return all;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
