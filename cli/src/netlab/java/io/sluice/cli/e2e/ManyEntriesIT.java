package io.sluice.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A tree of very many empty files, between two real processes that may have 192 MB of heap. */
@Timeout(1200)
class ManyEntriesIT {
  /** A million with {@code -Dnetlab.entries=1000000}. */
  private static final int FILES = Integer.getInteger("netlab.entries", 100_000);

  private static final int FILES_OF_A_FOLDER = 1000;

  /** From the connection to what the receiver's user is asked, in seconds. */
  private static final double SOON = 10;

  /** What a process may take at most, in kB: its heap, and what Java takes beside it. */
  private static final long MEMORY = 320_000;

  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

  @TempDir private Path folder;

  @Test
  void consentIsAskedForSoonAndMemoryStaysFlatUntilAllArrived() throws Exception {
    makeTree(folder.resolve("tree"));
    Path target = Files.createDirectory(folder.resolve("to"));
    try (Sluice sender = start("send", "-v", "--interface", "lo", "tree");
        Sluice receiver =
            start("receive", "-v", "-y", "--interface", "lo", "-o", "to", sender.code())) {
      receiver.err.await("connected:");
      long connected = System.nanoTime();
      receiver.err.await("... and ");
      double asked = (System.nanoTime() - connected) / 1e9;
      assertTrue(asked < SOON, asked + " s");
      long most = 0;
      while (sender.isRunning() && receiver.isRunning()) {
        most = Math.max(most, Math.max(peak(sender), peak(receiver)));
        Thread.sleep(100);
      }
      assertEquals(0, receiver.exit(), receiver.err::toString);
      assertEquals(0, sender.exit(), sender.err::toString);
      System.out.printf("%d files: asked after %.1f s, %d kB at most%n", FILES, asked, most);
      assertTrue(most < MEMORY, most + " kB");
    }
    try (Stream<Path> files = Files.walk(target)) {
      assertEquals(FILES, files.filter(Files::isRegularFile).count());
    }
  }

  private static void makeTree(Path top) throws IOException {
    for (int i = 0; i < FILES; i++) {
      Path in = top.resolve("dir%05d".formatted(i / FILES_OF_A_FOLDER));
      if (i % FILES_OF_A_FOLDER == 0) {
        Files.createDirectories(in);
      }
      Files.createFile(in.resolve("f%04d".formatted(i % FILES_OF_A_FOLDER)));
    }
  }

  /** The most memory that a process has had; 0 if it has ended. */
  private static long peak(Sluice process) {
    try {
      String status = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "status"));
      Matcher peak = PEAK.matcher(status);
      return peak.find() ? Long.parseLong(peak.group(1)) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private Sluice start(String... arguments) throws IOException {
    return new Sluice.Start().in(folder).run(arguments);
  }
}
