package io.sluice.transport.sctp.api;

/** How long a lost message is sent again (RFC 3758, policies of RFC 7496). */
public sealed interface Reliability {
  /** Until it has arrived. */
  Reliability FULL = new Full();

  /** See {@link #FULL}. */
  record Full() implements Reliability {}

  /**
   * Each fragment at most so many times after the first.
   *
   * @param most 0 to 65535
   */
  record LimitedRetransmissions(int most) implements Reliability {
    public LimitedRetransmissions {
      if (most < 0 || most > 0xffff) {
        throw new IllegalArgumentException("retransmissions " + most);
      }
    }
  }

  /**
   * As long as it is not older than this.
   *
   * @param nanos from the call of {@code send}, 0 or more
   */
  record LimitedLifetime(long nanos) implements Reliability {
    public LimitedLifetime {
      if (nanos < 0) {
        throw new IllegalArgumentException("lifetime " + nanos);
      }
    }
  }
}
