package io.sluice.shell.session;

import io.sluice.shell.choose.EntryChooser;
import io.sluice.shell.choose.Picks;
import io.sluice.shell.choose.Plan;
import io.sluice.shell.view.ConsentText;
import io.sluice.shell.view.DeviceText;
import io.sluice.shell.view.Durations;
import io.sluice.shell.view.EntryList;
import io.sluice.shell.view.OfferText;
import io.sluice.shell.view.Plain;
import io.sluice.shell.view.ResultText.Side;
import io.sluice.shell.view.SavedText;
import io.sluice.shell.view.Screen;
import io.sluice.transport.api.ConflictPolicy;
import io.sluice.transport.api.Devices;
import io.sluice.transport.api.Node;
import io.sluice.transport.api.Pairing;
import io.sluice.transport.api.PairingCode;
import io.sluice.transport.api.PathInfo;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.SavedTransfer;
import io.sluice.transport.api.Selection;
import io.sluice.transport.api.TransportException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the shell is connected to. Commands call it from the prompt's thread; the thread of the
 * present pairing or peer changes its state and prints what happens.
 *
 * <pre>
 *              offer, answer            the peer is there
 *   Alone ───────────────────▶ Waiting ───────────────────▶ Connected
 *     ▲                          │                              │
 *     └──────────────────────────┴──────────────────────────────┘
 *        failed, or paired anew       left, lost, or closed
 * </pre>
 */
public final class Session implements AutoCloseable {
  private static final Duration TICK = Duration.ofSeconds(1);

  private sealed interface State {
    record Alone() implements State {}

    /**
     * @param ours whether the code is this side's, for the other person
     * @param paths what to offer when the peer is there
     */
    record Waiting(Pairing pairing, boolean ours, List<Path> paths) implements State {}

    record Connected(Peer peer, Transfers transfers) implements State {}
  }

  private final Node node;
  private final Screen screen;
  private State state = new State.Alone();
  private @Nullable Thread watcher;

  public Session(Node node, Screen screen) {
    this.node = node;
    this.screen = screen;
  }

  /**
   * Begins a pairing, in place of one that has led nowhere yet.
   *
   * @return the code for the other person
   */
  public PairingCode offer() throws TransportException {
    startAnew();
    return watch(node.offer(), true, List.of());
  }

  /** Goes to a known device, which needs no code. */
  public void meet(String name) throws TransportException {
    startAnew();
    watch(node.visit(name), false, List.of());
  }

  /**
   * As {@link #offer}, for somebody in the same network.
   *
   * @param paths files and folders to offer as soon as the peer is there; may be empty
   */
  public PairingCode offerNearby(List<Path> paths) throws TransportException {
    startAnew();
    return watch(node.offerNearby(), true, paths);
  }

  /**
   * Takes a code from the other person: the reply to this side's offer, or an offer to answer.
   *
   * @return the reply code to show, or null if the code was itself a reply or needs none
   */
  public @Nullable PairingCode take(String code) throws TransportException {
    if (state() instanceof State.Waiting(Pairing ours, _, _)
        && ours.code().kind() == PairingCode.Kind.OFFER) {
      try {
        ours.reply(code);
        return null;
      } catch (TransportException notAReply) {
        return answerInstead(code, notAReply);
      }
    }
    startAnew();
    return answered(node.answer(code));
  }

  private @Nullable PairingCode answerInstead(String code, TransportException notAReply)
      throws TransportException {
    Pairing answer;
    try {
      answer = node.answer(code);
    } catch (TransportException neitherAnOffer) {
      notAReply.addSuppressed(neitherAnOffer);
      throw notAReply;
    }
    startAnew();
    return answered(answer);
  }

  private @Nullable PairingCode answered(Pairing pairing) {
    PairingCode reply = watch(pairing, false, List.of());
    return reply.kind() == PairingCode.Kind.SHORT ? null : reply;
  }

  /**
   * The code that waits for the other person.
   *
   * @throws TransportException if there is none now
   */
  public PairingCode code() throws TransportException {
    if (state() instanceof State.Waiting(Pairing pairing, _, _)
        && pairing.code().kind() != PairingCode.Kind.KNOWN) {
      return pairing.code();
    }
    throw new TransportException(
        Problem.CODE, "There is no code to show now. Type pair to get one.");
  }

  /** Offers files and folders to the peer. */
  public void send(List<Path> paths) throws TransportException {
    send(Selection.of(paths));
  }

