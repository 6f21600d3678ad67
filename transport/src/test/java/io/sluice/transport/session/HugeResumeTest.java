package io.sluice.transport.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.digest.LeafHash;
import io.sluice.transport.Transport;
import io.sluice.transport.api.Decisions;
import io.sluice.transport.api.IncomingTransfer;
import io.sluice.transport.api.Node;
import io.sluice.transport.api.Pairing;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.files.journal.JournalFolder;
import io.sluice.transport.files.journal.JournalFolder.Side;
import io.sluice.transport.files.journal.JournalRecord;
import io.sluice.transport.files.journal.KeptFile;
import io.sluice.transport.files.journal.KeptTransfer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A transfer of 100 GiB is interrupted when most of it is there; nobody reads that again. */
@Timeout(180)
class HugeResumeTest {
  private static final long SIZE = 100L << 30;
  private static final long LEAVES_HERE = SIZE / LeafHash.LEAF_BYTES * 95 / 100;
  private static final long HERE = LEAVES_HERE * LeafHash.LEAF_BYTES;

  /** In seconds, on a busy machine too: to read again what is here would take minutes. */
  private static final double SOON = 10;

  @TempDir private Path folder;

  @Test
  void bytesMoveSoonAfterConsent() throws Exception {
    Path huge = sparse(folder.resolve("huge"), SIZE);
    Path target = Files.createDirectory(folder.resolve("target"));
    try (Session session = new Session(huge)) {
      session.receiveUntil(target, 8 << 20);
    }
    sparse(partIn(target), HERE);
    sayThatMostIsThere(Side.SEND, "sender");
    sayThatMostIsThere(Side.RECEIVE, "receiver");
    try (Session session = new Session(huge)) {
      double seconds = session.receiveUntil(target, HERE + (1 << 20));
      System.out.printf("new bytes of 100 GiB %.2f s after consent%n", seconds);
      assertTrue(seconds < SOON, seconds + " s until new bytes had arrived");
      // What moved is new: hardly more than was waited for.
      assertTrue(session.incoming.progress().bytes() < HERE + (SIZE - HERE) / 2);
    }
  }

  private static Path sparse(Path path, long size) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(size);
    }
    return path;
  }

  private static Path partIn(Path target) throws IOException {
    try (Stream<Path> files = Files.list(target)) {
      List<Path> parts = files.toList();
      assertEquals(1, parts.size(), parts.toString());
      return parts.getFirst();
    }
  }

  /** As if as many leaves had been sent, written and synced: all of them are zeros. */
  private void sayThatMostIsThere(Side side, String home) throws IOException {
    byte[] zeros = new LeafHash().of(new byte[LeafHash.LEAF_BYTES], 0, LeafHash.LEAF_BYTES);
    JournalFolder journals = new JournalFolder(folder.resolve(home).resolve("transfers"));
    try (KeptTransfer kept = journals.open(journals.ids(side).getFirst(), side)) {
      List<KeptFile> files = new ArrayList<>();
      kept.visit(files::add);
      KeptFile file = files.getFirst();
      long start = kept.position();
      for (long leaf = 0; leaf < LEAVES_HERE; leaf++) {
        if (!file.has(leaf)) {
          kept.add(JournalRecord.Leaf.of(file.begun().number(), leaf, zeros));
        }
      }
      kept.add(new JournalRecord.Synced(start, kept.position()));
    }
  }

  /** A sender of one file, and a receiver, each with what it keeps. */
  private final class Session implements AutoCloseable {
    private final Node left = open("sender");
    private final Node right = open("receiver");
    private final Peer sender;
    private final Peer receiver;
    private final IncomingTransfer incoming;

    Session(Path file) throws Exception {
      Pairing offer = left.offer();
      Pairing answer = right.answer(offer.code().text());
      sender = Couple.await(offer);
      receiver = Couple.await(answer);
      sender.send(List.of(file));
      incoming = Couple.next(receiver, PeerEvent.Offered.class).transfer();
    }

    private Node open(String home) {
      return Transport.open(Couple.LOOPBACK.withLimit(64 << 20).withHome(folder.resolve(home)));
    }

    /** Accepts, and returns after how many seconds so many bytes were there. */
    double receiveUntil(Path target, long bytes) throws Exception {
      long start = System.nanoTime();
      incoming.prospect(target);
      incoming.accept(target, Decisions.TAKE_ALL);
      while (incoming.progress().bytes() < bytes) {
        assertTrue(
            System.nanoTime() - start < Couple.PATIENCE.toNanos(), incoming.progress()::toString);
        incoming.await(Duration.ofMillis(1));
      }
      return (System.nanoTime() - start) / 1e9;
    }

    @Override
    public void close() {
      sender.close();
      receiver.close();
      left.close();
      right.close();
    }
  }
}
