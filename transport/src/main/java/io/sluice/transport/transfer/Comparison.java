package io.sluice.transport.transfer;

import io.sluice.transport.transfer.message.AskBasis;
import io.sluice.transport.transfer.message.Basis;
import io.sluice.transport.transfer.message.Digest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Leaves of one file at the sender that the receiver holds and that nobody here remembers: their
 * hashes are asked for a page at a time, and compared as the file is read.
 */
final class Comparison {
  /** Hashes that are here, and how far they are used. */
  private static final class Page {
    final Basis hashes;
    int unread;
    int uncompared;

    Page(Basis hashes) {
      this.hashes = hashes;
      this.unread = hashes.count();
      this.uncompared = hashes.count();
    }

    boolean has(long index) {
      return index >= hashes.first() && index - hashes.first() < hashes.count();
    }
  }

  private final Deque<LeafSpan> unasked = new ArrayDeque<>();
  private final List<AskBasis> asked = new ArrayList<>();
  private final List<Page> pages = new ArrayList<>();

  /** Adds leaves to be compared. */
  void add(LeafSpan span) {
    unasked.add(span);
  }

  /** The next question, or null if there is none now. */
  @Nullable AskBasis nextAsk(long transfer, int entry) {
    if (unasked.isEmpty() || asked.size() + pages.size() >= Limits.ASKED_PAGES_OF_A_FILE) {
      return null;
    }
    LeafSpan span = unasked.remove();
    int count = (int) Math.min(Basis.MAX_LEAVES, span.end() - span.first());
    if (span.first() + count < span.end()) {
      unasked.addFirst(new LeafSpan(span.first() + count, span.end()));
    }
    AskBasis ask = new AskBasis(transfer, entry, span.first(), count);
    asked.add(ask);
    return ask;
  }

  /**
   * An answer.
   *
   * @return what cannot be compared after all, or null
   */
  @Nullable LeafSpan answer(Basis basis) throws ViolationException {
    for (AskBasis ask : asked) {
      if (ask.first() == basis.first() && (basis.count() == ask.count() || basis.count() == 0)) {
        asked.remove(ask);
        if (basis.count() > 0) {
          pages.add(new Page(basis));
          return null;
        }
        return new LeafSpan(ask.first(), ask.first() + ask.count());
      }
    }
    throw new ViolationException("hashes that were not asked for");
  }

  boolean hasMoreToRead() {
    return pages.stream().anyMatch(page -> page.unread > 0);
  }

  /** The next leaf to read. */
  long nextRead() {
    for (Page page : pages) {
      if (page.unread > 0) {
        return page.hashes.first() + page.hashes.count() - page.unread--;
      }
    }
    throw new IllegalStateException("there is nothing to read");
  }

  /** Whether a leaf that was read is as the receiver has it. */
  boolean isSame(long index, byte[] leafHash) {
    Page page = pages.stream().filter(p -> p.has(index)).findFirst().orElse(null);
    if (page == null) {
      return false;
    }
    if (--page.uncompared == 0) {
      pages.remove(page);
    }
    Digest held = page.hashes.hash((int) (index - page.hashes.first()));
    return held.equals(Digest.of(leafHash));
  }
}
