package io.sluice.transport.files;

import io.sluice.crypto.digest.Cover;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is received. Nothing appears under its own name before it is complete. Safe for several
 * threads; those that work on the same entry wait for each other. Entries are named by their index
 * in the manifest.
 *
 * <pre>
 *   write… ─▶ publish   for each file
 *         └─▶ discard
 *             symlink   for each link, when all files are published
 *             finishDirectories ─▶ close
 * </pre>
 */
public interface Sink extends AutoCloseable {
  /**
   * Looks for what is here already, of an earlier run.
   *
   * @param from the first entry to look at
   * @param count how many at most; one at least is looked at
   */
  default Holdings look(int from, int count) throws FileException {
    return new Holdings(from + count, List.of());
  }

  /**
   * Has leaves that are here already be part of a file.
   *
   * @param first the first of them, all of one run of {@link #look}
   * @return what they are on the disk
   * @throws FileException if they are there no more
   */
  default Cover keep(int entry, long first, long count) throws FileException {
    throw new IllegalArgumentException("nothing of entry " + entry + " is here");
  }

  /**
   * The hashes of leaves that are here already.
   *
   * @return 32 bytes for each; none if they are there no more
   */
  default ByteBuffer recall(int entry, long first, int count) throws FileException {
    return ByteBuffer.allocate(0);
  }

  /**
   * Keeps content of a file. Any order, any block again.
   *
   * @param data taken from its position to its limit
   * @throws FileException if it cannot be written
   * @throws IllegalArgumentException if the entry is no file
   * @throws IndexOutOfBoundsException if there is no such entry, or the data ends behind the size
   *     that the manifest gives
   */
  void write(int entry, long offset, ByteBuffer data) throws FileException;

  /**
   * The same of a whole leaf, so that a later run knows it.
   *
   * @param leafHash 32 bytes, of the data
   */
  default void write(int entry, long offset, ByteBuffer data, byte[] leafHash)
      throws FileException {
    write(entry, offset, data);
  }

  /**
   * Puts files in place, lasting: each with its mode and time, under its own name, and only if
   * nothing has that name or it was decided otherwise. Many together wait for the disk little
   * longer than one.
   *
   * @return why some are not in place: {@code Problem.CONFLICT} if the name is taken, a {@link
   *     DiskFullException} if a later call can do it when there is room. What was written of them
   *     stays until {@link #discard} or {@link #close}
   * @throws IllegalArgumentException if an entry is no file
   */
  Map<Integer, FileException> publish(List<Integer> entries);

  /** Puts one file in place, as {@link #publish(List)} does. */
  default void publish(int entry) throws FileException {
    FileException failure = publish(List.of(entry)).get(entry);
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * Writes and publishes small files, each whole. Many together walk to a folder, and wait for the
   * disk, little more often than one.
   *
   * @return why some are not in place, as {@link #publish(List)}; of those nothing is left behind.
   *     With a {@link DiskFullException} all that a later call can do when there is room
   */
  default Map<Integer, FileException> place(List<WholeFile> files) {
    Map<Integer, FileException> failures = new HashMap<>();
    List<Integer> written = new ArrayList<>();
    for (WholeFile file : files) {
      try {
        if (file.content().hasRemaining()) {
          write(file.entry(), 0, file.content(), file.root());
        }
        written.add(file.entry());
      } catch (FileException e) {
        failures.put(file.entry(), e);
      }
    }
    failures.putAll(publish(written));
    failures.keySet().forEach(this::discard);
    return failures;
  }

  /**
   * Makes a symbolic link, if nothing has its name or it was decided otherwise.
   *
   * @throws FileException with {@code Problem.CONFLICT} if the name is taken; a {@link
   *     DiskFullException} if a later call can do it when there is room
   */
  void symlink(int entry) throws FileException;

  /**
   * Makes the directories that are still missing, then gives mode and time to all that this sink
   * made. Directories that were there before keep theirs.
   *
   * @throws FileException for the first directory that failed, after all were tried; a {@link
   *     DiskFullException} if a later call can do it when there is room
   */
  void finishDirectories() throws FileException;

  /** All is in place: no later run will go on from here. */
  default void complete() {}

  /** Forgets what was written of a file. Does nothing if it is published or was never written. */
  void discard(int entry);

  /**
   * Discards what is not published and, without {@link #finishDirectories}, removes the empty
   * directories that this sink made; or keeps all of it for a later run, if it can and there is
   * something to keep.
   */
  @Override
  void close();
}
