package io.sluice.transport.session;

import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What a pairing comes to, seen by who waits for the thread that works on it. */
final class PairingOutcome {
  private PairingOutcome() {}

  /**
   * Waits for it.
   *
   * @return null if it is not there after {@code patience}
   * @throws TransportException if the attempt has failed
   */
  static <T> @Nullable T await(CompletableFuture<T> outcome, Duration patience)
      throws TransportException, InterruptedException {
    try {
      return outcome.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TransportException problem) {
        throw problem;
      }
      throw new TransportException(Problem.OTHER, "Pairing failed unexpectedly.", e);
    }
  }

  /** The outcome of a pairing that was closed before there was another. */
  static TransportException givenUp() {
    return new TransportException(Problem.NO_CONNECTION, "The pairing was given up.");
  }
}
