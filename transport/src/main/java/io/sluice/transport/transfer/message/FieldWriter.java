package io.sluice.transport.transfer.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the fields of one protocol buffer. A zero, a false and an empty text are not written: they
 * are what a reader assumes.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Protocol buffers, encoding</a>
 */
final class FieldWriter {
  private static final int VARINT = 0;
  private static final int DELIMITED = 2;

  /** Room kept in front for the envelope: a tag of up to 5 bytes, a length of up to 5. */
  private static final int PREFIX = 10;

  private byte[] bytes;
  private int end = PREFIX;

  FieldWriter(int expectedLength) {
    bytes = new byte[PREFIX + expectedLength];
  }

  /** The bytes written so far. */
  int length() {
    return end - PREFIX;
  }

  void number(int field, long value) {
    if (value != 0) {
      rawVarint((long) field << 3 | VARINT);
      rawVarint(value);
    }
  }

  /** Of either sign, in zigzag encoding. */
  void signed(int field, long value) {
    number(field, (value << 1) ^ (value >> 63));
  }

  void bool(int field, boolean value) {
    number(field, value ? 1 : 0);
  }

  void bytes(int field, ByteBuffer value) {
    int length = value.remaining();
    delimited(field, length);
    value.get(value.position(), bytes, end, length);
    end += length;
  }

  /** Bytes, unless there are none. */
  void optional(int field, ByteBuffer value) {
    if (value.hasRemaining()) {
      bytes(field, value);
    }
  }

  void digest(int field, Digest value) {
    bytes(field, ByteBuffer.wrap(value.toBytes()));
  }

  /** Text, cut between two characters if it is longer than {@code max} bytes of UTF-8. */
  void text(int field, String value, int max) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(utf8.length, max);
    while (length < utf8.length && (utf8[length] & 0xC0) == 0x80) {
      length--;
    }
    if (length > 0) {
      bytes(field, ByteBuffer.wrap(utf8, 0, length));
    }
  }

  /** A message inside this one. */
  void message(int field, FieldWriter inner) {
    bytes(field, ByteBuffer.wrap(inner.bytes, PREFIX, inner.length()));
  }

  /** What was written as the only field of an outer message, without another copy. */
  ByteBuffer inEnvelope(int field) {
    int length = length();
    FieldWriter prefix = new FieldWriter(PREFIX);
    prefix.rawVarint((long) field << 3 | DELIMITED);
    prefix.rawVarint(length);
    int start = PREFIX - prefix.length();
    System.arraycopy(prefix.bytes, PREFIX, bytes, start, prefix.length());
    return ByteBuffer.wrap(bytes, start, end - start).slice();
  }

  private void delimited(int field, int length) {
    rawVarint((long) field << 3 | DELIMITED);
    rawVarint(length);
    reserve(length);
  }

  private void rawVarint(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[end++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[end++] = (byte) rest;
  }

  private void reserve(int count) {
    if (bytes.length - end < count) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, end + count));
    }
  }
}
