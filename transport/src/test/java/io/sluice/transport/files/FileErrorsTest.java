package io.sluice.transport.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.sluice.transport.api.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileErrorsTest {
  private static void assertPhrase(Problem problem, String reason, IOException failure) {
    FileException told = FileErrors.of(failure);
    assertEquals(problem, told.problem());
    assertEquals(reason, told.reason());
    assertSame(failure, told.getCause());
    assertFalse(told.reason().contains("/home"), told.reason());
  }

  @Test
  void phrasesNameWhatHappenedAndNoPath() {
    String path = "/home/me/file";
    assertPhrase(Problem.LOCAL_FILE, "it is no longer there", new NoSuchFileException(path));
    assertPhrase(Problem.LOCAL_FILE, "permission denied", new AccessDeniedException(path));
    assertPhrase(Problem.CONFLICT, FileErrors.TAKEN, new FileAlreadyExistsException(path));
    assertPhrase(
        Problem.LOCAL_FILE,
        "no space left on the disk",
        new IOException("No space left on device"));
    assertPhrase(
        Problem.LOCAL_FILE,
        "the disk is read-only",
        new FileSystemException(path, null, "Read-only file system"));
    assertPhrase(
        Problem.LOCAL_FILE,
        "the disk quota is used up",
        new FileSystemException(path, null, "Disk quota exceeded"));
    assertPhrase(
        Problem.LOCAL_FILE,
        "the file system refused, without a reason",
        new FileSystemException(path));
    assertPhrase(Problem.LOCAL_FILE, "strange \\u{1B}", new IOException("strange \u001b"));
  }

  @Test
  void whatIsToldStaysAsItIs(@TempDir Path temp) {
    FileException told = new FileException(Problem.INTEGRITY, "it is not complete");
    assertSame(told, FileErrors.of(told));
    assertSame(told, FileErrors.ofWrite(told, temp));
  }

  @Test
  void aFullDiskIsToldInAnyLanguage(@TempDir Path temp) {
    // A disk that never has space: the kernel's.
    IOException foreign = new IOException("Auf dem Gerät ist kein Speicherplatz mehr verfügbar");
    assertEquals(FileErrors.NO_SPACE, FileErrors.ofWrite(foreign, Path.of("/proc")).reason());
    assertEquals(foreign.getMessage(), FileErrors.ofWrite(foreign, temp).reason());
  }
}
