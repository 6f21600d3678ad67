package io.sluice.transport.sctp;

import io.sluice.transport.sctp.packet.ReconfigResponse;

/**
 * The numbers of the peer's RE-CONFIG requests and how the last of them were answered: a request
 * that comes again has the same answer and no other effect (RFC 6525 section 5.2.1).
 */
final class PeerRequests {
  /** A chunk has at most two requests, and only the last chunk may come again. */
  private static final int KEPT = 2;

  private final int[] results = new int[KEPT];
  private int next;
  private int known;

  /**
   * @param initialTsn of the peer: with it the numbers begin
   */
  PeerRequests(int initialTsn) {
    next = initialTsn;
  }

  boolean isNew(int number) {
    return number == next;
  }

  /** The next request was answered with this result. */
  void note(int result) {
    results[next & (KEPT - 1)] = result;
    next++;
    known = Math.min(KEPT, known + 1);
  }

  /** The answer to a request; an error when its number is none of the last. */
  int resultOf(int number) {
    return isKnown(number) ? results[number & (KEPT - 1)] : ReconfigResponse.BAD_NUMBER;
  }

  /** A request that was put off has been performed meanwhile. */
  void amend(int number, int result) {
    if (isKnown(number)) {
      results[number & (KEPT - 1)] = result;
    }
  }

  private boolean isKnown(int number) {
    int behind = next - number;
    return behind > 0 && behind <= known;
  }

  /** The number of the last request, the one before the first when there was none. */
  int last() {
    return next - 1;
  }
}
