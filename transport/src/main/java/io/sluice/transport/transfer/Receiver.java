package io.sluice.transport.transfer;

import io.sluice.crypto.digest.Cover;
import io.sluice.transport.api.Decisions;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.PeerText;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.Progress;
import io.sluice.transport.transfer.message.Accept;
import io.sluice.transport.transfer.message.Again;
import io.sluice.transport.transfer.message.AskBasis;
import io.sluice.transport.transfer.message.Basis;
import io.sluice.transport.transfer.message.Block;
import io.sluice.transport.transfer.message.Cancel;
import io.sluice.transport.transfer.message.Done;
import io.sluice.transport.transfer.message.FileEnd;
import io.sluice.transport.transfer.message.FileFailed;
import io.sluice.transport.transfer.message.FileResult;
import io.sluice.transport.transfer.message.FileResults;
import io.sluice.transport.transfer.message.Goodbye;
import io.sluice.transport.transfer.message.Held;
import io.sluice.transport.transfer.message.HeldFile;
import io.sluice.transport.transfer.message.Hello;
import io.sluice.transport.transfer.message.IdentityMessage;
import io.sluice.transport.transfer.message.ManifestPage;
import io.sluice.transport.transfer.message.Message;
import io.sluice.transport.transfer.message.Offer;
import io.sluice.transport.transfer.message.PassphraseMessage;
import io.sluice.transport.transfer.message.Paused;
import io.sluice.transport.transfer.message.PipeMessage;
import io.sluice.transport.transfer.message.Refuse;
import io.sluice.transport.transfer.message.RenewalMessage;
import io.sluice.transport.transfer.message.Resumed;
import io.sluice.transport.transfer.message.Same;
import io.sluice.transport.transfer.message.Text;
import io.sluice.transport.transfer.message.TextTaken;
import io.sluice.transport.transfer.message.Unknown;
import io.sluice.transport.transfer.message.WholeFiles;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The receiving end of one transfer. After each call that changes it, drain {@link #pollTask} and
 * {@link #pollMessage}; take messages off the network only while {@link #hasRoom}. For one thread.
 *
 * <pre>
 *   Offering ──last page──▶ Offered ──accept──▶ Receiving ──files settled──▶ Finishing ──▶ Confirming
 *      │                       │ refuse             │                            │   Done sent │
 *      └──── a violation ──────┴────────────────────┴──── cancel ────────────────┴──▶ Ended ◀──┘
 * </pre>
 */
public final class Receiver {
  private sealed interface State {
    record Offering(ManifestIntake intake) implements State {}

    record Offered() implements State {}

    record Receiving() implements State {}

    record Finishing(Finish finish) implements State {}

    record Confirming() implements State {}

    record Ended(Outcome outcome) implements State {}
  }

  private final long id;
  private final Offer offer;
  private final TaskQueue tasks = new TaskQueue();
  private final Deque<Message> control = new ArrayDeque<>();
  private final ResultBatch results;
  private Ledger ledger = new Ledger(Manifest.of(List.of()));
  private IncomingFiles files;
  private @Nullable String pause;
  private State state;

  /** As {@link #Receiver(long, Offer, Allowance)}, with as much as one alone may take. */
  public Receiver(long id, Offer offer) {
    this(id, offer, Allowance.of(Limits.MANIFEST_MEMORY));
  }

  /**
   * The end that answers this offer; one that cannot be taken is refused at once.
   *
   * @param allowance for the manifest
   */
  public Receiver(long id, Offer offer, Allowance allowance) {
    this.id = id;
    this.offer = offer;
    this.results = new ResultBatch(id);
    this.files = new IncomingFiles(id, ledger, tasks, results, control);
    State initial;
    try {
      initial = new State.Offering(new ManifestIntake(offer, allowance));
    } catch (ViolationException e) {
      control.add(new Refuse(id, Problem.REFUSED, e.what()));
      initial = new State.Ended(refusedOutcome(e.what()));
    }
    state = initial;
  }

  /** Takes a message of this transfer. A peer that breaks the protocol ends the transfer. */
  public void receive(Message message) {
    try {
      handle(message);
      proceed();
    } catch (ViolationException e) {
      violated(e.what());
    }
  }

  /**
   * A message of this transfer could not be read: that ends it.
   *
   * @param why the text of the exception
   */
  public void receiveMalformed(String why) {
    violated(new ViolationException(why).what());
  }

  private void handle(Message message) throws ViolationException {
    if (state instanceof State.Ended) {
      return;
    }
    switch (message) {
      case ManifestPage page -> page(page);
      case Block block -> accepted("a block").block(block);
      case WholeFiles whole -> accepted("files").whole(whole);
      case FileEnd end -> accepted("the end of a file").end(end);
      case Same same -> accepted("what is the same").same(same);
      case AskBasis ask -> accepted("a question").ask(ask);
      case FileFailed failure -> accepted("a file that failed").failed(failure);
      case Done _ -> done();
      case Cancel cancel ->
          endInSilence(
              cancel.problem(),
              Outcome.sentence("The sender ended the transfer", PeerText.escape(cancel.reason())));
      case Offer _ -> throw new ViolationException("a second offer");
      case Accept _, Held _, Basis _, Refuse _, Again _, FileResults _, Paused _, Resumed _ ->
          throw new ViolationException("a message that is the receiver's to send");
      case Hello _,
          Goodbye _,
          Text _,
          TextTaken _,
          IdentityMessage _,
          PipeMessage _,
          PassphraseMessage _,
          RenewalMessage _,
          Unknown _ -> {}
    }
  }

  private void page(ManifestPage page) throws ViolationException {
    if (!(state instanceof State.Offering(ManifestIntake intake))) {
      throw new ViolationException("a page after the last");
    }
    Manifest manifest = intake.add(page);
    if (manifest != null) {
      ledger = new Ledger(manifest);
      files = new IncomingFiles(id, ledger, tasks, results, control);
      state = new State.Offered();
    }
  }

  private IncomingFiles accepted(String what) throws ViolationException {
    return switch (state) {
      case State.Offering _, State.Offered _ ->
          throw new ViolationException(what + " before consent");
      default -> files;
    };
  }

  private void done() throws ViolationException {
    if (!(state instanceof State.Confirming)) {
      throw new ViolationException("done before it is");
    }
    state = new State.Ended(ledger.outcome());
  }

  /** Whether the whole offer is here and waits for {@link #accept} or {@link #refuse}. */
  public boolean isOffered() {
    return state instanceof State.Offered;
  }

  /**
   * What is offered.
   *
   * @throws IllegalStateException if the offer was never whole
   */
  public Manifest manifest() {
    if (ledger.manifest().count() != offer.entries()) {
      throw new IllegalStateException("the offer is not whole");
    }
    return ledger.manifest();
  }

  /** Consents where nothing is here yet. Otherwise as below. */
  public void accept(Decisions decisions) {
    accept(decisions, false);
  }

  /**
   * Consents. Without effect if the transfer has ended meanwhile.
   *
   * @param decisions about the entries of {@link #manifest}
   * @param looks whether to look for what is here already, so that it need not be sent
   * @throws IllegalStateException if it is not {@link #isOffered}
   */
  public void accept(Decisions decisions, boolean looks) {
    if (decides()) {
      control.addAll(ConsentParts.of(id, ledger, decisions, looks));
      state = new State.Receiving();
      if (looks) {
        files.tell();
      }
      proceed();
    }
  }

  /** Consents to everything, as {@link #accept(Decisions)} does. */
  public void accept() {
    accept(Decisions.TAKE_ALL);
  }

  /**
   * Declines. Without effect if the transfer has ended meanwhile.
   *
   * @param reason a phrase for both users, or empty
   * @throws IllegalStateException if it is not {@link #isOffered}
   */
  public void refuse(Problem problem, String reason) {
    if (decides()) {
      control.add(new Refuse(id, problem, reason));
      state =
          new State.Ended(
              Outcome.nothing(problem, Outcome.sentence("The offer was refused", reason)));
    }
  }

  private boolean decides() {
    return switch (state) {
      case State.Offered _ -> true;
      case State.Ended _ -> false;
      default -> throw new IllegalStateException("there is nothing to decide");
    };
  }

  /**
   * The next disk task, which the driver answers with {@link #stored}, {@link #taskDone} or {@link
   * #taskFailed}; null if there is none now. A task may appear after any other call.
   */
  public @Nullable DiskTask pollTask() {
    if (state instanceof State.Finishing(Finish finish) && tasks.hasRoom()) {
      DiskTask step = finish.next(!tasks.isIdle());
      if (step != null) {
        tasks.add(step);
      }
    }
    return tasks.poll();
  }

  /** Tasks that were handed out and not answered. The target is not closed before they are. */
  public int tasksOutstanding() {
    return tasks.running();
  }

  /** Whether the next message may be taken off the network: the disk keeps up. */
  public boolean hasRoom() {
    return tasks.hasRoom();
  }

  /**
   * There is no room for what a task is to make, and nothing of it was made: the transfer waits.
   *
   * @param task no Place
   * @param reason a phrase for both users, safe to show
   */
  public void taskWaits(DiskTask task, String reason) {
    tasks.ended(task);
    if (!(state instanceof State.Ended)) {
      waitsWith(task, reason);
    }
  }

  private void waitsWith(DiskTask left, String reason) {
    tasks.putBack(left);
    if (pause == null) {
      pause = reason;
      control.add(new Paused(id, reason));
    }
  }

  /** Why the transfer waits for room, as it was told; null if it does not. */
  public @Nullable String pause() {
    return state instanceof State.Ended ? null : pause;
  }

  /** There may be room again: one task is tried. Without effect if the transfer does not wait. */
  public void tryAgain() {
    tasks.tryAgain();
  }

  /**
   * A block was written.
   *
   * @param leafHash 32 bytes, computed from what was written
   */
  public void stored(DiskTask.Store task, byte[] leafHash) {
    if (!ended(task)) {
      return;
    }
    try {
      files.stored(task, leafHash);
      proceed();
    } catch (ViolationException e) {
      violated(e.what());
    }
  }

  /** A task has ended, and not for want of room; whether that is of use to anybody. */
  private boolean ended(DiskTask task) {
    tasks.ended(task);
    if (state instanceof State.Ended) {
      return false;
    }
    if (tasks.foundRoom(task)) {
      pause = null;
      control.add(new Resumed(id));
    }
    return true;
  }

  /**
   * Whole files were put in place, but for some.
   *
   * @param failures why these are not
   */
  public void placed(DiskTask.Place task, Map<Integer, PlaceFailure> failures) {
    if (ended(task)) {
      files.placed(task, failures);
      proceed();
    }
  }

  /**
   * There was no room for some of these whole files: the transfer waits.
   *
   * @param left with those files; the others were put in place, but for some
   * @param reason a phrase for both users, safe to show
   */
  public void placeWaits(
      DiskTask.Place task,
      DiskTask.Place left,
      Map<Integer, PlaceFailure> failures,
      String reason) {
    tasks.ended(task);
    if (!(state instanceof State.Ended)) {
      files.placed(task, left, failures);
      waitsWith(left, reason);
    }
  }

  /**
   * What is here already was looked for.
   *
   * @param end the entries from the task's first to the one before this were looked at: one at
   *     least, and no more than were asked for
   * @param found what there is of them, by ascending entry; only of files
   */
  public void looked(DiskTask.Look task, int end, List<HeldFile> found) {
    if (ended(task)) {
      files.looked(end, found);
      proceed();
    }
  }

  /**
   * Held leaves are part of the file now.
   *
   * @param cover of exactly these leaves, as they are on the disk
   */
  public void kept(DiskTask.Keep task, Cover cover) {
    if (ended(task)) {
      files.kept(task, cover);
      proceed();
    }
  }

  /**
   * The hashes of held leaves were looked up.
   *
   * @param hashes 32 bytes for each leaf, or none if they are not known any more
   */
  public void recalled(DiskTask.Recall task, ByteBuffer hashes) {
    if (ended(task)) {
      files.recalled(task, hashes);
    }
  }

  /** A task that has no answer of its own was carried out. */
  public void taskDone(DiskTask task) {
    if (!ended(task)) {
      return;
    }
    switch (task) {
      case DiskTask.Store _,
          DiskTask.Place _,
          DiskTask.Look _,
          DiskTask.Keep _,
          DiskTask.Recall _ ->
          throw new IllegalStateException("a task with an answer of its own");
      case DiskTask.Publish(int entry) -> files.published(entry);
      case DiskTask.Link(int entry) -> {
        ledger.inPlace(entry);
        results.add(FileResult.inPlace(entry));
      }
      case DiskTask.FinishDirectories _ -> confirm();
      case DiskTask.Discard _ -> {}
    }
    proceed();
  }

  /**
   * A task could not be carried out. If it was a Store, the whole transfer ends: the disk is
   * broken. Otherwise, and if the Store was in conflict with something that is there, the entry has
   * failed, and the rest goes on.
   *
   * @param reason a phrase for both users, safe to show
   */
  public void taskFailed(DiskTask task, Problem problem, String reason) {
    if (!ended(task)) {
      return;
    }
    switch (task) {
      case DiskTask.Store(int entry, _, _, _, _, _) -> storeFailed(entry, problem, reason);
      case DiskTask.Place _ -> throw new IllegalStateException("each file fails for itself");
      case DiskTask.Keep(int entry, _, _) -> files.taskFailed(entry, problem, reason);
      // What cannot be looked up counts as not there.
      case DiskTask.Look(int from, int count) -> files.looked(from + count, List.of());
      case DiskTask.Recall recall -> files.recalled(recall, ByteBuffer.allocate(0));
      case DiskTask.Publish(int entry) -> files.publishFailed(entry, problem, reason);
      case DiskTask.Link(int entry) -> failed(entry, problem, reason);
      case DiskTask.FinishDirectories _ -> directoriesFailed(problem, reason);
      // Closing the target removes what is left.
      case DiskTask.Discard _ -> {}
    }
    proceed();
  }

  private void storeFailed(int entry, Problem problem, String reason) {
    if (problem == Problem.CONFLICT) {
      files.taskFailed(entry, problem, reason);
    } else {
      String path = PeerText.escape(manifest().entry(entry).path().toString());
      cancel(problem, "cannot write \"" + path + "\": " + reason);
    }
  }

  private void failed(int entry, Problem problem, String reason) {
    ledger.failed(entry, problem, reason);
    results.add(new FileResult(entry, problem, reason));
  }

  private void directoriesFailed(Problem problem, String reason) {
    if (state instanceof State.Finishing(Finish finish) && finish.firstDirectory() >= 0) {
      failed(finish.firstDirectory(), problem, reason);
      confirm();
    } else {
      cancel(problem, "cannot finish the folder: " + reason);
    }
  }

  private void proceed() {
    if (state instanceof State.Receiving
        && ledger.openFiles() == 0
        && files.isIdle()
        && tasks.isIdle()) {
      state = new State.Finishing(new Finish(ledger));
    }
  }

  private void confirm() {
    flushResults();
    control.add(new Done(id, ledger.files(), ledger.bytes()));
    state = new State.Confirming();
  }

  /** The next message for the control channel, or null. May change after any other call. */
  public @Nullable Message pollMessage() {
    Message queued = control.poll();
    boolean moreToCome = files.resultsFollow() || state instanceof State.Finishing;
    return queued != null ? queued : results.poll(moreToCome);
  }

  public Progress progress() {
    return new Progress(
        phase(), files.bytes(), ledger.totalBytes(), ledger.files(), ledger.totalFiles());
  }

  private Progress.Phase phase() {
    return switch (state) {
      case State.Offering _, State.Offered _ -> Progress.Phase.OFFERED;
      case State.Receiving _, State.Finishing _, State.Confirming _ -> Progress.Phase.RUNNING;
      case State.Ended _ -> Progress.Phase.ENDED;
    };
  }

  /** How it ended, or null. Messages and running tasks may be left: see {@link #isOver}. */
  public @Nullable Outcome outcome() {
    return state instanceof State.Ended(Outcome outcome) ? outcome : null;
  }

  /** Whether it has ended, no task is running, and the sender was told all there is to tell. */
  public boolean isOver() {
    return state instanceof State.Ended && tasks.isIdle() && control.isEmpty() && results.isEmpty();
  }

  /**
   * Ends the transfer on both sides. Without effect if it has ended; and too late, so without
   * effect, when everything is in place and the sender was told.
   *
   * @param reason a phrase for both users, safe to show
   */
  public void cancel(Problem problem, String reason) {
    if (!(state instanceof State.Ended || state instanceof State.Confirming)) {
      endWithNotice(problem, reason, Outcome.sentence("The transfer ended here", reason));
    }
  }

  /**
   * The connection is gone: the transfer is interrupted, unless everything is in place.
   *
   * @param reason a phrase for the user
   */
  public void connectionLost(String reason) {
    switch (state) {
      case State.Ended _ -> {}
      case State.Confirming _ -> {
        control.clear();
        state = new State.Ended(ledger.outcome());
      }
      default -> {
        String sentence = Outcome.sentence("The connection was interrupted", reason);
        endInSilence(Problem.INTERRUPTED, sentence);
      }
    }
  }

  private void violated(String what) {
    switch (state) {
      case State.Ended _ -> {}
      case State.Offering _, State.Offered _ -> {
        control.add(new Refuse(id, Problem.REFUSED, what));
        state = new State.Ended(refusedOutcome(what));
      }
      default -> {
        String sentence = Outcome.sentence("The sender broke the rules", what);
        endWithNotice(Problem.INTEGRITY, what, sentence);
      }
    }
  }

  private static Outcome refusedOutcome(String what) {
    return Outcome.nothing(Problem.REFUSED, Outcome.sentence("The offer was refused", what));
  }

  private void flushResults() {
    for (Message batch; (batch = results.poll(false)) != null; ) {
      control.add(batch);
    }
  }

  private void endWithNotice(Problem problem, String reason, String message) {
    flushResults();
    control.add(new Cancel(id, problem, reason));
    end(problem, message);
  }

  /** The end where the sender knows already, or cannot be told. */
  private void endInSilence(Problem problem, String message) {
    control.clear();
    results.clear();
    end(problem, message);
  }

  private void end(Problem problem, String message) {
    tasks.dropWaiting();
    state = new State.Ended(ledger.outcome(problem, message));
  }
}
