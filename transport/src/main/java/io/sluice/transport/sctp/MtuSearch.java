package io.sluice.transport.sctp;

/**
 * Which packet size to probe next (RFC 8899 section 5.3): the sizes that paths are likely to carry,
 * upwards, and where one is lost, halves of what is left.
 *
 * <p>A size is given up after {@link #MAX_PROBES} losses, but only the smallest lost one needs that
 * many: what is larger cannot pass where it does not. So a probe lost to congestion costs a detour,
 * and most sizes of a search one probe.
 */
final class MtuSearch {
  /** RFC 8899 section 5.1.2, MAX_PROBES. */
  static final int MAX_PROBES = 3;

  /**
   * SCTP packets that just fit, inside DTLS (37 bytes) and UDP (8), over IPv6 (40) and over IPv4
   * (20): Ethernet's 1500 bytes, then 9000. After each pair comes a size that does not: where it is
   * lost, the one before was the answer, and no search begins.
   */
  private static final int[] LIKELY = {1412, 1432, 1452, 8912, 8932, 9052};

  private final int max;
  private int passed;
  private int lost;
  private int losses;

  /**
   * @param passed a size that is known to pass
   * @param max the largest to try
   */
  MtuSearch(int passed, int max) {
    this.passed = passed;
    this.max = max & ~3;
    nothingLost();
  }

  private void nothingLost() {
    lost = max + 1;
    losses = MAX_PROBES;
  }

  /** The size to probe now, a multiple of 4; 0 when the search is over. */
  int next() {
    for (int size : LIKELY) {
      if (passed < size && size < Math.min(lost, max)) {
        return size;
      }
    }
    if (passed < max && max < lost) {
      return max;
    }
    if (lost - passed > resolution()) {
      // Half of what is left in proportion, for so is what a size is worth.
      return (int) Math.sqrt((double) passed * lost) & ~3;
    }
    return losses < MAX_PROBES ? lost : 0;
  }

  /** Less than this is not worth a probe that may be lost. */
  private int resolution() {
    return Math.max(16, passed >> 6);
  }

  void passed(int size) {
    passed = Math.max(passed, size);
    if (size >= lost) {
      // It was lost by chance, and so may have been what is larger.
      nothingLost();
    }
  }

  void lost(int size) {
    if (size < lost) {
      lost = size;
      losses = 1;
    } else if (size == lost) {
      losses++;
    }
  }
}
