package io.sluice.transport.session;

import io.sluice.transport.api.Pairing;
import io.sluice.transport.api.PairingCode;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.TransportException;
import io.sluice.transport.signal.ShortCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The way from a short code to the pairing that stands behind it, on a thread of its own. */
final class NearbyAnswer implements Pairing {
  /** Answers the code that was behind the short one. */
  interface Answerer {
    Pairing answer(String offerCode) throws TransportException;
  }

  private final PairingCode code;
  private final Thread walker;
  private final CompletableFuture<Pairing> pairing = new CompletableFuture<>();

  private NearbyAnswer(ShortCode code, Nearby nearby, Instant expires, Answerer answerer) {
    this.code = Nearby.shown(code, expires);
    this.walker =
        Thread.ofPlatform().daemon().name("nearby").unstarted(() -> walk(code, nearby, answerer));
  }

  static NearbyAnswer begin(ShortCode code, Nearby nearby, Instant expires, Answerer answerer) {
    NearbyAnswer answer = new NearbyAnswer(code, nearby, expires, answerer);
    answer.walker.start();
    return answer;
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
    long began = System.nanoTime();
    Pairing found = PairingOutcome.await(pairing, patience);
    if (found == null) {
      return null;
    }
    Duration left = patience.minusNanos(System.nanoTime() - began);
    return found.await(left.isNegative() ? Duration.ZERO : left);
  }

  @Override
  public void close() {
    pairing.completeExceptionally(PairingOutcome.givenUp());
    walker.interrupt();
    var _ = pairing.thenAccept(Pairing::close);
  }

  private void walk(ShortCode shortCode, Nearby nearby, Answerer answerer) {
    try {
      nearby.visit(
          shortCode,
          offerCode -> {
            Pairing behind = answerer.answer(offerCode);
            if (!pairing.complete(behind)) {
              behind.close();
            }
            return behind.code().text();
          });
    } catch (TransportException | RuntimeException e) {
      pairing.completeExceptionally(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
