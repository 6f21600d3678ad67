package io.sluice.transport.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.EntrySet;
import io.sluice.transport.api.FileProblem;
import io.sluice.transport.api.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests and targets that try to make a sink write where it must not. */
class HostileTargetTest {
  @TempDir Path temp;
  private Path target;
  private Path outside;

  @BeforeEach
  void setUp() throws IOException {
    target = Files.createDirectory(temp.resolve("target"));
    outside = Files.createDirectory(temp.resolve("outside"));
    Files.writeString(outside.resolve("file"), "safe");
  }

  private void assertOutsideUntouched() throws IOException {
    try (Stream<Path> found = Files.list(outside)) {
      assertEquals(1, found.count());
    }
    assertEquals("safe", Files.readString(outside.resolve("file")));
  }

  private static void assertFails(Problem problem, Work work) {
    var failure = assertThrows(FileException.class, work::run);
    assertEquals(problem, failure.problem(), failure.reason());
  }

  private interface Work {
    void run() throws Exception;
  }

  private final SampleTree tree =
      new SampleTree()
          .directory("a")
          .file("a/file", new byte[3])
          .directory("a/b")
          .file("a/b/file", new byte[3])
          .link("a/b/link", "file");

  @Test
  void linkInPlaceOfAFolderIsNotFollowed() throws Exception {
    Files.createSymbolicLink(target.resolve("a"), outside);
    try (FileSink sink = new FileSink(target, tree.manifest())) {
      assertEquals(EntrySet.of(0), Survey.of(target, tree.manifest()).misfits());
      assertFails(Problem.CONFLICT, () -> sink.write(1, 0, ByteBuffer.allocate(3)));
      assertFails(Problem.CONFLICT, () -> sink.publish(3));
      assertFails(Problem.CONFLICT, () -> sink.symlink(4));
      assertFails(Problem.CONFLICT, sink::finishDirectories);
    }
    assertOutsideUntouched();
    assertTrue(Files.isSymbolicLink(target.resolve("a")));
  }

  @Test
  void aTargetThatIsTakenAwayMeanwhileIsAFailureAndNotMadeAgain() throws Exception {
    try (FileSink sink = new FileSink(target, tree.manifest())) {
      sink.write(1, 0, ByteBuffer.allocate(3));
      try (Stream<Path> all = Files.walk(target)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
      assertFails(Problem.LOCAL_FILE, () -> sink.publish(1));
      assertFails(Problem.LOCAL_FILE, () -> sink.write(3, 0, ByteBuffer.allocate(3)));
    }
    assertFalse(Files.exists(target));
    assertOutsideUntouched();
  }

  @Test
  void linkThatAppearsLaterIsNotFollowed() throws Exception {
    try (FileSink sink = new FileSink(target, tree.manifest())) {
      sink.write(1, 0, ByteBuffer.allocate(3));
      sink.write(3, 0, ByteBuffer.allocate(3));
      Files.move(target.resolve("a/b"), target.resolve("elsewhere"));
      Files.createSymbolicLink(target.resolve("a/b"), outside);
      assertFails(Problem.CONFLICT, () -> sink.publish(3));
      assertFails(Problem.CONFLICT, () -> sink.symlink(4));
      sink.publish(1);
      assertFails(Problem.CONFLICT, sink::finishDirectories);
    }
    assertOutsideUntouched();
  }

  @Test
  void linkInPlaceOfAFileIsNotFollowedNorReplaced() throws Exception {
    Files.createDirectory(target.resolve("a"));
    for (String leads : new String[] {"../../outside/file", "../../outside/new"}) {
      Path link = Files.createSymbolicLink(target.resolve("a/file"), Path.of(leads));
      try (FileSink sink = new FileSink(target, tree.manifest())) {
        assertEquals(EntrySet.of(1), Survey.of(target, tree.manifest()).taken());
        sink.write(1, 0, ByteBuffer.allocate(3));
        assertFails(Problem.CONFLICT, () -> sink.publish(1));
      }
      assertTrue(Files.isSymbolicLink(link));
      assertOutsideUntouched();
      Files.delete(link);
    }
  }

  @Test
  void linkOfTheTransferIsNotWrittenThrough() throws Exception {
    SampleTree hostile =
        new SampleTree()
            .directory("a")
            .directory("a/real")
            .link("a/x", "real")
            .file("a/x/file", new byte[3]);
    try (FileSink sink = new FileSink(target, hostile.manifest())) {
      assertEquals(
          "the sender does not list the folder that it is in",
          Survey.of(target, hostile.manifest()).obstacles().getFirst().reason());
      sink.symlink(2);
      assertFails(Problem.CONFLICT, () -> sink.write(3, 0, ByteBuffer.allocate(3)));
    }
  }

  @Test
  void aLinkThroughALinkUpwardsCannotEvenBeNamed() {
    SampleTree hostile =
        new SampleTree()
            .directory("a")
            .directory("a/b")
            .directory("a/b/c")
            .link("a/b/c/up", "../..");
    assertThrows(
        IllegalArgumentException.class, () -> hostile.link("a/out", "b/c/up/../../outside/file"));
  }

  @Test
  void sameNameTwiceDoesNotReplaceTheFirst() throws Exception {
    SampleTree hostile = new SampleTree().file("f", new byte[3]).file("f", new byte[4]);
    try (FileSink sink = new FileSink(target, hostile.manifest())) {
      assertEquals(1, Survey.of(target, hostile.manifest()).obstacles().size());
      assertEquals(
          "the sender lists it twice",
          Survey.of(target, hostile.manifest()).obstacles().getFirst().reason());
      sink.write(0, 0, ByteBuffer.allocate(3));
      sink.write(1, 0, ByteBuffer.allocate(4));
      sink.publish(0);
      assertFails(Problem.CONFLICT, () -> sink.publish(1));
    }
    assertEquals(3, Files.size(target.resolve("f")));
  }

  @Test
  void fileUnderAFileIsRefused() throws Exception {
    SampleTree hostile = new SampleTree().file("f", new byte[3]).file("f/g", new byte[3]);
    try (FileSink sink = new FileSink(target, hostile.manifest())) {
      assertEquals(
          Problem.REFUSED, Survey.of(target, hostile.manifest()).obstacles().getFirst().problem());
      sink.write(0, 0, ByteBuffer.allocate(3));
      sink.publish(0);
      assertFails(Problem.CONFLICT, () -> sink.write(1, 0, ByteBuffer.allocate(3)));
    }
  }

  @Test
  void whatIsTooLongForThisDiskIsAnObstacle() throws Exception {
    SampleTree deep = new SampleTree();
    String path = "x".repeat(250);
    for (int depth = 0; depth < 20; depth++) {
      deep.directory(path);
      path += "/" + "y".repeat(250);
    }
    List<FileProblem> found = Survey.of(target, deep.manifest()).obstacles();
    assertEquals(Problem.LOCAL_FILE, found.getFirst().problem());
    assertEquals("the name or path is too long here", found.getFirst().reason());
    assertTrue(found.size() <= 5, "and the others fit");
  }
}
