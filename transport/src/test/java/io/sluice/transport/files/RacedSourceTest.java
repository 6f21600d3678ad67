package io.sluice.transport.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.TransportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shared folders and files that become links to what is not shared, and back, all the while. */
class RacedSourceTest {
  private static final int ROUNDS = 1_000;

  @TempDir Path temp;
  private Path shared;
  private Path secret;

  @BeforeEach
  void setUp() throws IOException {
    shared = Files.createDirectories(temp.resolve("shared"));
    secret = Files.createDirectory(temp.resolve("secret"));
    // As long as what is shared: neither size nor name gives it away.
    for (String name : List.of("sub/file", "file")) {
      write(shared.resolve(name), "shared");
      write(secret.resolve(name.replace("sub/", "")), "secret");
    }
    write(secret.resolve("private"), "secret");
  }

  private static void write(Path path, String text) throws IOException {
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void aScanListsNothingBehindALinkThatIsSwappedIn() throws Exception {
    int whole = 0;
    try (Swapper swapper = new Swapper(shared.resolve("sub"), secret)) {
      for (int round = 0; round < ROUNDS || swapper.swaps() < 50; round++) {
        try (FileSource source = FileSource.scan(List.of(shared))) {
          for (ManifestEntry entry : source.manifest()) {
            assertTrue(!entry.path().name().equals("private"), "listed what is not shared");
          }
          whole += source.manifest().count() >= 4 ? 1 : 0;
        }
      }
    }
    assertTrue(whole > 0, "never saw the whole folder");
  }

  @Test
  void aReadGivesNothingBehindALinkThatIsSwappedIn() throws Exception {
    readThrough("sub", secret);
  }

  @Test
  void aReadGivesNothingOfAFileThatIsSwappedIn() throws Exception {
    readThrough("sub/file", secret.resolve("file"));
  }

  private void readThrough(String swapped, Path leads) throws Exception {
    int read = 0;
    byte[] into = new byte[6];
    try (Swapper swapper = new Swapper(shared.resolve(swapped), leads)) {
      for (int round = 0; round < ROUNDS || swapper.swaps() < 50; round++) {
        try (FileSource source = FileSource.scan(List.of(shared))) {
          read += reads(source, into);
        }
      }
    }
    assertTrue(read > 0, "never read a file");
  }

  private static int reads(FileSource source, byte[] into) throws TransportException {
    int read = 0;
    for (int entry = 0; entry < source.manifest().count(); entry++) {
      if (source.manifest().entry(entry) instanceof ManifestEntry.File) {
        try {
          source.read(entry, 0, into, into.length);
          assertEquals("shared", new String(into, UTF_8));
          read++;
        } catch (FileException e) {
          // It was away, or a link, at this moment.
        }
      }
    }
    return read;
  }
}
