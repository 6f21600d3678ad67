package io.sluice.transport.jitsi;

import io.sluice.transport.sctp.api.SctpMessage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jitsi_modified.sctp4j.SctpDataCallback;
import org.jspecify.annotations.Nullable;

/**
 * Messages on their way up. The library hands over pieces, under a lock of its own and whether
 * there is room or not: they are only put aside there, and glued together when they are taken.
 * Whoever feeds packets in stops while it {@link #isFull}.
 */
final class Arrivals implements SctpDataCallback {
  /** On the last piece of a message, or the only one. */
  private static final int MSG_EOR = 0x80;

  /** Of so many streams a message may be arriving at a time; usrsctp keeps to one. */
  private static final int MOST_BEGINNINGS = 16;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Piece(int streamId, int ppid, byte[] bytes, boolean last) {}

  /** A message that has begun to arrive. */
  private static final class Beginning {
    private byte[] bytes = new byte[0];

    void add(byte[] more) {
      byte[] both = Arrays.copyOf(bytes, bytes.length + more.length);
      System.arraycopy(more, 0, both, bytes.length, more.length);
      bytes = both;
    }
  }

  private final int longest;
  private final long room;
  private final Queue<Piece> pieces = new ConcurrentLinkedQueue<>();
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong total = new AtomicLong();
  private final Map<Integer, Beginning> beginnings = new HashMap<>();
  private boolean broken;

  /**
   * @param longest the longest message, in bytes
   * @param room how many bytes may wait, about: what one packet completes is taken all the same
   */
  Arrivals(int longest, long room) {
    this.longest = longest;
    this.room = room;
  }

  @Override
  public void onSctpPacket(
      byte[] data, int sid, int ssn, int tsn, long ppid, int context, int flags) {
    waiting.addAndGet(data.length);
    total.addAndGet(data.length);
    pieces.add(new Piece(sid, (int) ppid, data, (flags & MSG_EOR) != 0));
  }

  boolean isFull() {
    return waiting.get() >= room;
  }

  /** User bytes that ever arrived. */
  long total() {
    return total.get();
  }

  /** Whether the peer has sent a message that is too long. */
  boolean isBroken() {
    return broken;
  }

  /** The next whole message, or null. */
  @Nullable SctpMessage poll() {
    Piece piece;
    while (!broken && (piece = pieces.poll()) != null) {
      waiting.addAndGet(-piece.bytes.length);
      byte[] whole = glue(piece);
      if (whole != null) {
        // The library does not tell whether it was sent out of order.
        return new SctpMessage(piece.streamId, piece.ppid, false, ByteBuffer.wrap(whole));
      }
    }
    return null;
  }

  private byte @Nullable [] glue(Piece piece) {
    Beginning beginning = beginnings.get(piece.streamId);
    int before = beginning == null ? 0 : beginning.bytes.length;
    if (before + piece.bytes.length > longest || beginnings.size() > MOST_BEGINNINGS) {
      broken = true;
      return null;
    }
    if (beginning == null && piece.last) {
      return piece.bytes;
    }
    if (beginning == null) {
      beginning = new Beginning();
      beginnings.put(piece.streamId, beginning);
    }
    beginning.add(piece.bytes);
    if (!piece.last) {
      return null;
    }
    beginnings.remove(piece.streamId);
    return beginning.bytes;
  }
}
