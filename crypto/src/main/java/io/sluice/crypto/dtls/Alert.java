package io.sluice.crypto.dtls;

/** An alert (RFC 5246, section 7.2): how a peer says that it is done. */
record Alert(int level, int description) {
  /** The length in bytes. */
  static final int BYTES = 2;

  private static final int WARNING = 1;
  private static final int FATAL = 2;
  private static final int CLOSE = 0;

  static final Alert CLOSE_NOTIFY = new Alert(WARNING, CLOSE);

  /** The alert in the first two bytes. */
  static Alert parse(byte[] plain) {
    return new Alert(plain[0] & 0xff, plain[1] & 0xff);
  }

  boolean isCloseNotify() {
    return description == CLOSE;
  }

  /** Whether the peer sends nothing more. */
  boolean closes() {
    return isCloseNotify() || level == FATAL;
  }

  /** The alert as a record. */
  byte[] sealed(RecordSealer sealer) {
    byte[] record = new byte[BYTES + sealer.overhead()];
    byte[] plain = {(byte) level, (byte) description};
    sealer.seal(RecordHeader.ALERT, plain, 0, BYTES, record, 0);
    return record;
  }
}
