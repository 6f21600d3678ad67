package io.sluice.transport.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.digest.Cover;
import io.sluice.transport.api.Decisions;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.Problem;
import io.sluice.transport.transfer.message.Content;
import io.sluice.transport.transfer.message.Digest;
import io.sluice.transport.transfer.message.MalformedMessageException;
import io.sluice.transport.transfer.message.Message;
import io.sluice.transport.transfer.message.Messages;
import io.sluice.transport.transfer.message.Offer;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A sender and a receiver in memory. A seed decides what happens next: a control message arrives
 * (in order), a block arrives (in any order), a read or a disk task ends (in any order).
 */
final class TransferPair {
  private static final int BLOCKS_ON_THE_WAY = 12;
  private static final int READS = 6;

  final Sender sender;
  final Manifest manifest;
  final FakeDisk disk;
  @Nullable Receiver receiver;
  Decisions decisions = Decisions.TAKE_ALL;
  int steps;
  int messagesToSender;

  private final Random random;
  private final Faults faults;
  private final FakeDisk.Content content;
  private final Map<Integer, Map<Long, byte[]>> memory;
  private boolean looks;
  long bytesSent;

  /** How likely a block finds no room on the disk. */
  double full;

  int pauses;
  private final Deque<ByteBuffer> toReceiver = new ArrayDeque<>();
  private final Deque<ByteBuffer> toSender = new ArrayDeque<>();
  private final List<ByteBuffer> blocks = new ArrayList<>();
  private final List<ReadTask> reads = new ArrayList<>();
  private final List<GroupRead> groups = new ArrayList<>();
  private final List<RecallTask> recalls = new ArrayList<>();
  private final List<DiskTask> tasks = new ArrayList<>();

  TransferPair(Manifest manifest, Random random, Faults faults) {
    this(manifest, random, faults, FakeContent::leaf, new HashMap<>());
  }

  /**
   * A sender that has this content.
   *
   * @param memory the hashes that it remembers and goes on to note
   */
  TransferPair(
      Manifest manifest,
      Random random,
      Faults faults,
      FakeDisk.Content content,
      Map<Integer, Map<Long, byte[]>> memory) {
    this.manifest = manifest;
    this.random = random;
    this.faults = faults;
    this.content = content;
    this.memory = memory;
    this.sender = new Sender(4, manifest, "00".repeat(16));
    this.disk = new FakeDisk(manifest, content);
  }

  /** What another pair left on its disk is here, and is looked for. */
  void goOnFrom(TransferPair earlier) {
    disk.inherit(earlier.disk);
    looks = true;
  }

  /** Runs until nothing more can happen. */
  void run() throws MalformedMessageException {
    run(Integer.MAX_VALUE);
  }

  /** Runs so many steps at most. */
  void run(int most) throws MalformedMessageException {
    do {
      drain();
      if (steps == most) {
        return;
      }
      if (++steps == faults.cancelAfter()) {
        cancel();
        drain();
      }
    } while (step());
  }

  private void cancel() {
    if (random.nextBoolean()) {
      sender.cancel(Problem.OTHER, "enough");
    } else if (receiver != null) {
      receiver.cancel(Problem.OTHER, "enough");
    }
  }

  private void drain() {
    for (Message m; (m = sender.pollMessage()) != null; ) {
      toReceiver.add(m.write());
    }
    while (blocks.size() < BLOCKS_ON_THE_WAY) {
      Content block = sender.pollContent();
      if (block == null) {
        break;
      }
      blocks.add(block.write());
      bytesSent += block.data().remaining();
    }
    while (reads.size() + groups.size() < READS && startRead()) {}
    for (RecallTask recall; (recall = sender.pollRecall()) != null; ) {
      recalls.add(recall);
    }
    if (receiver == null) {
      return;
    }
    if (receiver.isOffered()) {
      receiver.accept(decisions, looks);
    }
    for (Message m; (m = receiver.pollMessage()) != null; ) {
      toSender.add(m.write());
      messagesToSender++;
    }
    for (DiskTask task; (task = receiver.pollTask()) != null; ) {
      tasks.add(task);
    }
    assertEquals(receiver.tasksOutstanding(), tasks.size());
    long publishing = tasks.stream().filter(DiskTask.Publish.class::isInstance).count();
    assertTrue(publishing <= 1024 && tasks.size() - publishing <= 64);
    assertTrue(sender.readsOutstanding() == reads.size() + groups.size() + recalls.size());
  }

