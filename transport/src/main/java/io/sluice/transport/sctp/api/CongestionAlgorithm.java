package io.sluice.transport.sctp.api;

/** What decides how much an association has in flight. */
public enum CongestionAlgorithm {
  /** RFC 9260 section 7.2: half the window after a loss. */
  NEW_RENO,
  /** RFC 9438, with HyStart++ (RFC 9406). */
  CUBIC,
  /** By the measured delivery rate and the shortest round trip; a little loss is no congestion. */
  BBR
}
