package io.sluice.transport.transfer;

import io.sluice.transport.api.Decisions;
import io.sluice.transport.api.EntrySet;
import io.sluice.transport.transfer.message.Accept;
import io.sluice.transport.transfer.message.Range;
import java.util.ArrayList;
import java.util.List;

/** The receiver's consent as messages. */
final class ConsentParts {
  private ConsentParts() {}

  /**
   * The consent to what is wanted; the rest is noted in the ledger as skipped.
   *
   * @param tells whether the receiver goes on to tell what it holds
   */
  static List<Accept> of(long transfer, Ledger ledger, Decisions decisions, boolean tells) {
    int entries = ledger.manifest().count();
    List<Accept> parts = new ArrayList<>();
    List<Range> ranges = new ArrayList<>();
    EntrySet skipped = decisions.skipped();
    int first = skipped.next(0);
    while (first >= 0 && first < entries) {
      int end = Math.min(skipped.nextOther(first), entries);
      for (int entry = first; entry < end; entry++) {
        ledger.skip(entry);
      }
      if (ranges.size() == Accept.MAX_RANGES) {
        parts.add(new Accept(transfer, ranges, true));
        ranges.clear();
      }
      ranges.add(new Range(first, end - first));
      first = skipped.next(end);
    }
    parts.add(new Accept(transfer, ranges, tells, false));
    return parts;
  }
}