  /** Small files alone or in groups: a sender may choose for each. */
  private boolean startRead() {
    GroupRead group = random.nextBoolean() ? sender.pollGroup() : null;
    if (group != null) {
      return groups.add(group);
    }
    ReadTask read = sender.pollRead();
    return read != null && reads.add(read);
  }

  private boolean step() throws MalformedMessageException {
    List<Step> possible = new ArrayList<>(5);
    boolean room = receiver == null || receiver.hasRoom();
    if (room && !toReceiver.isEmpty()) {
      possible.add(this::controlToReceiver);
    }
    if (room && !blocks.isEmpty()) {
      possible.add(this::blockToReceiver);
    }
    if (!toSender.isEmpty()) {
      possible.add(() -> sender.receive(Messages.parse(toSender.remove())));
    }
    if (!reads.isEmpty()) {
      possible.add(() -> read(take(reads)));
    }
    if (!groups.isEmpty()) {
      possible.add(() -> read(take(groups)));
    }
    if (!recalls.isEmpty()) {
      possible.add(() -> recall(take(recalls)));
    }
    if (!tasks.isEmpty()) {
      possible.add(() -> carryOut(take(tasks)));
    }
    if (receiver != null && receiver.pause() != null && tasks.isEmpty()) {
      possible.add(receiver::tryAgain);
    }
    if (possible.isEmpty()) {
      return false;
    }
    possible.get(random.nextInt(possible.size())).take();
    return true;
  }

  private interface Step {
    void take() throws MalformedMessageException;
  }

  private void controlToReceiver() throws MalformedMessageException {
    Message message = Messages.parse(toReceiver.remove());
    if (message instanceof Offer offer && receiver == null) {
      receiver = new Receiver(4, offer);
    } else if (receiver != null) {
      receiver.receive(message);
    }
  }

  private void blockToReceiver() throws MalformedMessageException {
    ByteBuffer block = take(blocks);
    if (chance(faults.duplicate()) && blocks.size() < BLOCKS_ON_THE_WAY) {
      blocks.add(block);
    }
    theReceiver().receive(Messages.parse(block));
  }

  private void read(ReadTask task) {
    if (chance(faults.readFails())) {
      sender.readFailed(task, Faults.READ, "it shrank");
    } else {
      ByteBuffer data = content.leaf(task.entry(), task.index(), task.length());
      byte[] hash = FakeContent.hash(data);
      memory.computeIfAbsent(task.entry(), _ -> new HashMap<>()).put(task.index(), hash);
      sender.read(task, hash, data);
    }
  }

  private void read(GroupRead group) {
    List<GroupRead.Result> results = new ArrayList<>();
    ByteBuffer data = ByteBuffer.allocate(group.length());
    for (GroupRead.Part part : group.files()) {
      if (chance(faults.readFails())) {
        results.add(new GroupRead.Result.Failed(part.entry(), Faults.READ, "it shrank"));
      } else {
        ByteBuffer file = content.leaf(part.entry(), 0, part.length());
        byte[] hash = FakeContent.hash(file);
        if (part.length() > 0) {
          memory.computeIfAbsent(part.entry(), _ -> new HashMap<>()).put(0L, hash);
        }
        results.add(new GroupRead.Result.Whole(part.entry(), Digest.of(hash)));
        data.put(file);
      }
    }
    sender.readGroup(results, data.flip(), 0);
  }

  private void recall(RecallTask task) {
    Map<Long, byte[]> known = memory.getOrDefault(task.entry(), Map.of());
    Cover.Builder cover = new Cover.Builder(task.first());
    for (long leaf = task.first(); leaf < task.first() + task.count(); leaf++) {
      if (!known.containsKey(leaf)) {
        sender.recalled(task, null);
        return;
      }
      cover.add(known.get(leaf), 0);
    }
    sender.recalled(task, cover.build());
  }

