package io.sluice.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.cli.demo.Loopback;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard input and output of two processes of the packaged program, joined over loopback. */
@Timeout(120)
class StreamsIT {
  private static final int LEAF = 128 * 1024;

  /** More than all windows, queues and reads ahead together. */
  private static final int MUCH = 96 << 20;

  @TempDir private Path folder;
  private Path to;
  private final List<Sluice> started = new ArrayList<>();

  @BeforeEach
  void makeFolder() throws IOException {
    to = Files.createDirectory(folder.resolve("to"));
  }

  @AfterEach
  void endAll() {
    started.forEach(Sluice::close);
  }

  private Sluice run(Sluice.Start start, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--interface", Loopback.name()));
    Sluice sluice = start.in(to).run(all.toArray(new String[0]));
    started.add(sluice);
    return sluice;
  }

  private Sluice send(String name) throws IOException {
    return run(new Sluice.Start(), "send", "-", "--name", name);
  }

  private Sluice receive(Sluice.Start start, Sluice sender, String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of("receive", "--yes"));
    all.addAll(List.of(options));
    return run(start.with("SLUICE_CODE", sender.code()), all.toArray(new String[0]));
  }

  private static void assertEnds(int code, Sluice sluice) throws InterruptedException {
    assertEquals(code, sluice.exit(), () -> "it said:\n" + sluice.err);
    String err = sluice.err.toString();
    assertTrue(!err.contains("\tat ") && !err.contains("Exception"), err);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  /** Writes all of it to a program, and then ends its input. */
  private static CompletableFuture<Long> feed(Sluice sluice, byte[] content, AtomicLong written) {
    return aside(
        () -> {
          try (OutputStream out = sluice.input()) {
            for (int at = 0; at < content.length; at += LEAF) {
              int count = Math.min(LEAF, content.length - at);
              out.write(content, at, count);
              written.addAndGet(count);
            }
          } catch (IOException e) {
            // It takes no more.
          }
          return written.get();
        });
  }

  private static <T> CompletableFuture<T> aside(Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                result.complete(work.call());
              } catch (Exception e) {
                result.completeExceptionally(e);
              }
            });
    return result;
  }

  private static CompletableFuture<Long> feed(Sluice sluice, byte[] content) {
    return feed(sluice, content, new AtomicLong());
  }

  private static byte[] readAll(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    in.transferTo(all);
    return all.toByteArray();
  }

  /** Waits until a number has not grown for a while: who should stand still does. */
  private static long standsStill(AtomicLong number) throws InterruptedException {
    long last = -1;
    int same = 0;
    while (same < 10) {
      TimeUnit.MILLISECONDS.sleep(100);
      same = number.get() == last && last > 0 ? same + 1 : 0;
      last = number.get();
    }
    return last;
  }

  private List<String> visible() throws IOException {
    return TempTree.names(to).stream().filter(name -> !name.startsWith(".sluice-")).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, LEAF, 5 * LEAF + 7, 40_000_000})
  void standardInputArrivesAsAFile(int length) throws Exception {
    byte[] content = random(length);
    Sluice sender = send("x");
    Sluice receiver = receive(new Sluice.Start(), sender);
    feed(sender, content);
    assertEnds(0, receiver);
    assertEnds(0, sender);
    assertEquals(List.of("x"), TempTree.names(to));
    assertArrayEquals(content, Files.readAllBytes(to.resolve("x")));
    assertTrue(receiver.err.toString().contains("size unknown"), receiver.err.toString());
  }

  @Test
  void itGoesOnToStandardOutputAndWaitsForWhoReadsThat() throws Exception {
    byte[] content = random(MUCH);
    AtomicLong written = new AtomicLong();
    Sluice sender = send("x");
    Sluice receiver = receive(new Sluice.Start().withRawOutput(), sender, "-o", "-");
    CompletableFuture<Long> fed = feed(sender, content, written);
    assertTrue(standsStill(written) < MUCH, "nobody reads, and everything is gone");
    assertArrayEquals(content, readAll(receiver.data()));
    assertEnds(0, receiver);
    assertEnds(0, sender);
    assertEquals(MUCH, fed.get(20, TimeUnit.SECONDS));
  }

  @Test
  void aNameWithAPathIsAMistakeOfUsage() throws Exception {
    for (String name : List.of("a/b", "../x", "/etc/passwd", "..")) {
      assertEnds(2, send(name));
    }
  }

  @Test
  void moreThanIsAcceptedLeavesNothing() throws Exception {
    Sluice sender = send("x");
    Sluice receiver = receive(new Sluice.Start(), sender, "--max-size", "3M");
    feed(sender, random(20_000_000));
    assertEnds(6, receiver);
    assertEnds(6, sender);
    assertEquals(List.of(), TempTree.names(to));
    assertTrue(sender.err.toString().contains("larger than 3.0 MB"), sender.err.toString());
  }

  @Test
  void aNameThatIsTakenStaysAsItIs() throws Exception {
    Files.writeString(to.resolve("x"), "mine");
    Sluice sender = send("x");
    assertEnds(9, receive(new Sluice.Start(), sender));
    assertEnds(9, sender);
    assertEquals("mine", Files.readString(to.resolve("x")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"KILL", "TERM"})
  void aSenderThatIsCutLeavesNothing(String signal) throws Exception {
    Sluice sender = send("x");
    Sluice receiver = receive(new Sluice.Start(), sender);
    sender.input().write(random(3_000_000));
    sender.input().flush();
    while (TempTree.names(to).isEmpty()) {
      Thread.onSpinWait();
    }
    assertEquals(List.of(), visible());
    sender.signal(signal);
    sender.exit();
    assertTrue(List.of(6, 10).contains(receiver.exit()), receiver.err.toString());
    assertEquals(List.of(), TempTree.names(to));
  }

  private Sluice pipe() throws IOException {
    return run(
        new Sluice.Start().withRawOutput(), "pipe", "--code-to", folder.resolve("code").toString());
  }

  private Sluice otherPipe() throws IOException {
    Path code = folder.resolve("code");
    while (!Files.exists(code)) {
      Thread.onSpinWait();
    }
    return run(new Sluice.Start().withRawOutput(), "pipe", "--code-file", code.toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, LEAF, 40_000_000})
  void aPipeCarriesBothWaysAtOnce(int length) throws Exception {
    byte[] there = random(length);
    byte[] back = random(length / 2 + 3);
    Sluice one = pipe();
    Sluice other = otherPipe();
    feed(one, there);
    feed(other, back);
    CompletableFuture<byte[]> arrived = aside(() -> readAll(other.data()));
    assertArrayEquals(back, readAll(one.data()));
    assertArrayEquals(there, arrived.get(60, TimeUnit.SECONDS));
    assertEnds(0, one);
    assertEnds(0, other);
    for (Sluice side : List.of(one, other)) {
      assertTrue(side.err.toString().contains("all verified"), side.err.toString());
    }
  }

  @Test
  void whoWritesIntoAPipeWaitsForWhoReads() throws Exception {
    AtomicLong written = new AtomicLong();
    byte[] content = random(MUCH);
    Sluice one = pipe();
    Sluice other = otherPipe();
    feed(one, content, written);
    other.input().close();
    assertTrue(standsStill(written) < MUCH, "nobody reads, and everything is gone");
    assertArrayEquals(content, readAll(other.data()));
    assertEnds(0, other);
    assertEnds(0, one);
  }

  @Test
  void whoHasSeenEnoughClosesThePipeOnBothSides() throws Exception {
    Sluice one = pipe();
    Sluice other = otherPipe();
    feed(one, random(MUCH));
    other.data().readNBytes(1000);
    other.data().close();
    assertEnds(141, other);
    assertEnds(141, one);
  }

  @Test
  void aPipeThatIsCutIsNoSuccess() throws Exception {
    Sluice one = pipe();
    Sluice other = otherPipe();
    one.input().write(1);
    one.input().flush();
    assertEquals(1, other.data().read());
    one.signal("KILL");
    one.exit();
    assertEquals(-1, other.data().read());
    assertEnds(10, other);
  }
}
