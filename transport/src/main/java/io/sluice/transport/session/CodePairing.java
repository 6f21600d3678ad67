package io.sluice.transport.session;

import io.sluice.crypto.pairing.PairingKeys;
import io.sluice.transport.api.Options;
import io.sluice.transport.api.Pairing;
import io.sluice.transport.api.PairingCode;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import io.sluice.transport.ice.Candidate;
import io.sluice.transport.ice.SelectedPair;
import io.sluice.transport.sctp.api.EngineFactory;
import io.sluice.transport.signal.ReplyCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One pairing by codes. A thread of its own walks the way to the peer, step by step. */
final class CodePairing implements Pairing {
  private static final Duration STEP = Duration.ofMillis(200);

  private final Approach approach;
  private final PairingKeys keys;
  private final PairingCode code;
  private final EngineFactory engines;
  private final LocalDevices devices;
  private final long deadline;
  private final CompletableFuture<RemotePeer> peer = new CompletableFuture<>();
  private volatile boolean closed;

  CodePairing(
      Approach approach,
      PairingKeys keys,
      PairingCode code,
      EngineFactory engines,
      LocalDevices devices,
      Duration patience) {
    this.approach = approach;
    this.keys = keys;
    this.code = code;
    this.engines = engines;
    this.devices = devices;
    this.deadline = System.nanoTime() + patience.toNanos();
  }

  void start(List<Candidate> remoteCandidates, Options options) {
    approach.ice().start(remoteCandidates);
    Thread.ofPlatform().name("pairing").daemon().start(() -> run(options));
  }

  @Override
  public PairingCode code() {
    return code;
  }

  @Override
  public List<String> notices() {
    return approach.ice().warnings();
  }

  @Override
  public void reply(String replyCode) throws TransportException {
    if (approach.side() != Side.OFFERER) {
      throw new IllegalStateException("only who offered takes a reply");
    }
    ReplyCode reply = ReplyCode.parse(replyCode, keys);
    approach.ice().addRemote(Approach.iceCandidates(reply.candidates()));
  }

  @Override
  public @Nullable Peer await(Duration patience) throws TransportException, InterruptedException {
    return PairingOutcome.await(peer, patience);
  }

  @Override
  public void close() {
    closed = true;
    if (peer.completeExceptionally(PairingOutcome.givenUp())) {
      approach.close();
    }
  }

  /** Ends the attempt, or the peer that it has given. */
  void closeWithPeer() {
    close();
    if (peer.isDone() && !peer.isCompletedExceptionally()) {
      peer.join().close();
    }
  }

  boolean isOver() {
    return peer.isCompletedExceptionally() || (peer.isDone() && peer.join().isOver());
  }

  /** Has this done when the attempt has come to its end, a peer or none. */
  void whenOver(Runnable action) {
    var _ = peer.whenComplete((_, _) -> action.run());
  }

  private void run(Options options) {
    try {
      Approach.Secured secured = secure();
      RemotePeer connected = RemotePeer.connect(approach, secured, engines, devices, options);
      if (!peer.complete(connected)) {
        connected.close();
      }
    } catch (InterruptedException e) {
      close();
    } catch (TransportException | RuntimeException e) {
      peer.completeExceptionally(e);
      approach.close();
    } finally {
      keys.forgetHandshake();
    }
  }

  /** A path may lead to a peer that is gone by the time of the handshake: then to the next one. */
  private Approach.Secured secure() throws TransportException, InterruptedException {
    while (true) {
      SelectedPair pair = awaitPair();
      try {
        return approach.secure(pair, keys);
      } catch (TransportException e) {
        if (e.problem() != Problem.NO_CONNECTION || System.nanoTime() - deadline >= 0) {
          throw e;
        }
        approach.ice().again();
      }
    }
  }

  private SelectedPair awaitPair() throws TransportException, InterruptedException {
    while (!closed) {
      if (System.nanoTime() - deadline >= 0) {
        throw outOfTime();
      }
      SelectedPair pair = approach.awaitPair(STEP);
      if (pair != null) {
        return pair;
      }
      if (approach.ice().isRefused()) {
        throw new TransportException(
            Problem.CODE, "This code has been used already, by somebody else: ask for a new one.");
      }
    }
    throw PairingOutcome.givenUp();
  }

  private TransportException outOfTime() {
    return switch (approach.side()) {
      case OFFERER ->
          new TransportException(
              Problem.TIMEOUT, "The code expired before the other side connected.");
      case ANSWERER ->
          new TransportException(
              Problem.NO_CONNECTION,
              "No path to the other side was found. Is it still waiting? If it cannot be reached"
                  + " directly, paste the reply code there.");
    };
  }
}
