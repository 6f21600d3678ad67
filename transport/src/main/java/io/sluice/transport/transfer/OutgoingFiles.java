package io.sluice.transport.transfer;

import io.sluice.crypto.digest.Cover;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.PeerText;
import io.sluice.transport.api.Problem;
import io.sluice.transport.transfer.message.Again;
import io.sluice.transport.transfer.message.Basis;
import io.sluice.transport.transfer.message.Block;
import io.sluice.transport.transfer.message.Content;
import io.sluice.transport.transfer.message.Digest;
import io.sluice.transport.transfer.message.FileEnd;
import io.sluice.transport.transfer.message.FileFailed;
import io.sluice.transport.transfer.message.FileResult;
import io.sluice.transport.transfer.message.Held;
import io.sluice.transport.transfer.message.HeldFile;
import io.sluice.transport.transfer.message.HeldRun;
import io.sluice.transport.transfer.message.Message;
import io.sluice.transport.transfer.message.Same;
import io.sluice.transport.transfer.message.WholeFiles;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of an accepted transfer on their way out: read one after the other, ahead of the
 * network, without waiting for the result of one before the next.
 *
 * <pre>
 *   WAITING ──first read──▶ READING ──all read──▶ ENDED ──result──▶ REPORTED
 *                              │ a read failed      │ (a block to repeat)
 *                              └────▶ ABANDONED ◀───┘ ────────result──▶ REPORTED
 * </pre>
 */
final class OutgoingFiles {
  private enum State {
    SKIPPED,
    WAITING,
    READING,
    ENDED,
    ABANDONED,
    REPORTED
  }

  private final long transfer;
  private final Ledger ledger;
  private final Manifest manifest;
  private final Deque<Message> control;
  private final Deque<Content> blocks = new ArrayDeque<>();
  private final Deque<ReadTask> repeats = new ArrayDeque<>();
  private final Map<Integer, OutgoingFile> reading = new HashMap<>();

  /** Those of them that were begun, waited for the receiver, and can be read on. */
  private final Deque<OutgoingFile> ready = new ArrayDeque<>();

  private final Map<Integer, FileFailed> abandoned = new LinkedHashMap<>();
  private final HeldChecks checks;
  private final Map<Integer, List<HeldRun>> held = new HashMap<>();
  private final State[] states;
  private @Nullable OutgoingFile current;
  private int next;
  private int told;
  private int readsRunning;
  private int unreportedFiles;
  private int unreportedEntries;
  private long bytes;
  private long repeatsLeft;
  private boolean stopped;
  private boolean paused;

  OutgoingFiles(long transfer, Ledger ledger, Deque<Message> control) {
    this.transfer = transfer;
    this.ledger = ledger;
    this.manifest = ledger.manifest();
    this.control = control;
    this.checks = new HeldChecks(transfer, control);
    this.states = new State[manifest.count()];
    Arrays.fill(states, State.SKIPPED);
  }

  /**
   * The receiver has consented: what the ledger does not skip is to be sent.
   *
   * @param tells whether it goes on to tell what it holds
   */
  void start(boolean tells) {
    told = tells ? 0 : states.length;
    for (int entry = 0; entry < states.length; entry++) {
      if (!ledger.isSkipped(entry)) {
        ManifestEntry what = manifest.entry(entry);
        states[entry] = State.WAITING;
        unreportedEntries += what instanceof ManifestEntry.Directory ? 0 : 1;
        repeatsLeft += Limits.REPEATS * Leaves.count(what.size());
      }
    }
  }

  /** Content read for the first time, in bytes. */
  long bytes() {
    return bytes;
  }

  /** Reads and recalls that are under way. */
  int readsRunning() {
    return readsRunning + checks.running();
  }

  /** The receiver says what it holds of the next entries. */
  void held(Held page) throws ViolationException {
    if (page.through() <= told || page.through() > states.length) {
      throw new ViolationException("it tells through entry " + page.through() + " of " + told);
    }
    for (HeldFile file : page.files()) {
      int entry = file.entry();
      ManifestEntry what = checkEntry(entry);
      if (entry < told
          || entry >= page.through()
          || !(what instanceof ManifestEntry.File)
          || file.runs().getLast().end() > Leaves.count(what.size())) {
        throw new ViolationException("it holds of entry " + entry + " what cannot be");
      }
      if (states[entry] == State.WAITING) {
        held.put(entry, file.runs());
      }
    }
    if (held.size() > Limits.TOLD_FILES + Held.MAX_FILES) {
      throw new ViolationException("it tells too far ahead");
    }
    told = page.through();
  }

  @Nullable RecallTask pollRecall() {
    return stopped ? null : checks.pollRecall();
  }

  /** A run of held leaves was looked up. */
  void recalled(RecallTask task, @Nullable Cover cover) {
    HeldRun run = checks.ended(task);
    OutgoingFile file = reading.get(task.entry());
    if (stopped || file == null) {
      return;
    }
    if (file.checked(run, cover)) {
      bytes += Leaves.length(file.size(), run.first(), run.end());
      same(file, run.first(), run.end());
      // At once: the receiver sees how far it is.
      tellSame(file, file.untoldSame());
      endIfRead(file);
    } else {
      checks.compare(file);
    }
  }

