package io.sluice.transport.transfer.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the fields of one protocol buffer: {@code while (in.next()) switch (in.field()) …}, where
 * each field is taken by one call of the type it should have, or skipped. Nothing is copied before
 * its length is known to be there and to be allowed.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Protocol buffers, encoding</a>
 */
final class FieldReader {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int DELIMITED = 2;
  private static final int FIXED32 = 5;
  private static final long MAX_FIELD = (1L << 29) - 1;

  private final ByteBuffer in;
  private int field;
  private int wireType;

  FieldReader(ByteBuffer bytes) {
    in = bytes.slice();
  }

  /** Moves to the next field; false at the end. */
  boolean next() throws MalformedMessageException {
    if (!in.hasRemaining()) {
      return false;
    }
    long tag = rawVarint();
    long number = tag >>> 3;
    if (number < 1 || number > MAX_FIELD) {
      throw new MalformedMessageException("a field number out of range");
    }
    field = (int) number;
    wireType = (int) (tag & 7);
    return true;
  }

  int field() {
    return field;
  }

  /** A whole number of 0 to {@code max}. */
  long number(long max) throws MalformedMessageException {
    long value = bits();
    if (value < 0 || value > max) {
      throw malformed("is out of range");
    }
    return value;
  }

  /** All 64 bits as they are. */
  long bits() throws MalformedMessageException {
    expect(VARINT);
    return rawVarint();
  }

  /** A number of either sign, in zigzag encoding. */
  long signed() throws MalformedMessageException {
    long value = bits();
    return (value >>> 1) ^ -(value & 1);
  }

  boolean bool() throws MalformedMessageException {
    return number(1) == 1;
  }

  /** A view of at most {@code max} bytes. */
  ByteBuffer bytes(int max) throws MalformedMessageException {
    expect(DELIMITED);
    long length = rawVarint();
    if (length < 0 || length > in.remaining()) {
      throw malformed("is longer than the message");
    }
    if (length > max) {
      throw malformed("is longer than " + max + " bytes");
    }
    ByteBuffer view = in.slice(in.position(), (int) length);
    in.position(in.position() + (int) length);
    return view;
  }

  /** Text of at most {@code max} bytes of valid UTF-8. */
  String text(int max) throws MalformedMessageException {
    try {
      // A new decoder reports what is malformed instead of replacing it.
      return StandardCharsets.UTF_8.newDecoder().decode(bytes(max)).toString();
    } catch (CharacterCodingException e) {
      throw malformed("is not UTF-8");
    }
  }

  Digest digest() throws MalformedMessageException {
    ByteBuffer view = bytes(Digest.BYTES);
    if (view.remaining() != Digest.BYTES) {
      throw malformed("is not a digest");
    }
    return Digest.of(view);
  }

  /** A message inside this one. */
  FieldReader message() throws MalformedMessageException {
    return new FieldReader(bytes(in.remaining()));
  }

  /** Passes over a field that this version does not know. */
  void skip() throws MalformedMessageException {
    switch (wireType) {
      case VARINT -> rawVarint();
      case FIXED64 -> pass(8);
      case FIXED32 -> pass(4);
      case DELIMITED -> bytes(in.remaining());
      default -> throw malformed("has an unknown form");
    }
  }

  private void pass(int count) throws MalformedMessageException {
    if (in.remaining() < count) {
      throw malformed("is longer than the message");
    }
    in.position(in.position() + count);
  }

  private void expect(int form) throws MalformedMessageException {
    if (wireType != form) {
      throw malformed("has the wrong form");
    }
  }

  private long rawVarint() throws MalformedMessageException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (!in.hasRemaining()) {
        throw new MalformedMessageException("a number is cut off");
      }
      byte next = in.get();
      if (shift == 63 && next > 1) {
        throw new MalformedMessageException("a number of more than 64 bits");
      }
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new MalformedMessageException("a number of more than 64 bits");
  }

  private MalformedMessageException malformed(String why) {
    return new MalformedMessageException("field " + field + " " + why);
  }
}
