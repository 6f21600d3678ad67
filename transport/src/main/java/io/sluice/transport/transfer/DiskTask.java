package io.sluice.transport.transfer;

import io.sluice.transport.transfer.message.Digest;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Something for the driver of a {@link Receiver} to do with the target. Tasks may run and end in
 * any order and at the same time; the receiver hands out none that depends on one still running.
 * One that finds no room on the disk leaves things as they were, and is answered with {@link
 * Receiver#taskWaits}; it is then handed out again.
 */
public sealed interface DiskTask {
  /**
   * Say what is here already of up to {@code count} entries from {@code from} on, and answer with
   * {@link Receiver#looked}.
   */
  record Look(int from, int count) implements DiskTask {}

  /**
   * Have these held leaves be part of the file, as they are here, and answer with {@link
   * Receiver#kept}.
   */
  record Keep(int entry, long first, long count) implements DiskTask {}

  /** Look up the hashes of held leaves, and answer with {@link Receiver#recalled}. */
  record Recall(int entry, long first, int count) implements DiskTask {}

  /**
   * Decompress the data if it is compressed; hash it as a leaf; if that is the hash expected, write
   * it into the entry's part file; and answer with {@link Receiver#stored}. Blocks of one file come
   * in any order, and one may come again after damage.
   *
   * @param offset where in the file, in bytes
   * @param data position to limit; nobody changes it
   * @param plainLength if it is a Zstandard frame, how long what it holds has to be; otherwise 0
   * @param expected the leaf hash that came with the data; the receiver compares
   */
  record Store(
      int entry, long index, long offset, ByteBuffer data, int plainLength, Digest expected)
      implements DiskTask {
    /** How long the leaf is, in bytes. */
    public int length() {
      return plainLength == 0 ? data.remaining() : plainLength;
    }
  }

  /**
   * Decompress the data if it is compressed; hash each file; and put those in place that have the
   * root expected, as Publish does; and answer with {@link Receiver#placed} or {@link
   * Receiver#placeWaits}. What is not put in place leaves nothing behind.
   *
   * @param data of all files; position to limit; nobody changes it
   * @param plainLength if it is a Zstandard frame, how long what it holds has to be; otherwise 0
   */
  record Place(List<Whole> files, ByteBuffer data, int plainLength) implements DiskTask {
    /**
     * One of the files.
     *
     * @param offset where it starts in the data, in bytes
     * @param length its size
     */
    public record Whole(int entry, int offset, int length, Digest root) {}

    public Place {
      files = List.copyOf(files);
    }
  }

  /**
   * All of the file is stored and verified: sync the part file, set mode and time, give it its
   * name. An empty file has no Store before.
   */
  record Publish(int entry) implements DiskTask {}

  /** Make the symbolic link. All files are settled. */
  record Link(int entry) implements DiskTask {}

  /**
   * Make the directories that are still missing, set mode and time of all of them, and see that the
   * names of everything are on the disk. Asked for even if no directory is in the transfer.
   */
  record FinishDirectories() implements DiskTask {}

  /** The file failed: remove its part file. No other task for the entry runs or follows. */
  record Discard(int entry) implements DiskTask {}
}
