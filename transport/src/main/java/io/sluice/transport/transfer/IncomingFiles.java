package io.sluice.transport.transfer;

import io.sluice.crypto.digest.Cover;
import io.sluice.transport.api.PeerText;
import io.sluice.transport.api.Problem;
import io.sluice.transport.transfer.message.Again;
import io.sluice.transport.transfer.message.AskBasis;
import io.sluice.transport.transfer.message.Basis;
import io.sluice.transport.transfer.message.Block;
import io.sluice.transport.transfer.message.Digest;
import io.sluice.transport.transfer.message.FileEnd;
import io.sluice.transport.transfer.message.FileFailed;
import io.sluice.transport.transfer.message.FileResult;
import io.sluice.transport.transfer.message.HeldFile;
import io.sluice.transport.transfer.message.HeldRun;
import io.sluice.transport.transfer.message.Message;
import io.sluice.transport.transfer.message.Same;
import io.sluice.transport.transfer.message.WholeFiles;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files of an accepted transfer, as blocks of them arrive.
 *
 * <pre>
 *   (nothing) ──block or end──▶ incomplete ──all leaves verified, root right──▶ publishing ──▶ in place
 *                                   │ a block damaged too often, root wrong,      │
 *                                   │ or the sender gave up                       │ publish failed
 *                                   └───────────────▶ failed ◀────────────────────┘
 *                                                       └── disk quiet ──▶ discard
 *   (nothing) ──whole──▶ placing ──root right──▶ in place, or else failed
 * </pre>
 */
final class IncomingFiles {
  private final long transfer;
  private final Ledger ledger;
  private final TaskQueue tasks;
  private final ResultBatch results;
  private final Deque<Message> control;
  private final Telling telling;
  private final Map<Integer, IncomingFile> open = new HashMap<>();

  /** Those that came whole, and are being put in place. */
  private final Set<Integer> placing = new HashSet<>();

  private int repeating;
  private int recalling;
  private int publishing;
  private long bytes;

  IncomingFiles(
      long transfer, Ledger ledger, TaskQueue tasks, ResultBatch results, Deque<Message> control) {
    this.transfer = transfer;
    this.ledger = ledger;
    this.tasks = tasks;
    this.results = results;
    this.control = control;
    this.telling = new Telling(transfer, ledger, tasks, control);
  }

  /** Begins to tell the sender what is here already. */
  void tell() {
    telling.begin();
  }

  /** This much is here of the next entries. */
  void looked(int end, List<HeldFile> found) {
    telling.looked(end, found);
  }

  /** Content stored and verified, in bytes. */
  long bytes() {
    return bytes;
  }

  /** Whether every file that was begun is settled and its leftovers are cared for. */
  boolean isIdle() {
    return open.isEmpty() && placing.isEmpty();
  }

  /** Whether files are being put in place. */
  boolean resultsFollow() {
    return publishing > 0 || !placing.isEmpty();
  }

  /** Small files, each whole. */
  void whole(WholeFiles message) throws ViolationException {
    if (ledger.stream() != null) {
      throw new ViolationException("a stream comes whole");
    }
    List<DiskTask.Place.Whole> wanted = new ArrayList<>();
    long offset = 0;
    for (WholeFiles.WholeFile file : message.files()) {
      int entry = file.entry();
      long size = sizeOf(entry);
      if (Leaves.count(size) > 1 || offset + size > message.length()) {
        throw new ViolationException("entry " + entry + " does not come whole");
      }
      if (begin(entry)) {
        wanted.add(new DiskTask.Place.Whole(entry, (int) offset, (int) size, file.root()));
      }
      offset += size;
    }
    if (offset != message.length()) {
      throw new ViolationException("files come with content of another length");
    }
    if (!wanted.isEmpty()) {
      tasks.add(new DiskTask.Place(wanted, message.data(), message.plainLength()));
    }
  }

  /** Whether a file that comes whole is to be put in place: once, should it come again. */
  private boolean begin(int entry) throws ViolationException {
    if (ledger.isSettled(entry) || placing.contains(entry)) {
      return false;
    }
    if (open.containsKey(entry) || !telling.runs(entry).isEmpty()) {
      throw new ViolationException("entry " + entry + " comes whole and otherwise");
    }
    checkRoom();
    return placing.add(entry);
  }

  /** Files that came whole were put in place, but for some. */
  void placed(DiskTask.Place task, Map<Integer, PlaceFailure> failures) {
    task.files().forEach(file -> placed(file, failures.get(file.entry())));
  }