  private void send(Selection selection) throws TransportException {
    State.Connected connected = connected();
    var transfer = connected.peer.send(selection);
    connected.transfers.begin(Side.SENDER, transfer);
    transfer.notices().forEach(notice -> screen.print(Plain.of(notice)));
    screen.print(
        "Offered " + OfferText.summary(transfer.manifest()) + "; the other side has to accept.");
  }

  /** Says something to the peer's user. */
  public void say(String text) throws TransportException {
    connected().peer.say(text);
  }

  /** The words that both screens show if nobody sits between. */
  public List<String> safetyWords() throws TransportException {
    try {
      return connected().peer.safetyWords();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransportException(Problem.INTERRUPTED, "Interrupted.", e);
    }
  }

  /** The user has found the words the same on both screens. */
  public void wordsMatch() throws TransportException {
    Peer peer = connected().peer;
    peer.wordsMatch();
    screen.print(
        screen.style().good("Verified")
            + ": this is "
            + DeviceText.describe(peer)
            + ", also the next time.");
  }

  /** The user has found the words to differ: the session ends. */
  public void wordsDiffer() throws TransportException {
    connected().peer.wordsDiffer();
  }

  /** Lets the peer's user decide to meet again without a code. */
  public void remember() throws TransportException {
    connected().peer.remember();
  }

  /**
   * Accepts what is wanted of the oldest open offer into a folder, unless something is in its way.
   *
   * @param policy for names that are taken
   */
  public void accept(Path target, ConflictPolicy policy) throws TransportException {
    Transfers transfers = connected().transfers;
    Choice offer = transfers.oldestOffer();
    Plan plan = offer.plan(target, policy);
    if (!plan.obstacles().isEmpty()) {
      OfferText.problems(plan.obstacles()).forEach(line -> screen.print("  " + line));
      throw new TransportException(
          plan.obstacles().getFirst().problem(),
          "This cannot be received there. Accept into another folder (accept DIR), or refuse.");
    }
    if (!plan.conflicts().isEmpty()) {
      OfferText.problems(List.of(plan.firstConflict())).forEach(line -> screen.print("  " + line));
      throw new TransportException(
          Problem.CONFLICT,
          "Names are taken there. Type accept with --overwrite, --rename or --skip, accept into"
              + " another folder (accept DIR), or refuse.");
    }
    transfers.decided(offer);
    transfers.begin(Side.RECEIVER, offer.offer());
    plan.accept();
  }

  /** Chooses what of the oldest open offer is wanted. */
  public void select(Picks picks) throws TransportException {
    Choice offer = connected().transfers.oldestOffer();
    offer.want(picks);
    tellWanted(offer);
  }

  private void tellWanted(Choice offer) {
    Plan plan = offer.plan(Path.of(""), ConflictPolicy.FAIL);
    screen.print("Wanted: " + ConsentText.wanted(offer.offer().manifest(), plan.decisions()) + ".");
  }

  /** Lets what of the oldest open offer is wanted be chosen in a list. */
  public void choose() throws TransportException {
    Choice offer = connected().transfers.oldestOffer();
    EntryChooser chooser = new EntryChooser(offer.offer().manifest(), offer.wanted());
    if (screen.browse(chooser)) {
      offer.want(chooser.wanted());
      tellWanted(offer);
    }
  }

  /** All that the oldest open offer holds, with what of it is wanted. */
  public EntryList list() throws TransportException {
    Choice offer = connected().transfers.oldestOffer();
    return new EntryList(offer.offer().manifest(), offer.wanted());
  }

  /** Declines the oldest open offer. */
  public void refuse() throws TransportException {
    Transfers transfers = connected().transfers;
    Choice offer = transfers.oldestOffer();
    transfers.decided(offer);
    offer.offer().refuse(Problem.REFUSED, "the other side said no");
    screen.print("Refused.");
  }

  /** This device, and those it knows. */
  public Devices devices() {
    return node.devices();
  }

  /** What was interrupted, a line each. */
  public List<String> saved() throws TransportException {
    Instant now = Instant.now();
    List<String> lines = node.saved().stream().map(saved -> SavedText.line(saved, now)).toList();
    return lines.isEmpty() ? List.of("Nothing was interrupted.") : lines;
  }

  /** Goes on with what was interrupted: offers it again, or accepts the oldest offer for it. */
  public void resume(String id) throws TransportException {
    for (SavedTransfer saved : node.saved()) {
      if (saved.id().equals(id)) {
        switch (saved) {
          case SavedTransfer.Sent sent -> send(sent.selection());
          case SavedTransfer.Received received -> accept(received.target(), ConflictPolicy.FAIL);
        }
        return;
      }
    }
    throw new TransportException(
        Problem.OTHER, "There is no interrupted transfer of this id. Type transfers to see them.");
  }