  /** Some of the files fail, and if there is no room all from some file on wait. */
  private void place(DiskTask.Place task) {
    int room = chance(full) ? random.nextInt(task.files().size()) : task.files().size();
    Map<Integer, PlaceFailure> failures = new HashMap<>();
    for (DiskTask.Place.Whole file : task.files().subList(0, room)) {
      if (chance(faults.publishFails())) {
        failures.put(file.entry(), new PlaceFailure(Faults.PUBLISH, "the name is taken"));
      } else {
        disk.place(file, task.data());
      }
    }
    if (room == task.files().size()) {
      theReceiver().placed(task, failures);
    } else {
      pauses++;
      List<DiskTask.Place.Whole> left = task.files().subList(room, task.files().size());
      DiskTask.Place rest = new DiskTask.Place(left, task.data(), 0);
      theReceiver().placeWaits(task, rest, failures, "no space left");
    }
  }

  private void carryOut(DiskTask task) {
    if (task instanceof DiskTask.Place place) {
      place(place);
      return;
    }
    if (makesSomething(task) && chance(full)) {
      pauses++;
      theReceiver().taskWaits(task, "no space left");
      return;
    }
    double failing =
        switch (task) {
          case DiskTask.Store _ -> faults.storeFails();
          case DiskTask.Publish _ -> faults.publishFails();
          case DiskTask.Link _ -> faults.linkFails();
          case DiskTask.FinishDirectories _ -> hasDirectories() ? faults.directoriesFail() : 0;
          case DiskTask.Keep _ -> faults.storeFails();
          case DiskTask.Discard _, DiskTask.Look _, DiskTask.Recall _, DiskTask.Place _ -> 0;
        };
    if (chance(failing)) {
      boolean conflict = task instanceof DiskTask.Publish || storesConflict(task);
      Problem problem = conflict ? Faults.PUBLISH : Problem.LOCAL_FILE;
      theReceiver().taskFailed(task, problem, "no space left");
      return;
    }
    switch (task) {
      case DiskTask.Store store -> {
        byte[] hash = disk.store(store);
        hash[31] ^= (byte) (chance(faults.damage()) ? 1 : 0);
        theReceiver().stored(store, hash);
        return;
      }
      case DiskTask.Look look -> {
        int end = look.from() + 1 + random.nextInt(look.count());
        theReceiver().looked(look, end, disk.look(look, end));
        return;
      }
      case DiskTask.Keep keep -> {
        theReceiver().kept(keep, disk.keep(keep));
        return;
      }
      case DiskTask.Recall recall -> {
        theReceiver().recalled(recall, chance(0.1) ? ByteBuffer.allocate(0) : disk.recall(recall));
        return;
      }
      case DiskTask.Publish(int entry) -> disk.publish(entry);
      case DiskTask.Link(int entry) -> disk.link(entry);
      case DiskTask.FinishDirectories _ -> disk.finishDirectories();
      case DiskTask.Discard(int entry) -> disk.discard(entry);
      case DiskTask.Place place -> throw new AssertionError(place);
    }
    theReceiver().taskDone(task);
  }

  private static boolean makesSomething(DiskTask task) {
    return switch (task) {
      case DiskTask.Store _,
          DiskTask.Keep _,
          DiskTask.Publish _,
          DiskTask.Link _,
          DiskTask.FinishDirectories _ ->
          true;
      case DiskTask.Discard _, DiskTask.Look _, DiskTask.Recall _, DiskTask.Place _ -> false;
    };
  }

  private boolean storesConflict(DiskTask task) {
    return task instanceof DiskTask.Store && faults.storesConflict();
  }

  Receiver theReceiver() {
    if (receiver == null) {
      throw new IllegalStateException("nothing was offered");
    }
    return receiver;
  }

  private boolean hasDirectories() {
    return manifest.stream().anyMatch(ManifestEntry.Directory.class::isInstance);
  }

  private boolean chance(double probability) {
    return probability > 0 && random.nextDouble() < probability;
  }

  private <T> T take(List<T> list) {
    int at = random.nextInt(list.size());
    T last = list.removeLast();
    return at == list.size() ? last : list.set(at, last);
  }
}
