package io.sluice.transport.session;

import io.sluice.crypto.digest.LeafHash;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.Progress;
import io.sluice.transport.api.Transfer;
import io.sluice.transport.api.TransferResult;
import io.sluice.transport.files.FileException;
import io.sluice.transport.files.Source;
import io.sluice.transport.transfer.ReadTask;
import io.sluice.transport.transfer.RecallTask;
import io.sluice.transport.transfer.Sender;
import io.sluice.transport.transfer.message.Block;
import io.sluice.transport.transfer.message.Message;
import io.sluice.transport.transfer.message.TransferMessage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files on their way to the peer: the sender core, and its source behind the disk threads. */
final class Outgoing implements Running, Transfer {
  private final long id;
  private final Source source;
  private final List<String> notices;
  private final Sender sender;
  private final Disk disk;
  private final SmallTasks small;
  private final EventQueue events;
  private final Status status;
  private final Settlement settlement;
  private final Pauses pauses;

  Outgoing(long id, Source source, List<String> notices, Disk disk, EventQueue events) {
    this.id = id;
    this.source = source;
    this.notices = notices;
    this.sender = new Sender(id, source.manifest());
    this.disk = disk;
    this.small = new SmallTasks(disk);
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
    ReadTask task;
    while ((task = sender.pollRead()) != null) {
      ReadTask next = task;
      // Shorter than a block, it is all of its file.
      if (next.offset() == 0 && next.length() <= SmallTasks.SMALL) {
        small.add(next.entry(), () -> read(next));
      } else {
        disk.execute(next.entry(), () -> read(next));
      }
    }
    small.flush();
    for (RecallTask recall; (recall = sender.pollRecall()) != null; ) {
      sender.recalled(recall, null);
    }
  }

  /** On a disk thread. */
  private Runnable read(ReadTask task) {
    byte[] block = new byte[task.length()];
    try {
      int length = source.read(task.entry(), task.offset(), block, task.length());
      byte[] hash = new LeafHash().of(block, 0, length);
      return () -> sender.read(task, hash, ByteBuffer.wrap(block, 0, length));
    } catch (FileException e) {
      return () -> sender.readFailed(task, e.problem(), e.reason());
    }
  }

  @Override
  public @Nullable Message pollMessage() {
    return sender.pollMessage();
  }

  @Override
  public @Nullable Block pollBlock() {
    return sender.pollBlock();
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
    if (settlement.beginsToClose(sender.outcome(), sender.readsOutstanding() == 0)) {
      disk.execute(0, this::close);
    }
    return settlement.conclude(sender.outcome(), sender.isOver(), now);
  }

  private Runnable close() {
    source.close();
    return settlement::closed;
  }

  @Override
  public void cancel(Problem problem, String reason) {
    sender.cancel(problem, reason);
  }

  @Override
  public void interrupt(String reason, long now) {
    sender.connectionLost(reason);
    settlement.progress(sender.progress(), now);
    close().run();
    settlement.conclude(sender.outcome(), true, now);
  }
}
