package io.sluice.transport.signal;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A message of the exchange by short code; what carries it has to keep its bounds.
 *
 * <pre>
 *   ┌──────────────┬──────┐
 *   │ type, 1 byte │ body │
 *   └──────────────┴──────┘
 * </pre>
 */
public final class ShortCodeFrame {
  /** The longest message, in bytes. */
  public static final int MAX_BYTES = 1024;

  /** What a message says. */
  public enum Type {
    /** Answerer: version, first message of the PAKE. */
    HELLO(1),
    /** Offerer: first and second message of the PAKE. */
    CHALLENGE(2),
    /** Answerer: second message of the PAKE, confirmation. This is its guess. */
    GUESS(3),
    /** Offerer: confirmation, sealed offer code. */
    OFFER(4),
    /** Answerer: sealed reply code. */
    REPLY(5),
    /** Offerer: the words were wrong; the code is over. */
    WRONG(6),
    /** Offerer: too many attempts from this source. */
    LIMITED(7),
    /** Offerer: the code has been used. */
    USED(8);

    private final int wire;

    Type(int wire) {
      this.wire = wire;
    }
  }

  private final Type type;
  private final byte[] body;

  private ShortCodeFrame(Type type, byte[] body) {
    this.type = type;
    this.body = body;
  }

  /** A message whose body is these parts, one after another. */
  public static ShortCodeFrame of(Type type, byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    ByteBuffer body = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      body.put(part);
    }
    return new ShortCodeFrame(type, body.array());
  }

  /**
   * Reads a message.
   *
   * @throws MalformedExchangeException if it is none
   */
  public static ShortCodeFrame parse(byte[] bytes) throws MalformedExchangeException {
    if (bytes.length < 1 || bytes.length > MAX_BYTES) {
      throw new MalformedExchangeException("a message of " + bytes.length + " bytes");
    }
    for (Type type : Type.values()) {
      if (type.wire == bytes[0]) {
        return new ShortCodeFrame(type, Arrays.copyOfRange(bytes, 1, bytes.length));
      }
    }
    throw new MalformedExchangeException("a message of type " + bytes[0]);
  }

  /** What the message says. */
  public Type type() {
    return type;
  }

  /** As it goes over the wire. */
  public byte[] bytes() {
    return ByteBuffer.allocate(1 + body.length).put((byte) type.wire).put(body).array();
  }

  /** The body cut into parts of these lengths, and the rest. */
  byte[][] parts(int... lengths) throws MalformedExchangeException {
    byte[][] parts = new byte[lengths.length + 1][];
    int at = 0;
    for (int i = 0; i < lengths.length; i++) {
      if (body.length - at < lengths[i]) {
        throw new MalformedExchangeException("a short " + type);
      }
      parts[i] = Arrays.copyOfRange(body, at, at + lengths[i]);
      at += lengths[i];
    }
    parts[lengths.length] = Arrays.copyOfRange(body, at, body.length);
    return parts;
  }
}
