package io.sluice.transport.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.Decision;
import io.sluice.transport.api.Decisions;
import io.sluice.transport.api.Problem;
import io.sluice.transport.files.handle.DirectoryHandle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was decided about names that are taken is done, and nothing more. */
class DecidedSinkTest {
  private static final int FOLDER = 0;
  private static final int FILE = 1;
  private static final int LINK = 2;
  private static final int EMPTY_FOLDER = 3;
  private static final byte[] NEW = {1, 2, 3};

  @TempDir Path temp;

  private final SampleTree tree =
      new SampleTree().directory("a").file("a/f.txt", NEW).link("a/l", "f.txt").directory("a/e");

  static Stream<Directories.Opener> openers() {
    return Stream.of(DirectoryHandle::open, DirectoryHandle::openByPath);
  }

  private FileSink sink(Decisions.Builder decisions, Directories.Opener opener) {
    return new FileSink(temp, tree.manifest(), decisions.build(), opener);
  }

  private Path write(String path, String content) throws IOException {
    Path file = temp.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private static void receive(FileSink sink) throws FileException {
    sink.write(FILE, 0, ByteBuffer.wrap(NEW));
    sink.publish(FILE);
    sink.symlink(LINK);
    sink.finishDirectories();
  }

  private long names() throws IOException {
    try (var names = Files.list(temp.resolve("a"))) {
      return names.count();
    }
  }

  @ParameterizedTest
  @MethodSource("openers")
  void replacedIsOnlyWhatWasDecidedAndOnlyAtTheEnd(Directories.Opener opener) throws Exception {
    Path file = write("a/f.txt", "the old content");
    Path old = Files.createLink(temp.resolve("a/same"), file);
    write("a/l", "a file where the link goes");
    Decisions.Builder both =
        new Decisions.Builder().decide(FILE, Decision.REPLACE).decide(LINK, Decision.REPLACE);
    try (FileSink sink = sink(both, opener)) {
      sink.write(FILE, 0, ByteBuffer.wrap(NEW));
      assertEquals("the old content", Files.readString(file), "not before it is complete");
      receive(sink);
      assertEquals(Map.of(), sink.givenNames());
    }
    assertEquals(-1, Files.mismatch(file, Files.write(temp.resolve("new"), NEW)));
    assertEquals("the old content", Files.readString(old), "never written into");
    assertEquals(Path.of("f.txt"), Files.readSymbolicLink(temp.resolve("a/l")));
    assertEquals(4, names(), "no leftovers");
  }

  @ParameterizedTest
  @MethodSource("openers")
  void anInterruptedReplacementLeavesTheOld(Directories.Opener opener) throws Exception {
    Path file = write("a/f.txt", "the old content");
    try (FileSink sink = sink(new Decisions.Builder().decide(FILE, Decision.REPLACE), opener)) {
      sink.write(FILE, 0, ByteBuffer.wrap(NEW, 0, 2));
      assertThrows(FileException.class, () -> sink.publish(FILE), "it is not complete");
    }
    assertEquals("the old content", Files.readString(file));
    assertEquals(1, names());
  }

  @ParameterizedTest
  @MethodSource("openers")
  void aFolderIsNeverReplacedNorFollowedIsALink(Directories.Opener opener) throws Exception {
    write("a/f.txt/kept", "kept");
    Files.createDirectories(temp.resolve("elsewhere"));
    Files.createSymbolicLink(temp.resolve("a/l"), temp.resolve("elsewhere"));
    Decisions.Builder both =
        new Decisions.Builder().decide(FILE, Decision.REPLACE).decide(LINK, Decision.REPLACE);
    try (FileSink sink = sink(both, opener)) {
      sink.write(FILE, 0, ByteBuffer.wrap(NEW));
      FileException failure = assertThrows(FileException.class, () -> sink.publish(FILE));
      assertEquals(Problem.CONFLICT, failure.problem());
      sink.symlink(LINK);
    }
    assertEquals("kept", Files.readString(temp.resolve("a/f.txt/kept")));
    assertEquals(Path.of("f.txt"), Files.readSymbolicLink(temp.resolve("a/l")));
    assertTrue(Files.isDirectory(temp.resolve("elsewhere")));
  }

  @ParameterizedTest
  @MethodSource("openers")
  void renamedGoesUnderTheNextFreeNumber(Directories.Opener opener) throws Exception {
    write("a/f.txt", "old");
    write("a/f (1).txt", "older");
    Files.createDirectory(temp.resolve("a/l"));
    Decisions.Builder both =
        new Decisions.Builder().decide(FILE, Decision.RENAME).decide(LINK, Decision.RENAME);
    try (FileSink sink = sink(both, opener)) {
      receive(sink);
      assertEquals(Map.of(FILE, "f (2).txt", LINK, "l (1)"), sink.givenNames());
    }
    assertEquals("old", Files.readString(temp.resolve("a/f.txt")));
    assertEquals("older", Files.readString(temp.resolve("a/f (1).txt")));
    assertEquals(3, Files.size(temp.resolve("a/f (2).txt")));
    assertEquals(Path.of("f.txt"), Files.readSymbolicLink(temp.resolve("a/l (1)")));
  }

  @Test
  void renamedKeepsItsNameIfThatBecameFree() throws Exception {
    Path old = write("a/f.txt", "old");
    try (FileSink sink =
        sink(new Decisions.Builder().decide(FILE, Decision.RENAME), DirectoryHandle::open)) {
      Files.delete(old);
      receive(sink);
      assertEquals(Map.of(), sink.givenNames());
    }
    assertEquals(3, Files.size(old));
  }

  @Test
  void namesFromElsewhereAreWhereThingsGo() throws Exception {
    write("a", "a file where the folder goes");
    Decisions.Builder names =
        new Decisions.Builder()
            .decide(FOLDER, Decision.RENAME)
            .name(FOLDER, "a (1)")
            .name(FILE, "g.txt");
    try (FileSink sink = sink(names, DirectoryHandle::open)) {
      receive(sink);
    }
    assertTrue(Files.isRegularFile(temp.resolve("a")));
    assertEquals(3, Files.size(temp.resolve("a (1)/g.txt")));
    assertEquals(Path.of("f.txt"), Files.readSymbolicLink(temp.resolve("a (1)/l")));
    assertTrue(Files.isDirectory(temp.resolve("a (1)/e")));
  }

  @Test
  void aFolderThatIsNotWantedIsNotMade() throws Exception {
    Decisions.Builder skipped =
        new Decisions.Builder().decide(FOLDER, Decision.SKIP).decide(EMPTY_FOLDER, Decision.SKIP);
    try (FileSink sink = sink(skipped, DirectoryHandle::open)) {
      receive(sink);
    }
    assertTrue(Files.exists(temp.resolve("a/f.txt")), "but for what is wanted in it");
    assertFalse(Files.exists(temp.resolve("a/e")));
  }
}
