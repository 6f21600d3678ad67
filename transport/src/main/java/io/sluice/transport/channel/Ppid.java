package io.sluice.transport.channel;

/**
 * Payload protocol identifiers of data channels, RFC 8831 section 8. The partial ones, 52 and 54,
 * are deprecated there and not taken.
 */
final class Ppid {
  static final int DCEP = 50;
  static final int TEXT = 51;
  static final int BINARY = 53;
  static final int EMPTY_TEXT = 56;
  static final int EMPTY_BINARY = 57;

  private Ppid() {}
}
