package io.sluice.crypto.dtls;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Puts plaintext handshake messages together and gives each once, whole and in order. It never
 * holds more than {@link #MAX_AHEAD} messages of {@link HandshakeFragment#MAX_MESSAGE} bytes, and a
 * fragment costs no more than its bytes, whatever its header says.
 */
final class MessageAssembler {
  /** How many messages from the next one on are kept: more than the longest flight has. */
  static final int MAX_AHEAD = 8;

  /** A message of which some bytes are here. */
  private static final class Partial {
    private final int type;
    private final byte[] body;
    private final BitSet present = new BitSet();

    Partial(HandshakeFragment fragment) {
      type = fragment.type();
      body = new byte[fragment.messageLength()];
    }

    boolean fits(HandshakeFragment fragment) {
      return type == fragment.type() && body.length == fragment.messageLength();
    }

    void add(byte[] datagram, HandshakeFragment fragment) {
      System.arraycopy(datagram, fragment.bodyAt(), body, fragment.offset(), fragment.length());
      present.set(fragment.offset(), fragment.offset() + fragment.length());
    }

    boolean isComplete() {
      return present.cardinality() == body.length;
    }
  }

  private final @Nullable Partial[] ahead = new @Nullable Partial[MAX_AHEAD];
  private int nextSeq;

  /** Takes one fragment of {@code datagram}. Returns whether its message was given out before. */
  boolean add(byte[] datagram, HandshakeFragment fragment) {
    if (fragment.messageSeq() < nextSeq) {
      return true;
    }
    if (fragment.messageSeq() >= nextSeq + MAX_AHEAD) {
      return false;
    }
    int slot = fragment.messageSeq() % MAX_AHEAD;
    Partial partial = ahead[slot];
    if (partial != null && partial.isComplete()) {
      return false;
    }
    // A whole message displaces pieces that contradict it: one of the two is forged, and honest
    // peers of this size send whole messages.
    if (partial == null || (!partial.fits(fragment) && fragment.isWhole())) {
      partial = new Partial(fragment);
      ahead[slot] = partial;
    }
    if (partial.fits(fragment)) {
      partial.add(datagram, fragment);
    }
    return false;
  }

  /** The next message in one fragment, header first; null if it is not complete yet. */
  byte @Nullable [] poll() {
    int slot = nextSeq % MAX_AHEAD;
    Partial partial = ahead[slot];
    if (partial == null || !partial.isComplete()) {
      return null;
    }
    ahead[slot] = null;
    byte[] message = new byte[HandshakeFragment.HEADER_BYTES + partial.body.length];
    HandshakeFragment.writeHeader(message, 0, partial.type, partial.body.length, nextSeq);
    System.arraycopy(partial.body, 0, message, HandshakeFragment.HEADER_BYTES, partial.body.length);
    nextSeq++;
    return message;
  }
}