  /** The receiver says what held leaves hash to. */
  void basis(Basis basis) throws ViolationException {
    checkEntry(basis.entry());
    checks.answered();
    OutgoingFile file = reading.get(basis.entry());
    if (file != null) {
      file.answer(basis);
      ready.add(file);
      checks.compare(file);
    }
  }

  /** Whether every file and link has a result. */
  boolean isReported() {
    return unreportedEntries == 0;
  }

  /** Holds back content, or goes on. */
  void pause(boolean holdBack) {
    paused = holdBack;
  }

  /** Blocks that wait for the network. */
  int blocksWaiting() {
    return blocks.size();
  }

  @Nullable Content pollContent() {
    return paused ? null : blocks.poll();
  }

  private boolean mayRead() {
    return !paused
        && readsRunning + blocks.size() < Limits.READ_AHEAD
        && control.size() < Limits.CONTROL_BACKLOG;
  }

  /** The next files if they are small; null if they are not, or if enough was read ahead. */
  @Nullable GroupRead pollGroup() {
    boolean others = !repeats.isEmpty() || !ready.isEmpty() || isReadingOne();
    if (others || !mayRead()) {
      return null;
    }
    List<GroupRead.Part> files = new ArrayList<>();
    int length = 0;
    while (next < told && unreportedFiles < Limits.UNREPORTED_FILES) {
      long size = states[next] == State.WAITING ? ledger.fileSize(next) : -1;
      if (size >= 0) {
        boolean fits = GroupRead.hasRoom(files.size(), length, size);
        if (!fits || size > GroupRead.LARGEST_FILE || held.containsKey(next)) {
          break;
        }
        files.add(new GroupRead.Part(next, (int) size));
        states[next] = State.READING;
        unreportedFiles++;
        length += (int) size;
      }
      next++;
    }
    if (files.isEmpty()) {
      return null;
    }
    readsRunning++;
    return new GroupRead(files);
  }

  @Nullable ReadTask pollRead() {
    if (!mayRead()) {
      return null;
    }
    ReadTask task = repeat();
    if (task == null) {
      OutgoingFile file = fileToRead();
      task = file == null ? null : file.nextRead();
    }
    if (task != null) {
      readsRunning++;
    }
    return task;
  }

  private @Nullable ReadTask repeat() {
    for (ReadTask task; (task = repeats.poll()) != null; ) {
      if (isWanted(task.entry())) {
        return task;
      }
    }
    return null;
  }

  private @Nullable OutgoingFile fileToRead() {
    while (!isReadingOne()) {
      current = ready.poll();
      if (current == null) {
        current = begin();
      }
      if (current == null) {
        return null;
      }
    }
    return current;
  }

  private boolean isReadingOne() {
    return current != null && current.hasMoreToRead();
  }

  /** Begins with the next file; null if there is none, or none yet. */
  private @Nullable OutgoingFile begin() {
    while (next < told && unreportedFiles < Limits.UNREPORTED_FILES) {
      int entry = next++;
      long size = states[entry] == State.WAITING ? ledger.fileSize(entry) : -1;
      if (size >= 0) {
        List<HeldRun> runs = held.remove(entry);
        OutgoingFile file = new OutgoingFile(entry, size, runs == null ? List.of() : runs);
        reading.put(entry, file);
        states[entry] = State.READING;
        unreportedFiles++;
        checks.begin(file);
        return file;
      }
    }
    return null;
  }

  void read(ReadTask task, byte[] leafHash, ByteBuffer data, int plainLength) {
    readEnded();
    int length = plainLength == 0 ? data.remaining() : plainLength;
    boolean ends = length < task.length() && ledger.stream() != null;
    if (length != task.length() && !ends) {
      throw new IllegalArgumentException(data.remaining() + " bytes for " + task);
    }
    int entry = task.entry();
    if (!isWanted(entry)) {
      return;
    }
    OutgoingFile file = reading.get(entry);
    boolean first = !task.repeat() && file != null;
    if (ends && file != null) {
      file.endsWith(task.index(), length);
    }
    if (first && file != null && file.read(task.index(), leafHash)) {
      same(file, task.index(), task.index() + 1);
    } else if (length > 0) {
      blocks.add(new Block(transfer, entry, task.index(), Digest.of(leafHash), data, plainLength));
    }
    if (first && file != null) {
      bytes += length;
      checks.compare(file);
      endIfRead(file);
    }
  }

