package io.sluice.transport.sctp.packet;

/**
 * Arithmetic of transmission sequence numbers: 32-bit serial numbers that wrap (RFC 9260 section
 * 1.6, RFC 1982). A TSN is an {@code int} whose sign means nothing; only these methods compare.
 */
public final class Tsn {
  private Tsn() {}

  /** Whether {@code a} comes before {@code b}; they must be less than 2^31 apart. */
  public static boolean before(int a, int b) {
    return a - b < 0;
  }

  /** Whether {@code a} comes after {@code b}; they must be less than 2^31 apart. */
  public static boolean after(int a, int b) {
    return a - b > 0;
  }

  /** The later of the two. */
  public static int latest(int a, int b) {
    return after(a, b) ? a : b;
  }

  /** How many numbers {@code to} is ahead of {@code from}; negative when it is behind. */
  public static int distance(int from, int to) {
    return to - from;
  }

  /**
   * The stream sequence number after {@code ssn}: 16 bits, wrapping to 0 (RFC 9260 section 6.5).
   */
  public static int nextSsn(int ssn) {
    return (ssn + 1) & 0xffff;
  }
}
