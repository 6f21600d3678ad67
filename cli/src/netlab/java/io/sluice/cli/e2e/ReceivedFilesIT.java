package io.sluice.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of received files where a real disk and real coreutils are needed to see it. */
@Timeout(120)
class ReceivedFilesIT {
  @TempDir private Path folder;

  /** A disk of 30 MB gets full under a transfer of 20 MB, and then there is room again. */
  @Test
  void aFullDiskPausesATransferAndRoomLetsItGoOn() throws Exception {
    Path file = TempTree.file(folder.resolve("f"), 20_000_000, "rw-r--r--");
    Path disk = Files.createDirectory(folder.resolve("disk"));
    mount("size=30m", disk);
    try (Sluice sender = start("send", "f", "--interface", "lo", "--limit", "3M");
        Sluice receiver =
            start("receive", "--yes", "--interface", "lo", "-o", "disk", sender.code())) {
      while (!Files.exists(disk) || isEmpty(disk)) {
        Thread.sleep(20);
      }
      Path filler = disk.resolve("filler");
      fill(filler);
      receiver.err.await("Paused: no space left on the disk.");
      sender.err.await("Paused by the other side: no space left on the disk.");
      Files.delete(filler);
      assertEquals(0, receiver.exit(), receiver.err::toString);
      assertEquals(0, sender.exit(), sender.err::toString);
      assertEquals(-1, Files.mismatch(file, disk.resolve("f")));
    } finally {
      run("umount", disk.toString());
    }
  }

  /** A disk that has no room for another name, when all content has arrived. */
  @Test
  void linksAndFoldersWaitForRoomToo() throws Exception {
    Path tree = Files.createDirectory(folder.resolve("tree"));
    Files.writeString(tree.resolve("f"), "content");
    for (int i = 0; i < 20; i++) {
      Files.createDirectory(tree.resolve("folder" + i));
      Files.createSymbolicLink(tree.resolve("link" + i), Path.of("f"));
    }
    Path disk = Files.createDirectory(folder.resolve("disk"));
    mount("size=30m,nr_inodes=12", disk);
    try (Sluice sender = start("send", "tree", "--interface", "lo");
        Sluice receiver =
            start("receive", "--yes", "--interface", "lo", "-o", "disk", sender.code())) {
      receiver.err.await("Paused: no space left on the disk.");
      sender.err.await("Paused by the other side: no space left on the disk.");
      mount("remount,nr_inodes=100", disk);
      assertEquals(0, receiver.exit(), receiver.err::toString);
      assertEquals(0, sender.exit(), sender.err::toString);
      assertEquals(TempTree.names(tree), TempTree.names(disk.resolve("tree")));
    } finally {
      run("umount", disk.toString());
    }
  }

  @Test
  void coreutilsAgreeWithTheChecksums() throws Exception {
    Path tree = Files.createDirectory(folder.resolve("tree"));
    Files.writeString(tree.resolve("two\nlines"), "a");
    Files.writeString(tree.resolve("a return\r"), "b");
    Files.createFile(tree.resolve(" empty "));
    TempTree.file(tree.resolve("large"), 3_000_000, "rw-r--r--");
    Files.createDirectory(folder.resolve("to\\folder"));
    try (Sluice sender = start("send", "tree", "--interface", "lo");
        Sluice receiver =
            start(
                "receive",
                "--yes",
                "--interface",
                "lo",
                "--checksums",
                "sums",
                "-o",
                "to\\folder",
                sender.code())) {
      assertEquals(0, receiver.exit(), receiver.err::toString);
      assertEquals(0, sender.exit(), sender.err::toString);
    }
    assertEquals(4, Files.readAllLines(folder.resolve("sums")).size());
    assertEquals(0, run("sha256sum", "--check", "--strict", "sums"));
    Files.writeString(folder.resolve("to\\folder/tree/large"), "another");
    assertTrue(run("sha256sum", "--check", "--status", "sums") != 0);
  }

  private void mount(String options, Path disk) throws Exception {
    assertEquals(0, run("mount", "-t", "tmpfs", "-o", options, "tmpfs", disk.toString()));
  }

  private Sluice start(String... arguments) throws IOException {
    return new Sluice.Start().in(folder).run(arguments);
  }

  private int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(List.of(command))
        .directory(folder.toFile())
        .inheritIO()
        .start()
        .waitFor();
  }

  /** Writes until there is no room. */
  private static void fill(Path filler) throws IOException {
    try (var out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(new byte[100_000]);
      }
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException full) {
      // As it should be.
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (var names = Files.list(directory)) {
      return names.findAny().isEmpty();
    }
  }
}
