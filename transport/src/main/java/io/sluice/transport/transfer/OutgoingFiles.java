package io.sluice.transport.transfer;

import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.PeerText;
import io.sluice.transport.api.Problem;
import io.sluice.transport.transfer.message.Again;
import io.sluice.transport.transfer.message.Block;
import io.sluice.transport.transfer.message.Digest;
import io.sluice.transport.transfer.message.FileEnd;
import io.sluice.transport.transfer.message.FileFailed;
import io.sluice.transport.transfer.message.FileResult;
import io.sluice.transport.transfer.message.Message;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
  private final Deque<Block> blocks = new ArrayDeque<>();
  private final Deque<ReadTask> repeats = new ArrayDeque<>();
  private final Map<Integer, OutgoingFile> reading = new HashMap<>();
  private final Map<Integer, FileFailed> abandoned = new LinkedHashMap<>();
  private final State[] states;
  private @Nullable OutgoingFile current;
  private int next;
  private int readsRunning;
  private int unreportedFiles;
  private int unreportedEntries;
  private long bytes;
  private long repeatsLeft;
  private boolean stopped;

  OutgoingFiles(long transfer, Ledger ledger, Deque<Message> control) {
    this.transfer = transfer;
    this.ledger = ledger;
    this.manifest = ledger.manifest();
    this.control = control;
    this.states = new State[manifest.count()];
    Arrays.fill(states, State.SKIPPED);
  }

  /** The receiver has consented: what the ledger does not skip is to be sent. */
  void start() {
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

  int readsRunning() {
    return readsRunning;
  }

  /** Whether every file and link has a result. */
  boolean isReported() {
    return unreportedEntries == 0;
  }

  @Nullable Block pollBlock() {
    return blocks.poll();
  }

  @Nullable ReadTask pollRead() {
    if (readsRunning + blocks.size() >= Limits.READ_AHEAD
        || control.size() >= Limits.CONTROL_BACKLOG) {
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
    if (current != null && current.hasMoreToRead()) {
      return current;
    }
    current = null;
    if (unreportedFiles >= Limits.UNREPORTED_FILES) {
      return null;
    }
    while (next < states.length) {
      int entry = next++;
      if (states[entry] == State.WAITING
          && manifest.entry(entry) instanceof ManifestEntry.File file) {
        current = new OutgoingFile(entry, file.size());
        reading.put(entry, current);
        states[entry] = State.READING;
        unreportedFiles++;
        return current;
      }
    }
    return null;
  }

  void read(ReadTask task, byte[] leafHash, ByteBuffer data) {
    readEnded();
    if (data.remaining() != task.length()) {
      throw new IllegalArgumentException(data.remaining() + " bytes for " + task);
    }
    int entry = task.entry();
    if (!isWanted(entry)) {
      return;
    }
    if (task.length() > 0) {
      blocks.add(new Block(transfer, entry, task.index(), Digest.of(leafHash), data));
    }
    OutgoingFile file = reading.get(entry);
    if (task.repeat() || file == null) {
      return;
    }
    bytes += task.length();
    if (file.read(task.index(), leafHash)) {
      reading.remove(entry);
      states[entry] = State.ENDED;
      control.add(new FileEnd(transfer, entry, file.size(), file.root()));
    }
  }

  void readFailed(ReadTask task, Problem problem, String reason) {
    readEnded();
    int entry = task.entry();
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
    long size = checkEntry(entry).size();
    if (again.index() >= Leaves.count(size)
        || states[entry] == State.SKIPPED
        || states[entry] == State.WAITING
        || ledger.isInPlace(entry)) {
      throw new ViolationException(
          "it asks again for block " + again.index() + " of entry " + entry);
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
    unreportedFiles -= what instanceof ManifestEntry.File ? 1 : 0;
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
      case ManifestEntry.File _ ->
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
  }
}