  /** As above, but for those that are left to do. */
  void placed(DiskTask.Place task, DiskTask.Place left, Map<Integer, PlaceFailure> failures) {
    Set<DiskTask.Place.Whole> waiting = new HashSet<>(left.files());
    for (DiskTask.Place.Whole file : task.files()) {
      if (!waiting.contains(file)) {
        placed(file, failures.get(file.entry()));
      }
    }
  }

  private void placed(DiskTask.Place.Whole file, @Nullable PlaceFailure failure) {
    placing.remove(file.entry());
    if (failure == null) {
      bytes += file.length();
      succeed(file.entry());
    } else {
      fail(file.entry(), failure.problem(), failure.reason());
    }
  }

  void block(Block block) throws ViolationException {
    int entry = block.entry();
    long index = block.index();
    long size = sizeOf(entry);
    if (index >= Leaves.count(size)) {
      throw new ViolationException("block " + index + " of entry " + entry + " is past its end");
    }
    StreamLength stream = ledger.stream();
    if (stream != null) {
      stream.reach(index, block.length());
      size = stream.size();
    }
    if (block.length() != Leaves.length(size, index)) {
      throw new ViolationException("block " + index + " of entry " + entry + " has a wrong length");
    }
    // A settled file may have blocks on the way still: they came twice, or it failed meanwhile.
    if (ledger.isSettled(entry)) {
      return;
    }
    IncomingFile file = open(entry, size);
    repeating -= file.awaitedBlocks();
    boolean wanted = file.take(index);
    repeating += file.awaitedBlocks();
    if (wanted) {
      tasks.add(
          new DiskTask.Store(
              entry,
              index,
              Leaves.offset(index),
              block.data(),
              block.plainLength(),
              block.leafHash()));
    }
  }

  /** Leaves that are held are right. */
  void same(Same same) throws ViolationException {
    int entry = same.entry();
    long size = sizeOf(entry);
    if (!ledger.isSettled(entry)) {
      open(entry, size).keep(same.first(), same.first() + same.count());
      tasks.add(new DiskTask.Keep(entry, same.first(), same.count()));
    }
  }

  /** Held leaves are part of the file now. */
  void kept(DiskTask.Keep task, Cover cover) {
    IncomingFile file = running(task.entry());
    file.taskEnded();
    if (file.hasFailed()) {
      discardIfQuiet(file);
    } else {
      file.kept(cover);
      long size = ledger.manifest().entry(task.entry()).size();
      bytes += Leaves.length(size, task.first(), task.first() + task.count());
      publishIfComplete(file);
    }
  }

  /** The sender wants to know what held leaves hash to. */
  void ask(AskBasis ask) throws ViolationException {
    int entry = ask.entry();
    sizeOf(entry);
    long end = ask.first() + ask.count();
    if (ledger.isSettled(entry)) {
      control.add(new Basis(transfer, entry, ask.first(), ByteBuffer.allocate(0)));
    } else if (!new LeafRuns(telling.runs(entry)).remove(ask.first(), end)) {
      throw new ViolationException("it asks for hashes of entry " + entry + " that are not held");
    } else if (recalling == Limits.ASKED_PAGES) {
      throw new ViolationException("it asks for too many hashes");
    } else {
      recalling++;
      tasks.add(new DiskTask.Recall(entry, ask.first(), ask.count()));
    }
  }

  /** The hashes that were asked for; none if they are not known any more. */
  void recalled(DiskTask.Recall task, ByteBuffer hashes) {
    recalling--;
    control.add(new Basis(transfer, task.entry(), task.first(), hashes));
  }

  void end(FileEnd end) throws ViolationException {
    long size = sizeOf(end.entry());
    StreamLength stream = ledger.stream();
    if (stream != null) {
      stream.end(end.size());
    } else if (end.size() != size) {
      throw new ViolationException(
          "entry " + end.entry() + " ends at " + end.size() + " bytes, offered were " + size);
    }
    if (ledger.isInPlace(end.entry())) {
      throw new ViolationException("a second end of entry " + end.entry());
    }
    if (!ledger.isSettled(end.entry())) {
      IncomingFile file = open(end.entry(), size);
      file.end(end.size(), end.root());
      publishIfComplete(file);
    }
  }

