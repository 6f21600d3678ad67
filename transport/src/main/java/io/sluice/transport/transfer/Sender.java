package io.sluice.transport.transfer;

import io.sluice.crypto.digest.Cover;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.PeerText;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.Progress;
import io.sluice.transport.transfer.message.Accept;
import io.sluice.transport.transfer.message.Again;
import io.sluice.transport.transfer.message.AskBasis;
import io.sluice.transport.transfer.message.Basis;
import io.sluice.transport.transfer.message.Cancel;
import io.sluice.transport.transfer.message.Content;
import io.sluice.transport.transfer.message.Done;
import io.sluice.transport.transfer.message.FileEnd;
import io.sluice.transport.transfer.message.FileFailed;
import io.sluice.transport.transfer.message.FileResult;
import io.sluice.transport.transfer.message.FileResults;
import io.sluice.transport.transfer.message.Goodbye;
import io.sluice.transport.transfer.message.Held;
import io.sluice.transport.transfer.message.Hello;
import io.sluice.transport.transfer.message.IdentityMessage;
import io.sluice.transport.transfer.message.ManifestPage;
import io.sluice.transport.transfer.message.ManifestPager;
import io.sluice.transport.transfer.message.Message;
import io.sluice.transport.transfer.message.Offer;
import io.sluice.transport.transfer.message.PassphraseMessage;
import io.sluice.transport.transfer.message.Paused;
import io.sluice.transport.transfer.message.PipeMessage;
import io.sluice.transport.transfer.message.Range;
import io.sluice.transport.transfer.message.Refuse;
import io.sluice.transport.transfer.message.RenewalMessage;
import io.sluice.transport.transfer.message.Resumed;
import io.sluice.transport.transfer.message.Same;
import io.sluice.transport.transfer.message.Text;
import io.sluice.transport.transfer.message.TextTaken;
import io.sluice.transport.transfer.message.Unknown;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sending end of one transfer. After each call that changes it, drain {@link #pollMessage} to
 * the control channel, {@link #pollContent} to the blocks channel while that takes more, and {@link
 * #pollRead} to the disk. For one thread.
 *
 * <pre>
 *   Offering ──Accept──▶ Sending ──Done──▶ Ended
 *      │ Refuse, Cancel     │ Cancel         ▲
 *      └────────────────────┴────────────────┘
 * </pre>
 */
public final class Sender {
  private sealed interface State {
    record Offering(ManifestPager pages) implements State {}

    record Sending() implements State {}

    record Ended(Outcome outcome) implements State {}
  }

  private final long id;
  private final Ledger ledger;
  private final OutgoingFiles files;
  private final Deque<Message> control = new ArrayDeque<>();
  private @Nullable String pause;
  private State state;

  /** The end that offers this manifest; the entries' indexes in it are their names on the wire. */
  public Sender(long id, Manifest manifest) {
    this(id, manifest, "");
  }

  /**
   * As above.
   *
   * @param identity by which the receiver knows the same things offered again: {@value
   *     Offer#IDENTITY_BYTES} bytes in hexadecimal, or empty
   */
  public Sender(long id, Manifest manifest, String identity) {
    this.id = id;
    this.ledger = new Ledger(manifest);
    this.files = new OutgoingFiles(id, ledger, control);
    this.state = new State.Offering(new ManifestPager(id, manifest));
    control.add(new Offer(id, manifest.count(), manifest.bytes(), identity));
  }

  /** Takes a message of this transfer. A peer that breaks the protocol ends the transfer. */
  public void receive(Message message) {
    try {
      handle(message);
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
      case Accept accept -> accepted(accept);
      case Held page -> sending("what it holds").held(page);
      case Basis basis -> sending("an answer").basis(basis);
      case Refuse refuse -> refused(refuse);
      case Again again -> sending("it asks again").again(again);
      case FileResults batch -> {
        for (FileResult result : batch.results()) {
          sending("a result").result(result);
        }
      }
      case Done done -> done(done);
      case Paused paused -> {
        sending("a pause").pause(true);
        pause = PeerText.escape(paused.reason());
      }
      case Resumed _ -> {
        sending("the end of a pause").pause(false);
        pause = null;
      }
      case Cancel cancel ->
          end(
              cancel.problem(),
              Outcome.sentence(
                  "The receiver ended the transfer", PeerText.escape(cancel.reason())));
      case Offer _, ManifestPage _, Content _, FileEnd _, FileFailed _, AskBasis _, Same _ ->
          throw new ViolationException("a message that is the sender's to send");
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

  private void accepted(Accept part) throws ViolationException {
    if (!(state instanceof State.Offering(ManifestPager pages)) || !pages.isFinished()) {
      throw new ViolationException("consent to what is not offered");
    }
    for (Range range : part.skip()) {
      skip(range);
    }
    if (!part.more()) {
      files.start(part.tells());
      state = new State.Sending();
    }
  }

  private void skip(Range range) throws ViolationException {
    if (range.first() < ledger.skippedUntil() || range.end() > ledger.manifest().count()) {
      throw new ViolationException("entries to skip that are out of order or not offered");
    }
    for (int entry = range.first(); entry < range.end(); entry++) {
      ledger.skip(entry);
    }
  }

  private void refused(Refuse refuse) throws ViolationException {
    if (!(state instanceof State.Offering)) {
      throw new ViolationException("a refusal after consent");
    }
    end(
        refuse.problem(),
        Outcome.sentence("The receiver refused the offer", PeerText.escape(refuse.reason())));
  }

  private OutgoingFiles sending(String what) throws ViolationException {
    if (!(state instanceof State.Sending)) {
      throw new ViolationException(what + " before consent");
    }
    return files;
  }

  private void done(Done done) throws ViolationException {
    if (!sending("done").isReported()
        || done.files() != ledger.files()
        || done.bytes() != ledger.bytes()) {
      throw new ViolationException("done before it is");
    }
    control.add(new Done(id, ledger.files(), ledger.bytes()));
    files.stop();
    state = new State.Ended(ledger.outcome());
  }

  /**
   * The next block to read, which the driver answers with {@link #read} or {@link #readFailed};
   * null if there is none now or enough was read ahead. May change after any other call.
   */
  public @Nullable ReadTask pollRead() {
    return state instanceof State.Sending ? files.pollRead() : null;
  }

  /**
   * The next small files to read, which the driver answers with {@link #readGroup}; null if the
   * next file is none of these, or enough was read ahead. A driver that does not ask for groups
   * gets small files from {@link #pollRead} like all others.
   */
  public @Nullable GroupRead pollGroup() {
    return state instanceof State.Sending ? files.pollGroup() : null;
  }

  /**
   * The next run of leaves to look up, which the driver answers with {@link #recalled}; null if
   * there is none now. May change after any other call.
   */
  public @Nullable RecallTask pollRecall() {
    return files.pollRecall();
  }

  /**
   * A run of leaves was looked up.
   *
   * @param cover of exactly these leaves, if the file is as it was when they were read; else null
   */
  public void recalled(RecallTask task, @Nullable Cover cover) {
    files.recalled(task, cover);
  }

  /**
   * Reads and recalls that were handed out and not answered. The source is not closed before they
   * are.
   */
  public int readsOutstanding() {
    return files.readsRunning();
  }

  /**
   * A block was read whole.
   *
   * @param leafHash 32 bytes, of the data; not looked at for an empty file
   * @param data position to limit; not changed until the block has been written out
   */
  public void read(ReadTask task, byte[] leafHash, ByteBuffer data) {
    files.read(task, leafHash, data, 0);
  }

  /**
   * A block was read whole, and compressed.
   *
   * @param leafHash 32 bytes, of the block as it was read
   * @param frame position to limit; not changed until the block has been written out
   */
  public void readAndPacked(ReadTask task, byte[] leafHash, ByteBuffer frame) {
    files.read(task, leafHash, frame, task.length());
  }

  /**
   * A group of small files was read.
   *
   * @param results one for each file of a group that was handed out, in the same order
   * @param data of those that are whole, in this order; position to limit; not changed until it was
   *     written out
   * @param plainLength if the data is compressed: how long it was; otherwise 0
   */
  public void readGroup(List<GroupRead.Result> results, ByteBuffer data, int plainLength) {
    files.readGroup(results, data, plainLength);
  }

  /** Blocks that were read and wait for the network. */
  public int blocksWaiting() {
    return files.blocksWaiting();
  }

  /**
   * A block could not be read: the file is gone, unreadable, or no longer what was offered. The
   * file fails, the others go on.
   *
   * @param reason a phrase for both users, safe to show
   */
  public void readFailed(ReadTask task, Problem problem, String reason) {
    files.readFailed(task, problem, reason);
  }

  /** The next message for the control channel, or null. May change after any other call. */
  public @Nullable Message pollMessage() {
    Message queued = control.poll();
    if (queued == null && state instanceof State.Offering(ManifestPager pages)) {
      return pages.next();
    }
    return queued;
  }

  /** The next message for the blocks channel, or null. May change after any other call. */
  public @Nullable Content pollContent() {
    return files.pollContent();
  }

  public Progress progress() {
    Progress.Phase phase =
        switch (state) {
          case State.Offering _ -> Progress.Phase.OFFERED;
          case State.Sending _ -> Progress.Phase.RUNNING;
          case State.Ended _ -> Progress.Phase.ENDED;
        };
    return new Progress(
        phase, files.bytes(), ledger.totalBytes(), ledger.files(), ledger.totalFiles());
  }

  /** Why the receiver cannot take content now, as a phrase safe to show; null if it can. */
  public @Nullable String pause() {
    return state instanceof State.Ended ? null : pause;
  }

  /** How it ended, or null. Messages and running reads may be left: see {@link #isOver}. */
  public @Nullable Outcome outcome() {
    return state instanceof State.Ended(Outcome outcome) ? outcome : null;
  }

  /** Whether it has ended, no read is running, and the receiver was told all there is to tell. */
  public boolean isOver() {
    return state instanceof State.Ended && files.readsRunning() == 0 && control.isEmpty();
  }

  /**
   * Ends the transfer on both sides. Without effect if it has ended.
   *
   * @param reason a phrase for both users, safe to show
   */
  public void cancel(Problem problem, String reason) {
    if (!(state instanceof State.Ended)) {
      endWithNotice(problem, reason, Outcome.sentence("The transfer ended here", reason));
    }
  }

  /**
   * The connection is gone: the transfer is interrupted.
   *
   * @param reason a phrase for the user
   */
  public void connectionLost(String reason) {
    if (!(state instanceof State.Ended)) {
      end(Problem.INTERRUPTED, Outcome.sentence("The connection was interrupted", reason));
    }
  }

  private void violated(String what) {
    Problem problem = state instanceof State.Offering ? Problem.REFUSED : Problem.INTEGRITY;
    if (!(state instanceof State.Ended)) {
      endWithNotice(problem, what, Outcome.sentence("The receiver broke the rules", what));
    }
  }

  private void endWithNotice(Problem problem, String reason, String message) {
    boolean offered = !(control.peek() instanceof Offer);
    end(problem, message);
    if (offered) {
      control.add(new Cancel(id, problem, reason));
    }
  }

  private void end(Problem problem, String message) {
    control.clear();
    files.stop();
    state = new State.Ended(ledger.outcome(problem, message));
  }
}
