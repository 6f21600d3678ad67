package io.sluice.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.cli.e2e.RoutedNetwork.Family;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Real processes that are killed in the middle of a transfer, and new ones that go on with it. The
 * link's own figures say what was sent.
 */
@Timeout(3600)
@Execution(ExecutionMode.SAME_THREAD)
class KilledIT {
  /** Points at which a process is killed; 200 with {@code -Dnetlab.kills=200}. */
  private static final int POINTS = Integer.getInteger("netlab.kills", 8);

  private static final int TREE_BYTES = 200_000_000;

  /** What may be sent twice over all points: 2 %. */
  private static final long TWICE_IN_THE_MEAN = TREE_BYTES / 50;

  /** And at one of them, however busy the machine is: 4 %. */
  private static final long TWICE = 2 * TWICE_IN_THE_MEAN;

  @TempDir private Path folder;

  @Test
  void whoeverIsKilledTheRestArrivesAndNextToNothingTwice() throws Exception {
    Path tree = makeTree();
    try (RoutedNetwork network = new RoutedNetwork(Family.IPV4, 9000, false)) {
      long whole = new Point(network, tree, "whole").uninterrupted();
      Random random = new Random(4);
      long twice = 0;
      for (int i = 0; i < POINTS; i++) {
        double where = 0.02 + 0.96 * random.nextDouble();
        String name =
            "point %d, at %.3f, the %s".formatted(i, where, i % 2 == 0 ? "left" : "right");
        Point point = new Point(network, tree, "point" + i);
        long sent = point.killedAt((long) (where * whole), i % 2 == 0);
        System.out.printf("%s: %d of %d bytes%n", name, sent, whole);
        assertTrue(sent < whole + TWICE, () -> name + ": " + sent + " of " + whole);
        twice += Math.max(0, sent - whole);
        point.forget();
      }
      System.out.printf("sent twice at %d points: %d bytes each%n", POINTS, twice / POINTS);
      assertTrue(twice <= TWICE_IN_THE_MEAN * POINTS, twice + " bytes at " + POINTS + " points");
    }
  }

  /** A large file, some of middling size, and many small ones. */
  private Path makeTree() throws IOException {
    Path tree = Files.createDirectories(folder.resolve("from").resolve("tree"));
    TempTree.file(tree.resolve("large"), TREE_BYTES / 2, "rw-r--r--");
    for (int i = 0; i < 40; i++) {
      TempTree.file(tree.resolve("middle-" + i), TREE_BYTES / 40 / 5 * 2, "rw-r--r--");
    }
    Path small = Files.createDirectory(tree.resolve("small"));
    for (int i = 0; i < 2_000; i++) {
      TempTree.file(small.resolve("f" + i), TREE_BYTES / 2_000 / 10, "rw-r--r--");
    }
    return tree;
  }

  /** One transfer with folders of its own, as often as it takes. */
  private final class Point {
    private final RoutedNetwork network;
    private final Path tree;
    private final Path to;
    private final Path homes;

    Point(RoutedNetwork network, Path tree, String name) throws IOException {
      this.network = network;
      this.tree = tree;
      to = Files.createDirectory(folder.resolve(name));
      homes = Files.createDirectory(folder.resolve(name + "-homes"));
    }

    /** What leaves the sender when nothing goes wrong. */
    long uninterrupted() throws Exception {
      long before = network.fromLeft().bytes();
      finish();
      return network.fromLeft().bytes() - before;
    }

    /** What leaves the sender in two runs, of which the first ends after that many bytes. */
    long killedAt(long bytes, boolean senderIsKilled) throws Exception {
      long before = network.fromLeft().bytes();
      try (Observer observer = new Observer(tree, to.resolve("tree"))) {
        try (Sluice sender = send();
            Sluice receiver = receive(sender.code())) {
          while (network.fromLeft().bytes() - before < bytes) {
            Thread.sleep(1);
          }
          (senderIsKilled ? sender : receiver).signal("KILL");
          // Who is left would notice after a while: a person who sees it standing ends it.
          (senderIsKilled ? receiver : sender).signal("TERM");
          sender.exit();
          receiver.exit();
        }
        finish();
        assertEquals(List.of(), observer.wrong());
      }
      return network.fromLeft().bytes() - before;
    }

    /** Two hundred copies would fill a disk. */
    void forget() throws IOException {
      TempTree.delete(to);
      TempTree.delete(homes);
    }

    private void finish() throws Exception {
      try (Sluice sender = send();
          Sluice receiver = receive(sender.code())) {
        assertEquals(0, receiver.exit(), () -> "it said:\n" + receiver.err);
        assertEquals(0, sender.exit(), () -> "it said:\n" + sender.err);
      }
      assertSame();
    }

    private Sluice send() throws IOException {
      return start(network.left(), "sender", "").in(tree.getParent()).run("send", "tree");
    }

    private Sluice receive(String code) throws IOException {
      return start(network.right(), "receiver", code).in(to).run("receive", "--yes");
    }

    private Sluice.Start start(String machine, String home, String code) {
      return new Sluice.Start()
          .inNamespace(machine)
          .with("SLUICE_HOME", homes.resolve(home).toString())
          .with("SLUICE_CODE", code);
    }

    private void assertSame() throws IOException {
      Path copy = to.resolve("tree");
      for (Path file : filesOf(tree)) {
        assertEquals(-1, Files.mismatch(file, copy.resolve(tree.relativize(file))), file::toString);
      }
      assertEquals(filesOf(tree).size(), visible(copy), "something is left over");
      assertEquals(1, to.toFile().list().length, "something is left beside it");
    }
  }

  /** Who is killed just between making a hidden file and noting it down leaves that one behind. */
  private static long visible(Path top) throws IOException {
    return filesOf(top).stream()
        .filter(file -> !file.getFileName().toString().startsWith(".sluice-"))
        .count();
  }

  private static List<Path> filesOf(Path top) throws IOException {
    try (Stream<Path> files = Files.walk(top)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** Looks at the target all along: what has its final name must be whole. */
  private static final class Observer implements AutoCloseable {
    private final Path source;
    private final Path copy;
    private final Set<Path> seen = new HashSet<>();
    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::watch);
    private volatile boolean over;

    Observer(Path source, Path copy) {
      this.source = source;
      this.copy = copy;
      thread.start();
    }

    private void watch() {
      while (!over) {
        try {
          if (Files.exists(copy)) {
            filesOf(copy).forEach(this::check);
          }
          Thread.sleep(20);
        } catch (IOException | UncheckedIOException e) {
          // A hidden file that was there when the folder was read has got its name.
        } catch (InterruptedException e) {
          return;
        }
      }
    }

    private void check(Path file) {
      String name = file.getFileName().toString();
      if (name.startsWith(".sluice-") || !seen.add(file)) {
        return;
      }
      try {
        if (Files.mismatch(source.resolve(copy.relativize(file)), file) != -1) {
          wrong.add(file.toString());
        }
      } catch (NoSuchFileException e) {
        wrong.add(file + " is gone");
      } catch (IOException e) {
        wrong.add(file + ": " + e);
      }
    }

    List<String> wrong() {
      return List.copyOf(wrong);
    }

    @Override
    public void close() {
      over = true;
      thread.interrupt();
    }
  }
}
