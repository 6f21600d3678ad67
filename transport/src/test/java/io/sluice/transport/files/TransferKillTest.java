package io.sluice.transport.files;

import static io.sluice.crypto.digest.LeafHash.LEAF_BYTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.digest.Cover;
import io.sluice.crypto.digest.LeafHash;
import io.sluice.transport.api.Decisions;
import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.files.crash.CrashDisk;
import io.sluice.transport.files.journal.JournalFolder;
import io.sluice.transport.files.journal.MemoryJournal;
import io.sluice.transport.transfer.DiskTask;
import io.sluice.transport.transfer.GroupRead;
import io.sluice.transport.transfer.ReadTask;
import io.sluice.transport.transfer.RecallTask;
import io.sluice.transport.transfer.Receiver;
import io.sluice.transport.transfer.Sender;
import io.sluice.transport.transfer.message.Content;
import io.sluice.transport.transfer.message.Digest;
import io.sluice.transport.transfer.message.HeldFile;
import io.sluice.transport.transfer.message.HeldRun;
import io.sluice.transport.transfer.message.Message;
import io.sluice.transport.transfer.message.Offer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Transfers that are killed anywhere, again and again: between a write, its journal, its sync and
 * its answer; the process alone, or the machine with all that was not synced. The cores, the sink
 * and the journal are the real ones, the disk is in memory.
 */
class TransferKillTest {
  private static final int POINTS = 10_000;
  private static final Instant TIME = Instant.ofEpochSecond(1_700_000_000);
  private static final byte[] NOISE = new byte[3 * LEAF_BYTES];

  static {
    new Random(7).nextBytes(NOISE);
  }

  @TempDir private Path folder;
  private int points;
  private long sentTwice;
  private long sent;

