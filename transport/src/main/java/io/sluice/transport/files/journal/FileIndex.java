package io.sluice.transport.files.journal;

import io.sluice.crypto.digest.LeafHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where a journal tells what of which file: some sixty bytes for each, for there may be a million.
 * What it says is read again when it is asked for. To be filled by one thread; then safe for
 * several, one for each file.
 */
final class FileIndex {
  /** No file, and no record. */
  static final int NONE = -1;

  /** What a file takes in memory at most, in bytes: its row, room to grow, and its places. */
  private static final int FILE_MEMORY = 64;

  /** And what it takes more when it has more than one leaf, without those. */
  private static final int LEAVES_MEMORY = 112;

  /** What all may take. */
  private static final long MEMORY = Runtime.getRuntime().maxMemory() * 2 / 5;

  private static final int MOST_FILES = (int) Math.min(1 << 28, MEMORY / FILE_MEMORY);

  /** A place that had a file once. */
  private static final int GONE = -1;

  private final MessageDigest sha256;
  private final byte[] digest = new byte[32];

  // A row for each number: the hash of its path, its size, where it was begun, where its first
  // leaf stands. A file that was not begun, or was dropped, was begun at 0.
  private long[] hashes = new long[64];
  private long[] sizes = new long[64];
  private long[] begun = new long[64];
  private long[] firstLeaf = new long[64];

  /** Numbers plus one by the hash of their path, in the next free place; 0 is free. */
  private int[] places = new int[128];

  private int used;
  private int count;
  private int next;
  private long memory;

  /** Where all leaves stand, of files with more than one. */
  private final Map<Integer, long[]> leaves = new HashMap<>();

  /** Leaves that stand before this position may be overwritten. */
  private final Map<Integer, Long> doubted = new HashMap<>();

  FileIndex() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A file is begun, and takes the place of an earlier one with its path.
   *
   * @throws TooManyFilesException if there is no room for it
   */
  void begin(JournalRecord.Begun file, long position) throws TooManyFilesException {
    int number = file.number();
    if (number < 0 || number >= MOST_FILES) {
      throw new TooManyFilesException();
    }
    take(FILE_MEMORY * Math.max(0L, number + 1L - next));
    if (number >= begun.length) {
      grow(Math.min(MOST_FILES, Math.max(number + 1, begun.length + begun.length / 2)));
    }
    drop(number);
    long hash = hash(file.path());
    hashes[number] = hash;
    sizes[number] = file.size();
    begun[number] = position;
    place(number, hash);
    next = Math.max(next, number + 1);
  }

  private void take(long bytes) throws TooManyFilesException {
    memory += bytes;
    if (memory > MEMORY) {
      throw new TooManyFilesException();
    }
  }

  private void grow(int length) {
    hashes = Arrays.copyOf(hashes, length);
    sizes = Arrays.copyOf(sizes, length);
    begun = Arrays.copyOf(begun, length);
    firstLeaf = Arrays.copyOf(firstLeaf, length);
  }

  private void place(int number, long hash) {
    int at = seek(hash);
    if (places[at] > 0) {
      places[at] = number + 1;
      return;
    }
    places[at] = number + 1;
    count++;
    if (2 * ++used > places.length) {
      rebuild();
    }
  }

  private void rebuild() {
    int[] old = places;
    places = new int[4 * count > old.length ? 2 * old.length : old.length];
    used = count;
    for (int place : old) {
      if (place > 0) {
        places[seek(hashes[place - 1])] = place;
      }
    }
  }

  /** Where a path has its place, or would get one. */
  private int seek(long hash) {
    int mask = places.length - 1;
    int at = (int) hash & mask;
    while (places[at] != 0 && (places[at] == GONE || hashes[places[at] - 1] != hash)) {
      at = (at + 1) & mask;
    }
    return at;
  }

