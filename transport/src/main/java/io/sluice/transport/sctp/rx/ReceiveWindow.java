package io.sluice.transport.sctp.rx;

import io.sluice.transport.sctp.api.MemoryBudget;
import io.sluice.transport.sctp.api.SctpOptions;
import java.util.function.LongSupplier;

/**
 * How much of the peer's data may be held, and how much it is told.
 *
 * <p>The window begins small and grows as long as the peer uses more than half of it in a round
 * trip and the application keeps up; so it becomes twice what the path needs, as TCP receivers have
 * it (dynamic right-sizing).
 *
 * <p>A window is a promise, not memory. Memory is taken when data is held. Two messages' worth is
 * guaranteed, and a third for the chunk after the cumulative TSN: it may be the one that completes
 * a message, and without it memory full of fragments would stay full for ever. What is beyond comes
 * from a budget that all associations share. While that is used up no window grows, data that needs
 * more is dropped, and the window of its association falls to what it has.
 */
final class ReceiveWindow {
  /** Memory is taken in pieces, so that the budget is not asked for every chunk. */
  static final long PIECE = 1 << 16;

  private final long maxMessage;
  private final long guaranteed;
  private final long initial;
  private final long max;
  private final MemoryBudget budget;
  private final LongSupplier roundTrip;
  private long size;
  private long taken;
  private boolean closed;

  private boolean measuring;
  private long roundBegan;
  private long receivedBefore;

  /**
   * @param roundTrip nanoseconds; 0 while it is not known
   */
  ReceiveWindow(SctpOptions options, MemoryBudget budget, LongSupplier roundTrip) {
    initial = options.receiveWindow();
    size = initial;
    max = options.maxReceiveWindow();
    maxMessage = options.maxMessageSize();
    guaranteed = Math.min(size, 2 * maxMessage);
    this.budget = budget;
    this.roundTrip = roundTrip;
  }

  /** The most that may be held, bytes. */
  long size() {
    return size;
  }

  /**
   * What the peer may send now, bytes (a_rwnd). What the window has grown by is for a path that
   * holds so much, not for an application that is slower than the path: with what waits for that,
   * it closes.
   *
   * @param held bytes that wait for others or for the application
   * @param ready bytes of that which wait for the application alone
   */
  long open(long held, long ready) {
    long grown = Math.max(0, size - initial);
    double kept = Math.max(0, 1 - (double) ready / initial);
    return Math.max(0, size - grown + (long) (kept * grown) - held);
  }

  /**
   * Whether a chunk may be held, beside what is.
   *
   * @param held bytes of payload and overhead
   * @param spare bytes of memory that wait for payload
   * @param next whether its TSN is the one after the cumulative
   */
  boolean admits(long held, long spare, boolean next) {
    if (cover(held + spare)) {
      // A sender that keeps to the window does not count our overhead: hence the quarter.
      return held < size || (next && held < size + (size >> 2));
    }
    long memory = guaranteed + taken;
    size = Math.min(size, memory);
    return held + spare < memory || (next && held + spare < memory + maxMessage);
  }

  /** Takes memory for what is held and a piece more; false when the budget is used up. */
  private boolean cover(long memory) {
    while (memory >= guaranteed && memory + PIECE > guaranteed + taken) {
      if (closed || !budget.take(PIECE)) {
        return false;
      }
      taken += PIECE;
    }
    return true;
  }

  /** Gives memory back that nothing is held in any more, but one piece. */
  void released(long memory) {
    while (taken > 0 && memory + 2 * PIECE <= guaranteed + taken) {
      taken -= PIECE;
      budget.giveBack(PIECE);
    }
  }

  /**
   * A packet with data has come.
   *
   * @param received bytes of payload since the beginning
   * @param held bytes that wait for others or for the application
   */
  void arrived(long received, long held, long now) {
    long inRound = received - receivedBefore;
    long rtt = roundTrip.getAsLong();
    // Without a round trip time, a window that was used up once counts.
    boolean over = rtt > 0 ? now - roundBegan >= rtt : inRound >= size;
    if (measuring && !over) {
      return;
    }
    if (measuring && 2 * inRound > size && held <= size >> 1) {
      grow(2 * inRound);
    }
    measuring = true;
    roundBegan = now;
    receivedBefore = received;
  }

  private void grow(long wanted) {
    long next = Math.min(max, wanted);
    if (next > size && budget.left() >= next) {
      size = next;
    }
  }

  /** Gives everything back: nothing more is taken in. */
  void close() {
    closed = true;
    budget.giveBack(taken);
    taken = 0;
  }
}
