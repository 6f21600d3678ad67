package io.sluice.crypto.dtls;

/**
 * The last flight of a handshake, which the server sends: ChangeCipherSpec and Finished. A client
 * that repeats its own last flight has not got it (RFC 6347, section 4.2.4), until its first
 * application record shows that it has.
 */
final class LastFlight {
  private final byte[] finished;
  private long nextPlainSequence;

  LastFlight(byte[] finished, long nextPlainSequence) {
    this.finished = finished;
    this.nextPlainSequence = nextPlainSequence;
  }

  /** The flight as one datagram, under record numbers never used before. */
  byte[] datagram(RecordSealer sealer) {
    int changeCipherSpec = RecordHeader.BYTES + 1;
    byte[] datagram = new byte[changeCipherSpec + finished.length + sealer.overhead()];
    RecordHeader.write(datagram, 0, RecordHeader.CHANGE_CIPHER_SPEC, nextPlainSequence++, 1);
    datagram[RecordHeader.BYTES] = 1;
    sealer.seal(RecordHeader.HANDSHAKE, finished, 0, finished.length, datagram, changeCipherSpec);
    return datagram;
  }
}
