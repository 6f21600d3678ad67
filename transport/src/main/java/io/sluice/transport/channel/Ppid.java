package io.sluice.transport.channel;

/** Payload protocol identifiers of data channels, RFC 8831 section 8. */
final class Ppid {
  static final int DCEP = 50;
  static final int TEXT = 51;

  /** Deprecated (RFC 8831 section 6.6): taken, never sent. */
  static final int PARTIAL_BINARY = 52;

  static final int BINARY = 53;

  /** Deprecated like {@link #PARTIAL_BINARY}. */
  static final int PARTIAL_TEXT = 54;

  static final int EMPTY_TEXT = 56;
  static final int EMPTY_BINARY = 57;

  private Ppid() {}
}
