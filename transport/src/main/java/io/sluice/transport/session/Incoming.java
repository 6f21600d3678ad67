package io.sluice.transport.session;

import io.sluice.crypto.digest.Cover;
import io.sluice.crypto.digest.LeafHash;
import io.sluice.transport.api.Decisions;
import io.sluice.transport.api.FileChecksum;
import io.sluice.transport.api.IncomingTransfer;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.Progress;
import io.sluice.transport.api.Prospect;
import io.sluice.transport.api.TransferResult;
import io.sluice.transport.compress.Zstd;
import io.sluice.transport.files.DiskFullException;
import io.sluice.transport.files.FileException;
import io.sluice.transport.files.FileSink;
import io.sluice.transport.files.Holdings;
import io.sluice.transport.files.OpenEndedSink;
import io.sluice.transport.files.Resumption;
import io.sluice.transport.files.Sink;
import io.sluice.transport.files.StreamSink;
import io.sluice.transport.files.Survey;
import io.sluice.transport.files.journal.JournalFolder;
import io.sluice.transport.transfer.DiskTask;
import io.sluice.transport.transfer.Outcome;
import io.sluice.transport.transfer.Receiver;
import io.sluice.transport.transfer.message.Content;
import io.sluice.transport.transfer.message.Digest;
import io.sluice.transport.transfer.message.HeldFile;
import io.sluice.transport.transfer.message.HeldRun;
import io.sluice.transport.transfer.message.Message;
import io.sluice.transport.transfer.message.Offer;
import io.sluice.transport.transfer.message.TransferMessage;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Files on their way from the peer: the receiver core, and its sink behind the disk threads. */
final class Incoming implements Running, IncomingTransfer {
  private final long id;
  private final HeapShare heap = new HeapShare(HeapBudget.MANIFESTS);
  private final String identity;
  private final String peerName;
  private final KeptTarget kept;
  private final Receiver receiver;
  private final Disk disk;
  private final EventQueue events;
  private final Status status;
  private final Settlement settlement;
  private final Publications publications;
  private final Pauses pauses;
  private volatile Manifest manifest = Manifest.of(List.of());
  private volatile @Nullable Sink sink;
  private volatile boolean keepsChecksums;
  private volatile OpenEndedSink.Allowed allowed = OpenEndedSink.Allowed.ALL;
  private boolean offered;
  private @Nullable Resumption memory;
  private volatile String savedAs = "";

  /**
   * @param peerName what the sender calls itself
   * @param journals what is kept of transfers, or null
   */
  Incoming(
      Offer offer,
      String peerName,
      Disk disk,
      EventQueue events,
      @Nullable JournalFolder journals) {
    this.id = offer.transfer();
    this.peerName = peerName;
    this.identity = offer.identity();
    this.kept = new KeptTarget(journals);
    this.receiver = new Receiver(id, offer, heap);
    this.disk = disk;
    this.events = events;
    this.status = new Status(receiver.progress());
    this.settlement = new Settlement(this, status, events);
    this.publications = new Publications(receiver, disk);
    this.pauses = new Pauses(this, events);
  }

  @Override
  public Manifest manifest() {
    return manifest;
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
    disk.onLoop(() -> cancel(Problem.INTERRUPTED, "the receiver cancelled it"));
  }

  @Override
  public Prospect prospect(Path target) {
    Resumption left = manifest.isStream() ? null : kept.at(target, manifest, identity);
    return left == null ? Survey.of(target, manifest) : left.prospect(manifest);
  }

  @Override
  public String savedAs() {
    TransferResult result = status.result();
    return result == null || !result.isComplete() ? savedAs : "";
  }

  @Override
  public Map<Integer, String> givenNames() {
    return switch (sink) {
      case FileSink target -> target.givenNames();
      case OpenEndedSink target -> target.givenNames();
      case null, default -> Map.of();
    };
  }

  @Override
  public int alreadyThere() {
    return sink instanceof FileSink target ? target.alreadyThere() : 0;
  }

