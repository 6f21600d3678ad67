package io.sluice.transport.api;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One offer of files to, or from, a peer. Safe for use by any thread. */
public interface Transfer {
  Manifest manifest();

  /** What of the shared folders is not offered, each as a phrase for the user. */
  default List<String> notices() {
    return List.of();
  }

  /** Where it stands now; cheap, for a progress line. */
  Progress progress();

  /**
   * Waits for the end.
   *
   * @return how it ended, or null if it has not after {@code patience}
   */
  @Nullable TransferResult await(Duration patience) throws InterruptedException;

  /**
   * Ends the transfer on both sides. What is in place stays; what is half-written goes, unless it
   * is kept under {@link #savedAs}.
   */
  void cancel();

  /**
   * The id of the {@link SavedTransfer} that this one is, or will be if it ends before all is in
   * place; empty if it is not kept.
   */
  default String savedAs() {
    return "";
  }
}
