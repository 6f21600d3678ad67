package io.sluice.transport.session;

import io.sluice.crypto.pairing.Rendezvous;
import io.sluice.crypto.secret.Secret;
import io.sluice.crypto.store.KnownPeer;
import io.sluice.transport.api.Pairing;
import io.sluice.transport.api.PairingCode;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import io.sluice.transport.lan.Discovery.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The way to a known device that waits somewhere in the same networks, on a thread of its own. */
final class Visit implements Pairing {
  private static final Duration LOOK = Duration.ofSeconds(3);

  /** Clocks may differ by a slot. */
  private static final Duration LOOK_ASIDE = Duration.ofSeconds(1);

  /** Who was found but does not answer is gone, and will be found anew when it is back. */
  private static final Duration COME = Duration.ofSeconds(20);

  private final Reunions reunions;
  private final KnownPeer host;
  private final Secret pairSecret;
  private final LocalDevices expecting;
  private final PairingCode code;
  private final CompletableFuture<Peer> peer = new CompletableFuture<>();
  private @Nullable Thread walker;

  Visit(
      Reunions reunions,
      KnownPeer host,
      Secret pairSecret,
      LocalDevices expecting,
      PairingCode code) {
    this.reunions = reunions;
    this.host = host;
    this.pairSecret = pairSecret;
    this.expecting = expecting;
    this.code = code;
  }

  void begin(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    walker = Thread.ofPlatform().daemon().name("visit").start(() -> walk(deadline));
  }

  @Override
  public PairingCode code() {
    return code;
  }

  @Override
  public List<String> notices() {
    return List.of();
  }

  @Override
  public void reply(String replyCode) {
    throw new IllegalStateException("only who offered takes a reply");
  }

  @Override
  public @Nullable Peer await(Duration patience) throws TransportException, InterruptedException {
    return PairingOutcome.await(peer, patience);
  }

  @Override
  public void close() {
    if (peer.completeExceptionally(PairingOutcome.givenUp()) && walker != null) {
      walker.interrupt();
    }
  }

  private void walk(long deadline) {
    try {
      while (!peer.isDone() && System.nanoTime() - deadline < 0) {
        long now = Rendezvous.slot(Instant.now().getEpochSecond());
        if (tried(now, LOOK) || tried(now - 1, LOOK_ASIDE) || tried(now + 1, LOOK_ASIDE)) {
          return;
        }
      }
      throw new TransportException(
          Problem.NO_CONNECTION,
          host.name() + " was not found in this network. Does it run sluice listen?");
    } catch (TransportException | RuntimeException e) {
      peer.completeExceptionally(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the host was found under the tag of this slot, and reached. */
  private boolean tried(long slot, Duration patience)
      throws TransportException, InterruptedException {
    List<Sighting> found = reunions.find(pairSecret, host.key(), slot, patience);
    if (found.isEmpty()) {
      return false;
    }
    CodePairing pairing = reunions.come(pairSecret, host.key(), slot, expecting, found, code, COME);
    try {
      Peer reached = pairing.await(COME.plusSeconds(20));
      if (reached == null) {
        pairing.close();
        return false;
      }
      reunions.met(found);
      if (!peer.complete(reached)) {
        reached.close();
      }
      return true;
    } catch (TransportException e) {
      if (e.problem() == Problem.NO_CONNECTION || e.problem() == Problem.TIMEOUT) {
        return false;
      }
      throw e;
    } catch (InterruptedException e) {
      pairing.closeWithPeer();
      throw e;
    }
  }
}
