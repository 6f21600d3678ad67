package io.sluice.transport.sctp;

import io.sluice.transport.sctp.packet.Heartbeat;
import io.sluice.transport.sctp.packet.Packet;
import io.sluice.transport.sctp.packet.Pad;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/**
 * One question to the path: a HEARTBEAT that PAD makes as long as the size in question (RFC 8899
 * section 6.2.1.2, RFC 4820), and behind it a short one. If only the short one is answered, the
 * size is what was lost; if neither is, nothing was learned about it.
 */
final class MtuProbe {
  private static final int PARAMETER_HEADER = 4;
  private static final int NONCE = 8;

  private final int size;
  private final long padded;
  private final long plain;
  private int written;
  private boolean plainReturned;

  /**
   * @param random gives the nonces: whoever has not seen the probe cannot answer it
   */
  MtuProbe(int size, RandomGenerator random) {
    this.size = size;
    padded = random.nextLong();
    plain = random.nextLong();
  }

  int size() {
    return size;
  }

  /** Whether both packets have left. */
  boolean isSent() {
    return written == 2;
  }

  /** Writes the chunks of the next of its packets; gives the offset after them. */
  int write(byte[] into, int at) {
    boolean pads = written++ == 0;
    ByteBuffer out = ByteBuffer.wrap(into, at, into.length - at);
    ByteBuffer nonce = ByteBuffer.allocate(NONCE).putLong(pads ? padded : plain);
    Heartbeat.of(nonce.array()).write(out);
    if (pads) {
      int chunk = (size & ~3) - Packet.HEADER - (out.position() - at);
      Pad.ofLength(chunk).write(out);
    }
    return out.position();
  }

  /** Whose answer an echo is. */
  enum Answer {
    PADDED,
    PLAIN,
    NONE
  }

  Answer answer(byte[] echo) {
    if (echo.length != PARAMETER_HEADER + NONCE) {
      return Answer.NONE;
    }
    long nonce = ByteBuffer.wrap(echo).getLong(PARAMETER_HEADER);
    if (nonce == padded) {
      return Answer.PADDED;
    }
    if (nonce == plain) {
      plainReturned = true;
      return Answer.PLAIN;
    }
    return Answer.NONE;
  }

  boolean plainReturned() {
    return plainReturned;
  }
}
