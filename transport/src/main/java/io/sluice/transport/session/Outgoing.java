package io.sluice.transport.session;

import io.sluice.crypto.digest.Cover;
import io.sluice.crypto.digest.LeafHash;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.Progress;
import io.sluice.transport.api.Transfer;
import io.sluice.transport.api.TransferResult;
import io.sluice.transport.compress.Packer;
import io.sluice.transport.compress.PathRate;
import io.sluice.transport.files.FileException;
import io.sluice.transport.files.Source;
import io.sluice.transport.files.SourceMemory;
import io.sluice.transport.transfer.GroupRead;
import io.sluice.transport.transfer.Outcome;
import io.sluice.transport.transfer.ReadTask;
import io.sluice.transport.transfer.RecallTask;
import io.sluice.transport.transfer.Sender;
import io.sluice.transport.transfer.message.Content;
import io.sluice.transport.transfer.message.Digest;
import io.sluice.transport.transfer.message.Message;
import io.sluice.transport.transfer.message.TransferMessage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Files on their way to the peer: the sender core, and its source behind the disk threads. */
final class Outgoing implements Running, Transfer {
  private final long id;
  private final Source source;
  private final @Nullable SourceMemory memory;
  private final List<String> notices;
  private final Sender sender;
  private final Disk disk;
  private final EventQueue events;
  private final Status status;
  private final Settlement settlement;
  private final Pauses pauses;
  private final Packer packer;
  private final PathRate path = new PathRate();
  private volatile int waiting;

  /**
   * @param memory of what the source hashes to; null if there is none
   */
  Outgoing(
      long id,
      Source source,
      @Nullable SourceMemory memory,
      List<String> notices,
      Packer packer,
      Disk disk,
      EventQueue events) {
    this.packer = packer;
    this.id = id;
    this.source = source;
    this.memory = memory;
    this.notices = notices;
    this.sender = new Sender(id, source.manifest(), memory == null ? "" : memory.identity());
    this.disk = disk;
    this.events = events;
    this.status = new Status(sender.progress());
    this.settlement = new Settlement(this, status, events);
    this.pauses = new Pauses(this, events);
  }

  @Override
  public Manifest manifest() {
    return source.manifest();
  }

  @Override
  public List<String> notices() {
    return notices;
  }

  @Override
  public Progress progress() {
    return status.progress();
  }

  @Override
  public @Nullable TransferResult await(Duration patience) throws InterruptedException {
    return status.await(patience);
  }

  @Override
  public void cancel() {
    disk.onLoop(() -> cancel(Problem.INTERRUPTED, "the sender cancelled it"));
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public void receive(TransferMessage message) {
    sender.receive(message);
  }

  @Override
  public void receiveMalformed(String why) {
    sender.receiveMalformed(why);
  }

  @Override
  public void startWork() {
    while (startRead()) {}
    for (RecallTask recall; (recall = sender.pollRecall()) != null; ) {
      RecallTask next = recall;
      disk.execute(next.entry(), () -> recall(next));
    }
  }

  private boolean startRead() {
    GroupRead group = sender.pollGroup();
    if (group != null) {
      disk.execute(group.files().getFirst().entry(), () -> read(group));
      return true;
    }
    ReadTask task = sender.pollRead();
    if (task != null) {
      disk.execute(task.entry(), () -> read(task));
    }
    return task != null;
  }

  /** On a disk thread. */
  private Runnable recall(RecallTask task) {
    Cover cover = memory == null ? null : memory.recall(task.entry(), task.first(), task.count());
    return () -> sender.recalled(task, cover);
  }

  /** On a disk thread. */
  private Runnable read(ReadTask task) {
    byte[] block = new byte[task.length()];
    try {
      int length = source.read(task.entry(), task.offset(), block, task.length());
      byte[] hash = new LeafHash().of(block, 0, length);
      if (memory != null && length > 0) {
        memory.read(task.entry(), task.index(), hash);
      }
      // What has to be sent again was damaged on its way, perhaps by this.
      ByteBuffer packed =
          task.repeat() ? null : packer.pack(block, length, waiting, path.bytesPerNano());
      if (packed != null) {
        return () -> sender.readAndPacked(task, hash, packed);
      }
      return () -> sender.read(task, hash, ByteBuffer.wrap(block, 0, length));
    } catch (FileException e) {
      return () -> sender.readFailed(task, e.problem(), e.reason());
    }
  }

  /** On a disk thread. */
  private Runnable read(GroupRead group) {
    ByteBuffer data = ByteBuffer.allocate(group.length());
    List<Integer> entries = group.files().stream().map(GroupRead.Part::entry).toList();
    Map<Integer, FileException> failures = source.readWhole(entries, data);
    List<GroupRead.Result> results = new ArrayList<>();
    LeafHash hash = new LeafHash();
    int offset = 0;
    for (GroupRead.Part part : group.files()) {
      FileException failure = failures.get(part.entry());
      if (failure == null) {
        results.add(whole(part, hash.rootOf(data.array(), offset, part.length())));
        offset += part.length();
      } else {
        results.add(new GroupRead.Result.Failed(part.entry(), failure.problem(), failure.reason()));
      }
    }
    ByteBuffer packed = packer.pack(data.array(), offset, waiting, path.bytesPerNano());
    ByteBuffer sent = packed == null ? data.flip() : packed;
    int plainLength = packed == null ? 0 : offset;
    return () -> sender.readGroup(results, sent, plainLength);
  }

  private GroupRead.Result whole(GroupRead.Part part, byte[] root) {
    if (memory != null && part.length() > 0) {
      memory.read(part.entry(), 0, root);
    }
    return new GroupRead.Result.Whole(part.entry(), Digest.of(root));
  }

  @Override
  public @Nullable Message pollMessage() {
    return sender.pollMessage();
  }

  @Override
  public @Nullable Content pollContent() {
    Content content = sender.pollContent();
    waiting = sender.blocksWaiting();
    if (content != null) {
      path.left(content.data().remaining(), waiting > 0, System.nanoTime());
    }
    return content;
  }

  @Override
  public boolean hasRoom() {
    return true;
  }

  @Override
  public boolean settle(long now) {
    if (settlement.progress(sender.progress(), now)) {
      events.add(new PeerEvent.Accepted(this));
    }
    pauses.note(sender.pause(), now);
    if (sender.outcome() != null) {
      release();
    }
    if (settlement.beginsToClose(sender.outcome(), sender.readsOutstanding() == 0)) {
      boolean complete = isComplete();
      disk.execute(0, () -> close(complete));
    }
    return settlement.conclude(sender.outcome(), sender.isOver(), now);
  }

  private boolean isComplete() {
    Outcome outcome = sender.outcome();
    return outcome != null && outcome.problem() == null;
  }

  private Runnable close(boolean complete) {
    source.close();
    if (memory != null && (complete || memory.isEmpty())) {
      memory.forget();
    } else if (memory != null) {
      memory.close();
    }
    return settlement::closed;
  }

  @Override
  public String savedAs() {
    TransferResult result = status.result();
    boolean saved = memory != null && !memory.isEmpty() && (result == null || !result.isComplete());
    return saved && memory != null ? memory.id() : "";
  }

  @Override
  public void cancel(Problem problem, String reason) {
    sender.cancel(problem, reason);
  }

  @Override
  public void release() {
    source.stop();
  }

  @Override
  public void interrupt(String reason, long now) {
    sender.connectionLost(reason);
    settlement.progress(sender.progress(), now);
    close(isComplete()).run();
    settlement.conclude(sender.outcome(), true, now);
  }
}