  /** A group was read; the data is of those that could be. */
  void readGroup(List<GroupRead.Result> results, ByteBuffer data, int plainLength) {
    readEnded();
    if (stopped) {
      return;
    }
    List<WholeFiles.WholeFile> files = new ArrayList<>();
    for (GroupRead.Result result : results) {
      switch (result) {
        case GroupRead.Result.Whole(int entry, Digest root) -> {
          files.add(new WholeFiles.WholeFile(entry, root));
          states[entry] = isWanted(entry) ? State.ENDED : states[entry];
        }
        case GroupRead.Result.Failed(int entry, Problem problem, String reason) ->
            abandon(entry, problem, reason);
      }
    }
    if (!files.isEmpty()) {
      WholeFiles whole = new WholeFiles(transfer, files, data, plainLength);
      bytes += whole.length();
      blocks.add(whole);
    }
  }

  private void endIfRead(OutgoingFile file) {
    if (file.isRead()) {
      tellSame(file, file.untoldSame());
      reading.remove(file.entry());
      states[file.entry()] = State.ENDED;
      if (ledger.stream() != null) {
        ledger.stream().set(file.size());
      }
      control.add(new FileEnd(transfer, file.entry(), file.size(), file.root()));
    }
  }

  private void same(OutgoingFile file, long first, long end) {
    tellSame(file, file.same(first, end));
  }

  private void tellSame(OutgoingFile file, @Nullable LeafSpan same) {
    if (same != null) {
      long count = same.end() - same.first();
      control.add(new Same(transfer, file.entry(), same.first(), count));
    }
  }

  void readFailed(ReadTask task, Problem problem, String reason) {
    readEnded();
    abandon(task.entry(), problem, reason);
  }

  private void abandon(int entry, Problem problem, String reason) {
    if (isWanted(entry)) {
      stopReading(entry);
      states[entry] = State.ABANDONED;
      FileFailed failure = new FileFailed(transfer, entry, problem, reason);
      abandoned.put(entry, failure);
      control.add(failure);
    }
  }

  private void readEnded() {
    if (readsRunning == 0) {
      throw new IllegalStateException("no read is running");
    }
    readsRunning--;
  }

  /** The receiver wants a block once more. */
  void again(Again again) throws ViolationException {
    int entry = again.entry();
    checkEntry(entry);
    long size = ledger.fileSize(entry);
    if (again.index() >= Leaves.count(size)
        || states[entry] == State.SKIPPED
        || states[entry] == State.WAITING
        || ledger.isInPlace(entry)) {
      throw new ViolationException(
          "it asks again for block " + again.index() + " of entry " + entry);
    }
    if (ledger.stream() != null) {
      abandon(entry, Problem.INTEGRITY, "a block arrived damaged, and a stream is read only once");
      return;
    }
    if (--repeatsLeft < 0 || repeats.size() == Limits.REPEATING_BLOCKS) {
      throw new ViolationException("it asks again for too many blocks");
    }
    repeats.add(OutgoingFile.read(entry, size, again.index(), true));
  }

  /** The receiver says how an entry ended. */
  void result(FileResult result) throws ViolationException {
    int entry = result.entry();
    ManifestEntry what = checkEntry(entry);
    if (!mayEnd(what, states[entry], result.problem() == null)) {
      throw new ViolationException("a result of entry " + entry + " that cannot be");
    }
    if (result.problem() == null) {
      ledger.inPlace(entry);
    } else {
      ledger.failed(entry, result.problem(), reason(result, abandoned.remove(entry)));
    }
    stopReading(entry);
    states[entry] = State.REPORTED;
    unreportedFiles -= ledger.fileSize(entry) >= 0 ? 1 : 0;
    unreportedEntries -= what instanceof ManifestEntry.Directory ? 0 : 1;
  }

  /** Both may have given the file up at the same time: then what the receiver says counts. */
  private static String reason(FileResult result, @Nullable FileFailed own) {
    return own != null && own.problem() == result.problem()
        ? own.reason()
        : PeerText.escape(result.reason());
  }

  private static boolean mayEnd(ManifestEntry what, State state, boolean well) {
    return switch (what) {
      case ManifestEntry.File _, ManifestEntry.Stream _ ->
          switch (state) {
            case ENDED -> true;
            case READING, ABANDONED -> !well;
            case SKIPPED, WAITING, REPORTED -> false;
          };
      case ManifestEntry.Symlink _ -> state == State.WAITING;
      case ManifestEntry.Directory _ -> state == State.WAITING && !well;
    };
  }

  private ManifestEntry checkEntry(int entry) throws ViolationException {
    if (entry >= states.length) {
      throw new ViolationException("entry " + entry + " of " + states.length);
    }
    return manifest.entry(entry);
  }

  private boolean isWanted(int entry) {
    return !stopped && (states[entry] == State.READING || states[entry] == State.ENDED);
  }

  private void stopReading(int entry) {
    OutgoingFile file = reading.remove(entry);
    if (file != null && file == current) {
      current = null;
    }
  }

  /** Forgets what was read and not sent, and what is still being read; no result comes any more. */
  void stop() {
    stopped = true;
    abandoned.forEach((entry, own) -> ledger.failed(entry, own.problem(), own.reason()));
    abandoned.clear();
    blocks.clear();
    repeats.clear();
    reading.clear();
    ready.clear();
    held.clear();
    checks.stop();
  }
}