  @Test
  void whateverIsKilledAndWheneverAllArrivesAndNothingWrongIsEverInPlace() throws Exception {
    for (int seed = 0; points < POINTS; seed++) {
      try {
        new Life(seed).run();
      } catch (Exception | AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
    // Power failures lose what was not synced; kills alone lose what was not written.
    assertTrue(sent > 0 && sentTwice < sent, sentTwice + " of " + sent + " bytes sent twice");
  }

  /** The content of a leaf: nothing of it is stored. */
  private static ByteBuffer leaf(int entry, long index, int length) {
    int start = (int) ((entry * 7919L + index * 104_729L) % (2 * LEAF_BYTES));
    return ByteBuffer.wrap(NOISE, start, length).slice();
  }

  /** One transfer, with all its runs until it is complete. */
  private final class Life {
    final Random random;
    final Manifest manifest;
    final CrashDisk disk = new CrashDisk();
    final MemoryJournal journal = new MemoryJournal();
    Map<Integer, Map<Long, byte[]>> memory = new HashMap<>();

    Life(int seed) {
      random = new Random(seed);
      List<ManifestEntry> entries = new ArrayList<>();
      int count = 1 + random.nextInt(4);
      for (int i = 0; i < count; i++) {
        long size =
            switch (random.nextInt(4)) {
              case 0 -> 0;
              case 1 -> 1 + random.nextInt(3000);
              default -> (1 + random.nextInt(4)) * (long) LEAF_BYTES + random.nextInt(9);
            };
        entries.add(new ManifestEntry.File(EntryPath.of("f" + i), 0644, TIME, size));
      }
      manifest = Manifest.of(entries);
    }

    void run() throws Exception {
      boolean power = false;
      long total = 0;
      boolean complete = false;
      for (int run = 0; !complete; run++) {
        Run one = new Run(this);
        int steps = run > 20 ? Integer.MAX_VALUE : random.nextInt(120);
        complete = one.go(steps);
        total += one.sentBytes;
        if (!complete) {
          points++;
          if (random.nextInt(3) == 0) {
            power = true;
            disk.losePower(random);
            journal.losePower(random);
          }
          if (random.nextInt(4) == 0) {
            memory = new HashMap<>();
          }
          observe();
        }
      }
      if (!power) {
        sent += total;
        sentTwice += Math.max(0, total - manifest.bytes());
      }
      for (int entry = 0; entry < manifest.count(); entry++) {
        assertNotNull(disk.content(manifest.entry(entry).path().name()), "entry " + entry);
      }
      observe();
      for (String name : disk.names()) {
        assertTrue(!name.endsWith(".part") || power || disk.content(name).isEmpty(), name);
      }
    }

    /** Whatever has its final name is right. */
    void observe() {
      for (int entry = 0; entry < manifest.count(); entry++) {
        long size = manifest.entry(entry).size();
        Map<Long, ByteBuffer> content = disk.content(manifest.entry(entry).path().name());
        for (long leaf = 0; content != null && leaf * LEAF_BYTES < size; leaf++) {
          int length = (int) Math.min(LEAF_BYTES, size - leaf * LEAF_BYTES);
          ByteBuffer there = content.get(leaf * LEAF_BYTES);
          assertEquals(leaf(entry, leaf, length), there, "leaf " + leaf + " of entry " + entry);
        }
      }
    }
  }

  /** One run of both programs. */
  private final class Run {
    final Life life;
    final Sender sender;
    final Deque<Message> toReceiver = new ArrayDeque<>();
    final Deque<Message> toSender = new ArrayDeque<>();
    final List<Content> blocks = new ArrayList<>();
    final List<Runnable> reads = new ArrayList<>();
    final List<DiskTask> tasks = new ArrayList<>();
    final FileSink sink;
    final boolean looks;
    long sentBytes;
    Receiver receiver;

    Run(Life life) throws Exception {
      this.life = life;
      sender = new Sender(2, life.manifest, "00".repeat(16));
      Path base = Path.of("/nowhere");
      var kept = life.journal.open();
      looks = !kept.isEmpty();
      Resumption resumption =
          new Resumption(new JournalFolder(folder), kept, new Layout(base, null, Map.of()));
      sink =
          new FileSink(base, life.manifest, Decisions.TAKE_ALL, resumption, _ -> life.disk.open());
    }

    /** Runs so many steps; whether it came to its end. */
    boolean go(int steps) throws Exception {
      for (int step = 0; step < steps; step++) {
        drain();
        if (!step()) {
          assertNotNull(sender.outcome());
          assertNull(sender.outcome().problem(), sender.outcome() + "");
          return true;
        }
        if (life.random.nextInt(8) == 0) {
          life.observe();
        }
      }
      return false;
    }

    private void drain() {
      for (Content block; blocks.size() < 6 && (block = sender.pollContent()) != null; ) {
        blocks.add(block);
        sentBytes += block.data().remaining();
      }
      boolean recalled = true;
      while (recalled) {
        while (reads.size() < 4 && startRead()) {}
        recalled = false;
        for (RecallTask recall; (recall = sender.pollRecall()) != null; recalled = true) {
          sender.recalled(recall, recall(recall));
        }
      }
      for (Message m; (m = sender.pollMessage()) != null; ) {
        toReceiver.add(m);
      }
      if (receiver != null) {
        if (receiver.isOffered()) {
          receiver.accept(Decisions.TAKE_ALL, looks);
        }
        for (Message m; (m = receiver.pollMessage()) != null; ) {
          toSender.add(m);
        }
        for (DiskTask task; (task = receiver.pollTask()) != null; ) {
          tasks.add(task);
        }
      }
    }

    private Cover recall(RecallTask task) {
      Map<Long, byte[]> known = life.memory.getOrDefault(task.entry(), Map.of());
      Cover.Builder cover = new Cover.Builder(task.first());
      for (long leaf = task.first(); leaf < task.first() + task.count(); leaf++) {
        if (!known.containsKey(leaf)) {
          return null;
        }
        cover.add(known.get(leaf), 0);
      }
      return cover.build();
    }

    /** Small files alone or in groups. */
    private boolean startRead() {
      GroupRead group = life.random.nextBoolean() ? sender.pollGroup() : null;
      if (group != null) {
        return reads.add(() -> read(group));
      }
      ReadTask read = sender.pollRead();
      return read != null && reads.add(() -> read(read));
    }

    private boolean step() throws FileException {
      List<Integer> possible = new ArrayList<>();
      for (int kind = 0; kind < 5; kind++) {
        if (!List.of(toReceiver, toSender, blocks, reads, tasks).get(kind).isEmpty()) {
          possible.add(kind);
        }
      }
      if (possible.isEmpty()) {
        return false;
      }
      switch (possible.get(life.random.nextInt(possible.size()))) {
        case 0 -> receive(toReceiver.remove());
        case 1 -> sender.receive(toSender.remove());
        case 2 -> receiver.receive(take(blocks));
        case 3 -> take(reads).run();
        default -> carryOut(take(tasks));
      }
      if (life.random.nextInt(30) == 0) {
        sink.checkpoint();
      }
      return true;
    }

    private void receive(Message message) {
      if (message instanceof Offer offer) {
        receiver = new Receiver(2, offer);
      } else {
        receiver.receive(message);
      }
    }

    private void read(ReadTask task) {
      ByteBuffer data = leaf(task.entry(), task.index(), task.length());
      byte[] hash = hash(data);
      life.memory.computeIfAbsent(task.entry(), _ -> new HashMap<>()).put(task.index(), hash);
      sender.read(task, hash, data);
    }

    private void read(GroupRead group) {
      ByteBuffer data = ByteBuffer.allocate(group.length());
      List<GroupRead.Result> results = new ArrayList<>();
      for (GroupRead.Part part : group.files()) {
        ByteBuffer file = leaf(part.entry(), 0, part.length());
        byte[] root = root(file);
        if (part.length() > 0) {
          life.memory.computeIfAbsent(part.entry(), _ -> new HashMap<>()).put(0L, root);
        }
        results.add(new GroupRead.Result.Whole(part.entry(), Digest.of(root)));
        data.put(file);
      }
      sender.readGroup(results, data.flip(), 0);
    }

    private void place(DiskTask.Place task) {
      List<WholeFile> files = new ArrayList<>();
      for (DiskTask.Place.Whole file : task.files()) {
        ByteBuffer content = task.data().slice(file.offset(), file.length());
        assertEquals(Digest.of(root(content)), file.root());
        files.add(new WholeFile(file.entry(), content, file.root().toBytes()));
      }
      assertEquals(Map.of(), sink.place(files));
      receiver.placed(task, Map.of());
    }

    private void carryOut(DiskTask task) throws FileException {
      switch (task) {
        case DiskTask.Store store -> {
          byte[] hash = hash(store.data());
          sink.write(store.entry(), store.offset(), store.data().duplicate(), hash);
          // The process may be killed here: written and in the journal, and nobody was told.
          receiver.stored(store, hash);
        }
        case DiskTask.Place place -> place(place);
        case DiskTask.Look look -> {
          Holdings found = sink.look(look.from(), look.count());
          receiver.looked(look, found.end(), found.files().stream().map(Run::held).toList());
        }
        case DiskTask.Keep keep ->
            receiver.kept(keep, sink.keep(keep.entry(), keep.first(), keep.count()));
        case DiskTask.Recall recall ->
            receiver.recalled(recall, sink.recall(recall.entry(), recall.first(), recall.count()));
        case DiskTask.Publish(int entry) -> {
          sink.publish(entry);
          receiver.taskDone(task);
        }
        case DiskTask.FinishDirectories _ -> {
          sink.finishDirectories();
          receiver.taskDone(task);
        }
        case DiskTask.Link _, DiskTask.Discard _ -> throw new AssertionError(task);
      }
    }

    private static HeldFile held(Holdings.Holding holding) {
      return new HeldFile(
          holding.entry(),
          holding.runs().stream()
              .map(run -> new HeldRun(run.first(), run.count(), Digest.of(run.digest())))
              .toList());
    }

    private static byte[] root(ByteBuffer data) {
      return new LeafHash()
          .rootOf(data.array(), data.arrayOffset() + data.position(), data.remaining());
    }

    private static byte[] hash(ByteBuffer data) {
      return new LeafHash()
          .of(data.array(), data.arrayOffset() + data.position(), data.remaining());
    }

    private <T> T take(List<T> list) {
      return list.remove(life.random.nextInt(list.size()));
    }
  }
}