  @Override
  public void keepChecksums() {
    keepsChecksums = true;
  }

  @Override
  public void takeNoMoreThan(long bytes, String reason) {
    allowed = new OpenEndedSink.Allowed(bytes, reason);
  }

  @Override
  public List<FileChecksum> checksums() {
    try {
      return switch (sink) {
        case FileSink target -> target.checksums();
        case OpenEndedSink target -> target.checksums();
        case null, default -> List.of();
      };
    } catch (FileException e) {
      // The target was never opened: nothing is in place.
      return List.of();
    }
  }

  @Override
  public void accept(Path target, Decisions decisions) {
    disk.onLoop(
        () -> {
          if (sink == null && receiver.isOffered()) {
            if (manifest.isStream()) {
              beginStream(target, decisions);
            } else {
              begin(target, decisions);
            }
          }
        });
  }

  private void beginStream(Path target, Decisions decisions) {
    OpenEndedSink into = new OpenEndedSink(target, manifest, decisions, allowed);
    if (keepsChecksums) {
      into.keepChecksums();
    }
    sink = into;
    receiver.accept(decisions);
  }

  private void begin(Path target, Decisions decisions) {
    Resumption left = kept.take(target, manifest, identity, peerName);
    memory = left;
    savedAs = left == null ? "" : left.id();
    FileSink into = new FileSink(target, manifest, decisions, left);
    if (keepsChecksums) {
      into.keepChecksums();
    }
    sink = into;
    boolean goesOn = left != null && !left.isEmpty();
    receiver.accept(decisions, goesOn || !decisions.compared().isEmpty());
  }

  @Override
  public void acceptInto(OutputStream out) {
    if (!manifest.isOneFile()) {
      throw new IllegalStateException("only one file can be a stream");
    }
    disk.onLoop(
        () -> {
          if (sink == null && receiver.isOffered()) {
            sink = new StreamSink(out, manifest.bytes(), allowed);
            receiver.accept(Decisions.TAKE_ALL);
          }
        });
  }

