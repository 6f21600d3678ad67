package io.sluice.transport.files;

import io.sluice.transport.api.PeerText;
import io.sluice.transport.api.Problem;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Turns the failures of Java's file calls into phrases for users. */
final class FileErrors {
  static final String TAKEN = "something of that name is already there";
  static final String NO_SPACE = "no space left on the disk";
  private static final String NO_QUOTA = "the disk quota is used up";
  private static final String IMPOSSIBLE_NAME = "this computer cannot have such a name";

  /** Java tells these apart by the system's text only. */
  private static final Map<String, String> PHRASES =
      Map.ofEntries(
          Map.entry("no space left", NO_SPACE),
          Map.entry("quota exceeded", NO_QUOTA),
          Map.entry("read-only file system", "the disk is read-only"),
          Map.entry("file name too long", "the name or path is too long here"),
          Map.entry("file too large", "the file is too large for this file system"),
          Map.entry("too many open files", "too many files are open on this computer"),
          Map.entry("input/output error", "the disk reports an error"),
          Map.entry("too many levels of symbolic links", "there is a link where a file should be"),
          Map.entry("not a directory", "there is a file where a folder should be"),
          Map.entry("not a regular file", "it is a folder, a named pipe or a device"),
          Map.entry("invalid name", IMPOSSIBLE_NAME),
          Map.entry("permission denied", "permission denied"));

  /** A disk with less than this is full, whatever language the system says it in. */
  private static final long FULL_BYTES = 64 * 1024;

  private FileErrors() {}

  /** The failure as a phrase. */
  static FileException of(IOException failure) {
    return switch (failure) {
      case FileException e -> e;
      case NoSuchFileException e -> local("it is no longer there", e);
      case AccessDeniedException e -> local("permission denied", e);
      case FileAlreadyExistsException e -> new FileException(Problem.CONFLICT, TAKEN, e);
      case NotDirectoryException e -> local("there is a file where a folder should be", e);
      case FileSystemLoopException e -> local("there is a link where a file should be", e);
      case ClosedByInterruptException e ->
          new FileException(Problem.INTERRUPTED, "it was interrupted", e);
      default -> local(phrase(failure), failure);
    };
  }

  /** The failure of a write to the disk that {@code folder} is on, as a phrase. */
  static FileException ofWrite(IOException failure, Path folder) {
    FileException told = of(failure);
    boolean known = told == failure || told.problem() != Problem.LOCAL_FILE;
    return !known && isFull(folder) ? local(NO_SPACE, failure) : told;
  }

  /** A name that this machine cannot have. */
  static FileException impossibleName(InvalidPathException failure) {
    return new FileException(Problem.LOCAL_FILE, IMPOSSIBLE_NAME, new IOException(failure));
  }

  private static FileException local(String reason, IOException cause) {
    if (reason.equals(NO_SPACE) || reason.equals(NO_QUOTA)) {
      return new DiskFullException(reason, cause);
    }
    return new FileException(Problem.LOCAL_FILE, reason, cause);
  }

  private static String phrase(IOException failure) {
    String said = failure instanceof FileSystemException e ? e.getReason() : failure.getMessage();
    if (said == null) {
      return "the file system refused, without a reason";
    }
    String lower = said.toLowerCase(Locale.ROOT);
    for (Map.Entry<String, String> known : PHRASES.entrySet()) {
      if (lower.contains(known.getKey())) {
        return known.getValue();
      }
    }
    return PeerText.escape(said);
  }

  private static boolean isFull(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace() < FULL_BYTES;
    } catch (IOException e) {
      return false;
    }
  }
}
