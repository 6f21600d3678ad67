package io.sluice.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeDigestTest {
  @TempDir private Path folder;

  private Path tree(String parent) throws IOException {
    Path top = Files.createDirectories(folder.resolve(parent).resolve("top"));
    Files.createDirectory(top.resolve("empty"));
    Files.writeString(top.resolve("abc"), "abc");
    Files.createSymbolicLink(top.resolve("link"), Path.of("abc"));
    return top;
  }

  @Test
  void everyEntryIsDescribedByItsKindAndContent() throws IOException {
    assertEquals(
        Map.of(
            "top", "folder",
            "top/empty", "folder",
            "top/abc", "file 3 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            "top/link", "link abc"),
        TreeDigest.of(tree("one")));
  }

  @Test
  void equalTreesDifferInNothing() throws IOException {
    assertEquals(
        List.of(), TreeDigest.differences(TreeDigest.of(tree("one")), TreeDigest.of(tree("two"))));
  }

  @Test
  void aByteANameOrAnEntryMoreIsADifference() throws IOException {
    Path one = tree("one");
    Path two = tree("two");
    Files.writeString(two.resolve("abc"), "abd");
    Files.createDirectory(one.resolve("more"));
    Files.move(two.resolve("empty"), two.resolve("full"));
    assertEquals(
        List.of("top/abc", "top/empty", "top/full", "top/more"),
        TreeDigest.differences(TreeDigest.of(one), TreeDigest.of(two)));
  }

  @Test
  void aTempFolderGoesWithFoldersThatCannotBeReadAndNeverThroughLinks() throws IOException {
    Path kept = Files.writeString(folder.resolve("kept"), "x");
    Path path;
    try (TempFolder temp = TempFolder.create()) {
      path = temp.path();
      Path closed = Files.createDirectory(path.resolve("closed"));
      Files.writeString(closed.resolve("f"), "x");
      Files.createSymbolicLink(path.resolve("link"), folder);
      closed.toFile().setWritable(false);
    }
    assertFalse(Files.exists(path));
    assertEquals("x", Files.readString(kept));
  }
}