  /** Forgets what was interrupted. */
  public void discard(String id) throws TransportException {
    node.discard(id);
  }

  /** How things stand, a line each. */
  public List<String> status() {
    return switch (state()) {
      case State.Alone() -> List.of("Not connected. Type pair to begin, or pair CODE.");
      case State.Waiting(_, boolean ours, _) ->
          List.of(ours ? "Waiting for the other side to use the code." : "Connecting.");
      case State.Connected(Peer peer, Transfers transfers) -> transfers.status(describe(peer));
    };
  }

  /** A line for each transfer that moves right now. */
  public List<String> progress(int width) {
    return state() instanceof State.Connected(Peer _, Transfers transfers)
        ? transfers.progress(width)
        : List.of();
  }

  /** Whether leaving now would cut something off. */
  public boolean isBusy() {
    return state() instanceof State.Connected(Peer _, Transfers transfers)
        && transfers.anyRunning();
  }

  /** Says goodbye. */
  @Override
  public void close() {
    end(swap(new State.Alone()));
  }

  private synchronized State state() {
    return state;
  }

  private synchronized State swap(State next) {
    State before = state;
    state = next;
    return before;
  }

  private State.Connected connected() throws TransportException {
    if (state() instanceof State.Connected connected) {
      return connected;
    }
    throw new TransportException(
        Problem.NO_CONNECTION, "Nobody is connected. Type pair to begin, or pair CODE.");
  }

  /** Leaves a pairing that nobody has answered; a peer is not left by accident. */
  private void startAnew() throws TransportException {
    if (state() instanceof State.Connected(Peer peer, Transfers _)) {
      throw new TransportException(
          Problem.OTHER, "Already connected to " + describe(peer) + ". Type quit to leave it.");
    }
    end(swap(new State.Alone()));
  }

  private void end(State ended) {
    switch (ended) {
      case State.Alone() -> {}
      case State.Waiting(Pairing pairing, _, _) -> pairing.close();
      case State.Connected(Peer peer, Transfers _) -> peer.close();
    }
    Thread thread = watcher;
    if (thread != null && thread != Thread.currentThread()) {
      thread.interrupt();
    }
  }

  private PairingCode watch(Pairing pairing, boolean ours, List<Path> paths) {
    State.Waiting waiting = new State.Waiting(pairing, ours, paths);
    swap(waiting);
    pairing.notices().forEach(notice -> screen.print(Plain.of(notice)));
    watcher = Thread.ofPlatform().daemon().name("session").start(() -> live(waiting));
    return pairing.code();
  }

  private void live(State.Waiting waiting) {
    long began = System.nanoTime();
    try {
      Peer peer = null;
      while (peer == null) {
        peer = waiting.pairing.await(TICK);
      }
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      State.Connected connected = new State.Connected(peer, new Transfers(screen));
      if (!replace(waiting, connected)) {
        peer.close();
        return;
      }
      screen.print(
          screen.style().good("Connected") + " to " + describe(peer) + waited(waiting, took));
      sendAtOnce(waiting.paths);
      String end = new Listener(screen, peer, connected.transfers).listen();
      if (replace(connected, new State.Alone())) {
        peer.close();
        screen.print(end);
      }
    } catch (TransportException failed) {
      if (replace(waiting, new State.Alone())) {
        screen.print(screen.style().bad(Plain.of(String.valueOf(failed.getMessage()))));
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void sendAtOnce(List<Path> paths) {
    try {
      if (!paths.isEmpty()) {
        send(paths);
      }
    } catch (TransportException failed) {
      screen.print(screen.style().bad(Plain.of(String.valueOf(failed.getMessage()))));
    }
  }

  private synchronized boolean replace(State expected, State next) {
    if (!state.equals(expected)) {
      return false;
    }
    state = next;
    return true;
  }

  private static String waited(State.Waiting waiting, Duration took) {
    // How long the other person took to paste is not the network's merit.
    return !waiting.ours ? " in " + Durations.text(took) + "." : ".";
  }

  private static String describe(Peer peer) {
    PathInfo path = peer.path();
    return DeviceText.describe(peer)
        + " ("
        + path.localType()
        + "/"
        + path.remoteType()
        + ", "
        + path.cipher()
        + ")";
  }
}
