package io.sluice.transport.transfer;

import io.sluice.transport.transfer.message.FileResult;
import io.sluice.transport.transfer.message.FileResults;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Results on their way to the sender, as few messages as they fit in. */
final class ResultBatch {
  private final long transfer;
  private final Deque<FileResult> waiting = new ArrayDeque<>();

  ResultBatch(long transfer) {
    this.transfer = transfer;
  }

  void add(FileResult result) {
    waiting.add(result);
  }

  void clear() {
    waiting.clear();
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /**
   * The next message.
   *
   * @param moreToCome whether other results are about to follow: then only a full message is given
   * @return null if there is nothing to say yet
   */
  @Nullable FileResults poll(boolean moreToCome) {
    int enough = moreToCome ? FileResults.MAX_RESULTS : 1;
    if (waiting.size() < enough) {
      return null;
    }
    List<FileResult> results = new ArrayList<>();
    while (results.size() < FileResults.MAX_RESULTS && !waiting.isEmpty()) {
      results.add(waiting.remove());
    }
    return new FileResults(transfer, results);
  }
}
