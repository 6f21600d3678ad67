package io.sluice.transport.channel;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Messages that come in parts, each a message of SCTP with an identifier of its own but for the
 * last. The scheme is deprecated (RFC 8831 section 6.6) and was for reliable, ordered channels
 * only; SCTP cuts messages itself. What all channels together may hold of them is four messages.
 */
final class PartialMessages {
  private static final int WHOLE_MESSAGES = 4;

  private final int maxMessage;
  private final Map<Integer, ByteArrayOutputStream> begun = new HashMap<>();
  private long held;

  PartialMessages(int maxMessage) {
    this.maxMessage = maxMessage;
  }

  /** Adds a part that is not the last; returns false when there is too much. */
  boolean add(int id, ByteBuffer part) {
    long all = held + part.remaining();
    if (length(id) + part.remaining() > maxMessage || all > (long) WHOLE_MESSAGES * maxMessage) {
      return false;
    }
    held = all;
    ByteArrayOutputStream bytes = begun.computeIfAbsent(id, _ -> new ByteArrayOutputStream());
    bytes.writeBytes(bytes(part));
    return true;
  }

  /** Bytes that came before the last part. */
  int length(int id) {
    ByteArrayOutputStream bytes = begun.get(id);
    return bytes == null ? 0 : bytes.size();
  }

  /** The message that ends with {@code last}, which may be all of it. */
  ByteBuffer complete(int id, ByteBuffer last) {
    ByteArrayOutputStream bytes = begun.remove(id);
    if (bytes == null) {
      return last;
    }
    held -= bytes.size();
    bytes.writeBytes(bytes(last));
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  void forget(int id) {
    held -= length(id);
    begun.remove(id);
  }

  void clear() {
    held = 0;
    begun.clear();
  }

  private static byte[] bytes(ByteBuffer part) {
    byte[] copy = new byte[part.remaining()];
    part.get(part.position(), copy);
    return copy;
  }
}
