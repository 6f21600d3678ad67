package io.sluice.transport.transfer;

import io.sluice.transport.api.FileProblem;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.Problem;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of each entry. Both sides keep one, and conclude the same outcome from it. */
final class Ledger {
  private static final int MAX_PROBLEMS = 100;

  private final Manifest manifest;
  private final @Nullable StreamLength stream;
  private final BitSet skipped = new BitSet();
  private final BitSet inPlace = new BitSet();
  private final BitSet failed = new BitSet();
  private final List<FileProblem> problems = new ArrayList<>();
  private @Nullable Problem commonProblem;
  private long totalFiles;
  private long totalBytes;
  private long files;
  private long bytes;
  private long settledFiles;

  Ledger(Manifest manifest) {
    this.manifest = manifest;
    this.stream = manifest.isStream() ? new StreamLength() : null;
    this.totalFiles = manifest.files();
    this.totalBytes = manifest.bytes();
  }

  Manifest manifest() {
    return manifest;
  }

  /** How long the stream is that is the only entry; null if that is none. */
  @Nullable StreamLength stream() {
    return stream;
  }

  /** The size of a file, of a stream as far as it is known; -1 of what is neither. */
  long fileSize(int entry) {
    return stream == null ? manifest.fileSize(entry) : stream.size();
  }

  /** The receiver does not want an entry: for the transfer it is as if it had not been offered. */
  void skip(int entry) {
    skipped.set(entry);
    long size = fileSize(entry);
    if (size >= 0) {
      totalFiles--;
      totalBytes -= stream == null ? size : 0;
    }
  }

  boolean isSkipped(int entry) {
    return skipped.get(entry);
  }

  /** The index after the last entry that is skipped. */
  int skippedUntil() {
    return skipped.length();
  }

  /** Files that are not skipped. */
  long totalFiles() {
    return totalFiles;
  }

  /** The content of those files; -1 of a stream that has not ended. */
  long totalBytes() {
    return stream == null || totalFiles == 0 ? totalBytes : stream.known();
  }

  /** Files verified and in place. */
  long files() {
    return files;
  }

  /** The content of those files. */
  long bytes() {
    return bytes;
  }

  /** Files that have an end, good or bad. */
  long settledFiles() {
    return settledFiles;
  }

  /** Files without an end yet. */
  long openFiles() {
    return totalFiles - settledFiles;
  }

  boolean isInPlace(int entry) {
    return inPlace.get(entry);
  }

  boolean isSettled(int entry) {
    return inPlace.get(entry) || failed.get(entry);
  }

  void inPlace(int entry) {
    settle(entry, inPlace);
    long size = fileSize(entry);
    if (size >= 0) {
      files++;
      bytes += size;
    }
  }

  /** The entry did not arrive; the reason is a phrase safe to show. */
  void failed(int entry, Problem problem, String reason) {
    boolean first = failed.isEmpty();
    settle(entry, failed);
    commonProblem = first || commonProblem == problem ? problem : Problem.PARTIAL;
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(new FileProblem(manifest.entry(entry).path(), problem, reason));
    }
  }

  private void settle(int entry, BitSet end) {
    if (isSettled(entry)) {
      throw new IllegalStateException("entry " + entry + " is settled already");
    }
    end.set(entry);
    if (fileSize(entry) >= 0) {
      settledFiles++;
    }
  }

  /** The outcome when every entry is settled. */
  Outcome outcome() {
    int failures = failed.cardinality();
    if (failures == 0) {
      String count = totalFiles == 1 ? "1 file" : totalFiles + " files";
      long unwanted = manifest.files() - totalFiles;
      String rest = unwanted == 0 ? "" : "; " + unwanted + " were not wanted";
      return outcome(null, "All arrived and was verified: " + count + rest + ".");
    }
    // Where nothing arrived and all for the same reason, that reason says more than "partial".
    Problem problem = files == 0 ? commonProblem : Problem.PARTIAL;
    return outcome(
        problem,
        files
            + " of "
            + totalFiles
            + " files arrived and were verified; entries that failed: "
            + failures
            + ".");
  }

  /** The outcome of an end before that. */
  Outcome outcome(@Nullable Problem problem, String message) {
    return new Outcome(problem, message, files, bytes, problems);
  }
}
