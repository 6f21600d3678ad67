package io.sluice.transport.sctp.attack;

import io.sluice.transport.sctp.packet.Wire;
import java.util.Arrays;

/** Bytes that are read as decisions; whoever chooses the bytes, a seed or a fuzzer, decides. */
final class Script {
  private final byte[] bytes;
  private int at;

  Script(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean hasMore() {
    return at < bytes.length;
  }

  /** The next byte, 0 after the end. */
  int u8() {
    return hasMore() ? bytes[at++] & 0xff : 0;
  }

  /** A number from 0 to below {@code bound}, which is at most 256. */
  int below(int bound) {
    return u8() % bound;
  }

  int u16() {
    return u8() << 8 | u8();
  }

  /** The next bytes, fewer at the end. */
  byte[] take(int count) {
    int end = Math.min(bytes.length, at + count);
    byte[] taken = Arrays.copyOfRange(bytes, at, end);
    at = end;
    return taken;
  }

  /** The bytes as chunk of an even length. */
  byte[] takePadded(int count) {
    byte[] taken = take(count);
    return Arrays.copyOf(taken, Wire.padded(taken.length));
  }
}