  @Override
  public void refuse(Problem problem, String reason) {
    disk.onLoop(
        () -> {
          if (receiver.isOffered()) {
            receiver.refuse(problem, reason);
          }
        });
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public void receive(TransferMessage message) {
    receiver.receive(message);
  }

  @Override
  public void receiveMalformed(String why) {
    receiver.receiveMalformed(why);
  }

  @Override
  public void startWork() {
    Sink target = sink;
    if (target == null) {
      return;
    }
    DiskTask task;
    while ((task = receiver.pollTask()) != null) {
      DiskTask next = task;
      switch (next) {
        case DiskTask.Publish publish -> publications.add(publish);
        default -> disk.execute(entry(next), () -> carryOut(next, target));
      }
    }
    publications.start(target);
  }

  private static int entry(DiskTask task) {
    return switch (task) {
      case DiskTask.Store store -> store.entry();
      case DiskTask.Place place -> place.files().getFirst().entry();
      case DiskTask.Publish(int entry) -> entry;
      case DiskTask.Link(int entry) -> entry;
      case DiskTask.Discard(int entry) -> entry;
      case DiskTask.Keep keep -> keep.entry();
      case DiskTask.Recall recall -> recall.entry();
      case DiskTask.Look _ -> 0;
      case DiskTask.FinishDirectories _ -> 0;
    };
  }

  /** On a disk thread. */
  private Runnable carryOut(DiskTask task, Sink target) {
    try {
      switch (task) {
        case DiskTask.Store store -> {
          return store(store, target);
        }
        case DiskTask.Place place -> {
          return new Placement(place, target).carryOut(receiver);
        }
        case DiskTask.Look look -> {
          Holdings holdings = target.look(look.from(), look.count());
          return () -> receiver.looked(look, holdings.end(), held(holdings));
        }
        case DiskTask.Keep keep -> {
          Cover cover = target.keep(keep.entry(), keep.first(), keep.count());
          return () -> receiver.kept(keep, cover);
        }
        case DiskTask.Recall recall -> {
          ByteBuffer hashes = target.recall(recall.entry(), recall.first(), recall.count());
          return () -> receiver.recalled(recall, hashes);
        }
        case DiskTask.Publish _ -> throw new IllegalStateException("files are published together");
        case DiskTask.Link(int entry) -> target.symlink(entry);
        case DiskTask.FinishDirectories _ -> target.finishDirectories();
        case DiskTask.Discard(int entry) -> target.discard(entry);
      }
      return () -> receiver.taskDone(task);
    } catch (DiskFullException e) {
      return () -> receiver.taskWaits(task, e.reason());
    } catch (FileException e) {
      return () -> receiver.taskFailed(task, e.problem(), e.reason());
    }
  }

  private static List<HeldFile> held(Holdings holdings) {
    return holdings.files().stream()
        .map(file -> new HeldFile(file.entry(), file.runs().stream().map(Incoming::run).toList()))
        .toList();
  }

  private static HeldRun run(Cover cover) {
    return new HeldRun(cover.first(), cover.count(), Digest.of(cover.digest()));
  }

  private Runnable store(DiskTask.Store store, Sink target) throws FileException {
    ByteBuffer data = plain(store);
    byte[] hash =
        new LeafHash().of(data.array(), data.arrayOffset() + data.position(), data.remaining());
    if (store.expected().equals(Digest.of(hash))) {
      target.write(store.entry(), store.offset(), data.duplicate(), hash);
    }
    return () -> receiver.stored(store, hash);
  }

  /** The leaf of a block; nothing, which has no leaf's hash, of one that holds something else. */
  private static ByteBuffer plain(DiskTask.Store store) {
    if (store.plainLength() == 0) {
      return store.data();
    }
    byte[] leaf = Zstd.restore(store.data(), store.plainLength());
    return ByteBuffer.wrap(leaf == null ? new byte[0] : leaf);
  }

  @Override
  public @Nullable Message pollMessage() {
    return receiver.pollMessage();
  }

  @Override
  public @Nullable Content pollContent() {
    return null;
  }

  @Override
  public boolean hasRoom() {
    return receiver.hasRoom();
  }

  @Override
  public boolean settle(long now) {
    if (!offered && receiver.isOffered()) {
      offered = true;
      manifest = receiver.manifest();
      events.add(new PeerEvent.Offered(this));
    }
    settlement.progress(receiver.progress(), now);
    pauses.note(receiver.pause(), now);
    if (pauses.isOver(now)) {
      cancel(Problem.LOCAL_FILE, "nobody made room on the disk");
    } else if (pauses.isDue(now)) {
      receiver.tryAgain();
    }
    if (settlement.beginsToClose(receiver.outcome(), receiver.tasksOutstanding() == 0)) {
      Sink target = sink;
      boolean complete = isComplete();
      disk.execute(0, () -> close(target, complete));
    }
    boolean concluded = settlement.conclude(receiver.outcome(), receiver.isOver(), now);
    if (concluded) {
      heap.giveBack();
    }
    return concluded;
  }

  private boolean isComplete() {
    Outcome outcome = receiver.outcome();
    return outcome != null && outcome.problem() == null;
  }

  private Runnable close(@Nullable Sink target, boolean complete) {
    kept.close();
    if (target != null) {
      if (memory != null && memory.isEmpty()) {
        savedAs = "";
      }
      if (complete) {
        target.complete();
      }
      target.close();
    }
    return settlement::closed;
  }

  @Override
  public void cancel(Problem problem, String reason) {
    receiver.cancel(problem, reason);
  }

  @Override
  public void interrupt(String reason, long now) {
    receiver.connectionLost(reason);
    settlement.progress(receiver.progress(), now);
    close(sink, isComplete()).run();
    settlement.conclude(receiver.outcome(), true, now);
    heap.giveBack();
  }
}