  /** The sender gave a file up. */
  void failed(FileFailed failure) throws ViolationException {
    int entry = failure.entry();
    sizeOf(entry);
    IncomingFile file = open.get(entry);
    boolean ended = placing.contains(entry) || (file != null && file.isPublishing());
    if (ledger.isInPlace(entry) || ended) {
      throw new ViolationException("entry " + entry + " failed after its end");
    }
    if (!ledger.isSettled(entry)) {
      fail(entry, failure.problem(), PeerText.escape(failure.reason()));
    }
  }

  /** A block was written, and has this hash. */
  void stored(DiskTask.Store store, byte[] leafHash) throws ViolationException {
    IncomingFile file = running(store.entry());
    file.taskEnded();
    if (file.hasFailed()) {
      discardIfQuiet(file);
    } else if (store.expected().equals(Digest.of(leafHash))) {
      file.verified(store.index(), leafHash);
      bytes += store.length();
      publishIfComplete(file);
    } else {
      repeat(file, store.index());
    }
  }

  /** A block could not be written, or held leaves not kept, because of what is there. */
  void taskFailed(int entry, Problem problem, String reason) {
    IncomingFile file = running(entry);
    file.taskEnded();
    if (file.hasFailed()) {
      discardIfQuiet(file);
    } else {
      fail(entry, problem, reason);
    }
  }

  private void repeat(IncomingFile file, long index) throws ViolationException {
    int damages = file.damaged(index);
    if (damages > Limits.REPEATS) {
      fail(
          file.entry(),
          Problem.INTEGRITY,
          "block " + index + " arrived damaged " + damages + " times");
    } else if (repeating == Limits.REPEATING_BLOCKS) {
      throw new ViolationException("too many damaged blocks");
    } else {
      repeating++;
      file.await(index);
      control.add(new Again(transfer, file.entry(), index));
    }
  }

  private void publishIfComplete(IncomingFile file) {
    if (!file.isComplete()) {
      return;
    }
    if (file.rootMatches()) {
      publishing++;
      file.publish();
      tasks.add(new DiskTask.Publish(file.entry()));
    } else {
      fail(
          file.entry(), Problem.INTEGRITY, "what arrived does not match the hash tree of the file");
    }
  }

  void published(int entry) {
    publishing--;
    open.remove(running(entry).entry());
    succeed(entry);
  }

  private void succeed(int entry) {
    ledger.inPlace(entry);
    telling.settled(entry);
    results.add(FileResult.inPlace(entry));
  }

  void publishFailed(int entry, Problem problem, String reason) {
    publishing--;
    fail(entry, problem, reason);
  }

  private void fail(int entry, Problem problem, String reason) {
    ledger.failed(entry, problem, reason);
    telling.settled(entry);
    results.add(new FileResult(entry, problem, reason));
    IncomingFile file = open.get(entry);
    if (file != null) {
      repeating -= file.awaitedBlocks();
      file.fail();
      discardIfQuiet(file);
    }
  }

  private void discardIfQuiet(IncomingFile file) {
    if (file.isQuiet()) {
      open.remove(file.entry());
      if (file.isTouched()) {
        tasks.add(new DiskTask.Discard(file.entry()));
      }
    }
  }

  private IncomingFile open(int entry, long size) throws ViolationException {
    @Nullable IncomingFile file = open.get(entry);
    if (file == null) {
      if (placing.contains(entry)) {
        throw new ViolationException("entry " + entry + " comes whole and otherwise");
      }
      checkRoom();
      file = new IncomingFile(entry, size, heldOf(entry, size));
      open.put(entry, file);
    }
    return file;
  }

  private void checkRoom() throws ViolationException {
    if (open.size() + placing.size() == Limits.INCOMPLETE_FILES) {
      throw new ViolationException("too many files at the same time");
    }
  }

  /** As many of the told runs as are in the file: what holds them may be wrong about it. */
  private List<HeldRun> heldOf(int entry, long size) {
    long leaves = Leaves.count(size);
    return telling.runs(entry).stream().filter(run -> run.end() <= leaves).toList();
  }

  private IncomingFile running(int entry) {
    IncomingFile file = open.get(entry);
    if (file == null) {
      throw new IllegalStateException("no task of entry " + entry + " is running");
    }
    return file;
  }

  private long sizeOf(int entry) throws ViolationException {
    if (ledger.isSkipped(entry)) {
      throw new ViolationException("content of entry " + entry + ", which was not accepted");
    }
    long size = entry < ledger.manifest().count() ? ledger.fileSize(entry) : -1;
    if (size >= 0) {
      return size;
    }
    throw new ViolationException("content of entry " + entry + ", which is not a file");
  }
}
