package io.sluice.transport.session;

import io.sluice.transport.api.Progress;
import io.sluice.transport.api.TransferResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What other threads may see of a transfer that the loop's thread runs. */
final class Status {
  private final CompletableFuture<TransferResult> result = new CompletableFuture<>();
  private volatile Progress progress;

  Status(Progress start) {
    this.progress = start;
  }

  Progress progress() {
    return progress;
  }

  void progress(Progress now) {
    progress = now;
  }

  /** How it ended, or null. */
  @Nullable TransferResult result() {
    return result.getNow(null);
  }

  /** Sets the result, unless there is one; whether it was set. */
  boolean end(TransferResult how) {
    return result.complete(how);
  }

  @Nullable TransferResult await(Duration patience) throws InterruptedException {
    try {
      return result.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
