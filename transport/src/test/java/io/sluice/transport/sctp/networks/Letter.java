package io.sluice.transport.sctp.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.transport.sctp.api.Reliability;
import io.sluice.transport.sctp.api.SctpMessage;
import java.nio.ByteBuffer;

/**
 * A message that says what it is, so that it can be known again when it arrives.
 *
 * @param number counts the messages of its sender
 */
record Letter(int number, int streamId, boolean unordered, Reliability reliability, int size) {
  static final int HEADER = 8;

  boolean isReliable() {
    return reliability instanceof Reliability.Full;
  }

  SctpMessage toMessage() {
    ByteBuffer payload = ByteBuffer.allocate(size);
    payload.putInt(number).putInt(size);
    for (int i = HEADER; i < size; i++) {
      payload.put(body(number, i));
    }
    return new SctpMessage(streamId, 1_000 + number, unordered, reliability, payload.flip());
  }

  /** The number of a message that has arrived. */
  static int numberOf(SctpMessage message) {
    return message.payload().getInt(message.payload().position());
  }

  /** Whether the message that has arrived is this one, to the last byte. */
  void check(SctpMessage message) {
    ByteBuffer payload = message.payload().duplicate();
    assertEquals(size, payload.remaining(), () -> "size of " + this);
    assertEquals(number, payload.getInt());
    assertEquals(size, payload.getInt());
    for (int i = HEADER; i < size; i++) {
      if (payload.get() != body(number, i)) {
        throw new AssertionError("byte " + i + " of " + this);
      }
    }
    assertEquals(streamId, message.streamId(), this::toString);
    assertEquals(unordered, message.unordered(), this::toString);
    assertEquals(1_000 + number, message.ppid(), this::toString);
  }

  private static byte body(int number, int at) {
    return (byte) (number * 31 + at * 7 + (at >>> 8));
  }
}
