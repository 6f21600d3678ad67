package io.sluice.transport.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.Pipe;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import io.sluice.transport.stream.Duplex;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pipes between two nodes on the loopback interface. */
@Timeout(120)
class PipeSessionTest {
  private Couple couple;

  @BeforeEach
  void pair() throws Exception {
    couple = Couple.pair();
  }

  @AfterEach
  void part() {
    couple.close();
  }

  @Test
  void bothDirectionsCarryTheirBytesAndEndOneByOne() throws Exception {
    Pipe left = couple.offerer.pipe();
    Pipe right = couple.answerer.pipe();
    byte[] there = random(5_000_001, 1);
    byte[] back = random(3_000_000, 2);
    var readRight = run(() -> readAll(right));
    var readLeft = run(() -> readAll(left));
    left.write(there, 0, there.length);
    left.end();
    assertArrayEquals(there, readRight.get());
    assertFalse(readLeft.isDone(), "the other direction goes on");
    right.write(back, 0, back.length);
    right.end();
    assertArrayEquals(back, readLeft.get());
    assertEquals(-1, left.read(new byte[1], 0, 1), "the end stays the end");
  }

  @Test
  void anAnswerComesWhileNothingIsEnded() throws Exception {
    Pipe left = couple.offerer.pipe();
    Pipe right = couple.answerer.pipe();
    for (int i = 0; i < 100; i++) {
      String line = "line " + i + "\n";
      say(left, line);
      assertEquals(line, hear(right, line.length()));
      say(right, line);
      assertEquals(line, hear(left, line.length()));
    }
  }

  @Test
  void whoWritesWaitsForWhoReadsAndOthersDoNot(@TempDir Path temp) throws Exception {
    Pipe left = couple.offerer.pipe();
    Pipe right = couple.answerer.pipe();
    long total = 4L * Duplex.WINDOW;
    AtomicLong written = new AtomicLong();
    var writing =
        run(
            () -> {
              byte[] block = new byte[100_000];
              while (written.get() < total) {
                left.write(block, 0, block.length);
                written.addAndGet(block.length);
              }
              left.end();
              return true;
            });
    while (written.get() < Duplex.WINDOW) {
      Thread.sleep(5);
    }
    // Meanwhile, with the pipe full, a file goes the same way.
    Path file = Files.write(temp.resolve("file"), random(1_000_000, 3));
    var sent = couple.offerer.send(List.of(file));
    Path target = Files.createDirectory(temp.resolve("target"));
    Couple.next(couple.answerer, PeerEvent.Offered.class).transfer().accept(target);
    var result = sent.await(Couple.PATIENCE);
    assertTrue(result != null && result.isComplete());
    assertTrue(written.get() < 2L * Duplex.WINDOW, written + " bytes were taken unread");
    long read = readAll(right).length;
    assertTrue(writing.get());
    assertEquals(written.get(), read);
  }

  @Test
  void aPipeThatOnlyOneSideWantsCanBeRefused() throws Exception {
    Pipe pipe = couple.offerer.pipe();
    Couple.next(couple.answerer, PeerEvent.PipeAsked.class);
    couple.answerer.refusePipe("not today");
    var refused = assertThrows(TransportException.class, () -> pipe.read(new byte[1], 0, 1));
    assertEquals(Problem.REFUSED, refused.problem());
    assertEquals("The other side refused the pipe: not today.", refused.getMessage());
    assertThrows(TransportException.class, pipe::end);
  }

  @Test
  void whoReadsNoMoreEndsTheWriting() throws Exception {
    Pipe left = couple.offerer.pipe();
    Pipe right = couple.answerer.pipe();
    var writing = run(() -> writeForEver(left));
    hear(right, 1);
    right.close(Problem.CLOSED, "nobody reads");
    assertEquals(Problem.CLOSED, writing.get().problem());
  }

  @Test
  void aPeerThatLeavesIsACutAndWhatCameBeforeIsRead() throws Exception {
    Pipe left = couple.offerer.pipe();
    Pipe right = couple.answerer.pipe();
    say(left, "half a wo");
    assertEquals("h", hear(right, 1));
    couple.offerer.close();
    assertEquals("alf a wo", hear(right, 8));
    var cut = assertThrows(TransportException.class, () -> right.read(new byte[9], 0, 9));
    assertEquals(Problem.INTERRUPTED, cut.problem());
  }

  @Test
  void aSessionHasOnePipe() throws Exception {
    couple.offerer.pipe();
    assertThrows(IllegalStateException.class, couple.offerer::pipe);
  }

  private static TransportException writeForEver(Pipe pipe) throws Exception {
    byte[] block = new byte[50_000];
    try {
      while (true) {
        pipe.write(block, 0, block.length);
      }
    } catch (TransportException e) {
      return e;
    }
  }

  private static void say(Pipe pipe, String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    pipe.write(bytes, 0, bytes.length);
  }

  private static String hear(Pipe pipe, int length) throws Exception {
    byte[] bytes = new byte[length];
    for (int at = 0; at < length; ) {
      int count = pipe.read(bytes, at, length - at);
      assertTrue(count > 0, "it ended after " + at);
      at += count;
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] readAll(Pipe pipe) throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[70_000];
    for (int count; (count = pipe.read(buffer, 0, buffer.length)) >= 0; ) {
      all.write(buffer, 0, count);
    }
    return all.toByteArray();
  }

  private static <T> FutureTask<T> run(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofPlatform().daemon().start(task);
    return task;
  }

  private static byte[] random(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
