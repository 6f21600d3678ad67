package io.sluice.transport.api;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A transfer that the peer offers. Nothing is written before {@link #accept}. */
public interface IncomingTransfer extends Transfer {
  /**
   * What receiving into this target would meet there: names that are taken, a folder that cannot be
   * written, how much room there is.
   *
   * @param target as for {@link #accept}
   */
  Prospect prospect(Path target);

  /**
   * Takes what is wanted of it.
   *
   * @param target an existing folder, to receive into it; or, for a transfer with one top-level
   *     entry, a path that does not exist yet in an existing folder, to receive under that name
   * @param decisions about the entries of {@link #manifest}
   */
  void accept(Path target, Decisions decisions);

  /** Takes everything. */
  default void accept(Path target) {
    accept(target, Decisions.TAKE_ALL);
  }

  /** How many files were there already, the same as they were offered, and stayed. */
  int alreadyThere();

  /** Has SHA-256 of every file that arrives be kept. To be called before {@link #accept}. */
  void keepChecksums();

  /**
   * Ends a stream as soon as it has more bytes than this: what it has nobody can judge before. To
   * be called before {@link #accept}.
   *
   * @param reason a phrase for both users, of why no more is taken
   */
  void takeNoMoreThan(long bytes, String reason);

  /** SHA-256 of the files that are in place, in the order of the manifest, if they are kept. */
  List<FileChecksum> checksums();

  /**
   * Takes the content of the one file there is as a stream, in order, each block verified before it
   * goes out; that it was the whole file is known at the end, by the result.
   *
   * @param out is written to by one thread at a time, flushed after each block, and not closed
   * @throws IllegalStateException unless {@link Manifest#isOneFile}
   */
  void acceptInto(OutputStream out);

  /**
   * The names that entries got because their own were taken, by their index: of those that were
   * decided to be {@link Decision#RENAME}, as far as they are in place.
   */
  Map<Integer, String> givenNames();

  /**
   * Declines, and tells the peer why.
   *
   * @param problem {@link Problem#REFUSED} if a person said no, or why it cannot be taken
   * @param reason a phrase for the peer's screen
   */
  void refuse(Problem problem, String reason);
}