  /**
   * A leaf of a file is there. Of a file that is not known this means nothing.
   *
   * @throws TooManyFilesException if there is no room for it
   */
  void leaf(int number, long leaf, long position) throws TooManyFilesException {
    // A journal of a disk has no file with more leaves than an array has room for: 256 TiB.
    if (!isKnown(number) || leaf < 0 || leaf >= Integer.MAX_VALUE - 8) {
      return;
    }
    long @Nullable [] all = leaves.get(number);
    if (all == null && leaf == 0) {
      firstLeaf[number] = position;
    } else {
      room(number, all, leaf)[(int) leaf] = position;
    }
  }

  private long[] room(int number, long @Nullable [] all, long leaf) throws TooManyFilesException {
    if (all != null && leaf < all.length) {
      return all;
    }
    int before = all == null ? 1 : all.length;
    long most = Math.max(leaf + 1, Math.ceilDiv(sizes[number], LeafHash.LEAF_BYTES));
    int length = (int) Math.min(most, Math.max(leaf + 1, 2L * before));
    take(8L * (length - before) + (all == null ? LEAVES_MEMORY : 0));
    long[] longer = all == null ? new long[length] : Arrays.copyOf(all, length);
    if (all == null) {
      longer[0] = firstLeaf[number];
    }
    leaves.put(number, longer);
    return longer;
  }

  /** What was said of a file's leaves before this position has to be looked at. */
  void doubt(int number, long position) {
    if (isKnown(number)) {
      doubted.put(number, position);
    }
  }

  /** Nothing is there any more of a file. */
  void drop(int number) {
    if (!isKnown(number)) {
      return;
    }
    int at = seek(hashes[number]);
    if (places[at] == number + 1) {
      places[at] = GONE;
      count--;
    }
    begun[number] = 0;
    firstLeaf[number] = 0;
    leaves.remove(number);
    doubted.remove(number);
  }

  private boolean isKnown(int number) {
    return number >= 0 && number < begun.length && begun[number] > 0;
  }

  /** The last file that was begun with this path, or {@link #NONE}: another may hash the same. */
  synchronized int find(String path) {
    if (count == 0) {
      return NONE;
    }
    int place = places[seek(hash(path))];
    return place - 1;
  }

  /** A hash whose collisions nobody finds: who names the files may be no friend. */
  private long hash(String path) {
    sha256.update(path.getBytes(StandardCharsets.UTF_8));
    try {
      sha256.digest(digest, 0, digest.length);
    } catch (DigestException e) {
      throw new IllegalStateException(e);
    }
    return ByteBuffer.wrap(digest).getLong();
  }

  /** One more than the highest number of a file. */
  int next() {
    return next;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** All files that are known by their path. */
  IntStream numbers() {
    return Arrays.stream(places).filter(place -> place > 0).map(place -> place - 1);
  }

  /** Where a file was begun. */
  long begun(int number) {
    return begun[number];
  }

  /** One more than the highest leaf that there may be. */
  int leaves(int number) {
    long @Nullable [] all = leaves.get(number);
    return all == null ? 1 : all.length;
  }

  /** Where a leaf stands; 0 if it is not there. */
  long position(int number, long leaf) {
    long @Nullable [] all = leaves.get(number);
    if (all == null) {
      return leaf == 0 ? firstLeaf[number] : 0;
    }
    return leaf < all.length ? all[(int) leaf] : 0;
  }

  /** A leaf is not what was written. */
  void forget(int number, long leaf) {
    long @Nullable [] all = leaves.get(number);
    if (all == null) {
      firstLeaf[number] = 0;
    } else {
      all[(int) leaf] = 0;
    }
  }

  boolean isDoubted(int number, long position) {
    return !doubted.isEmpty() && position < doubted.getOrDefault(number, -1L);
  }

  /** How much of a file's content is there, in bytes. */
  long bytes(int number) {
    long sum = 0;
    for (int leaf = 0; leaf < leaves(number); leaf++) {
      long length = sizes[number] - (long) leaf * LeafHash.LEAF_BYTES;
      sum += position(number, leaf) > 0 ? Math.clamp(length, 0, LeafHash.LEAF_BYTES) : 0;
    }
    return sum;
  }
}
