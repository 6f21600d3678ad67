package io.sluice.crypto.dtls;

import java.util.Arrays;

/** Datagrams of one who knows the protocol but no key. */
final class Forgery {
  private Forgery() {}

  static byte[] record(int type, long epochAndSequence, byte[] fragment) {
    byte[] record = new byte[RecordHeader.BYTES + fragment.length];
    RecordHeader.write(record, 0, type, epochAndSequence, fragment.length);
    System.arraycopy(fragment, 0, record, RecordHeader.BYTES, fragment.length);
    return record;
  }

  static byte[] changeCipherSpec() {
    return record(RecordHeader.CHANGE_CIPHER_SPEC, 1, new byte[] {1});
  }

  /** A plaintext handshake fragment with whatever lengths. */
  static byte[] fragment(int type, int messageSeq, int messageLength, int offset, int length) {
    byte[] fragment = new byte[HandshakeFragment.HEADER_BYTES + length];
    HandshakeFragment.writeHeader(fragment, 0, type, messageLength, messageSeq);
    putUint24(fragment, 6, offset);
    putUint24(fragment, 9, length);
    return record(RecordHeader.HANDSHAKE, messageSeq, fragment);
  }

  /** A copy with one bit flipped. */
  static byte[] flipped(byte[] datagram, int bit) {
    byte[] copy = Arrays.copyOf(datagram, datagram.length);
    copy[bit / 8] ^= (byte) (1 << bit % 8);
    return copy;
  }

  private static void putUint24(byte[] out, int at, int value) {
    out[at] = (byte) (value >>> 16);
    out[at + 1] = (byte) (value >>> 8);
    out[at + 2] = (byte) value;
  }
}
