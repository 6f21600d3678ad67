package io.sluice.transport.interop;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A message that is to come back as it went. */
record Probe(boolean text, byte[] bytes) {
  /** Around the sizes where something changes: a byte, a packet, a message of 64 KiB. */
  private static final int[] SIZES = {1, 2, 1199, 1200, 16_384, 65_535, 65_536};

  static Probe text(String text) {
    return new Probe(true, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes that differ from size to size and all along. */
  static Probe binary(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i * 31 + i / 251 + size);
    }
    return new Probe(false, bytes);
  }

  /**
   * All probes.
   *
   * @param maxSize the longest message that the peer takes
   * @param empty whether the peer can do empty messages
   */
  static List<Probe> all(int maxSize, boolean empty) {
    List<Probe> probes = new ArrayList<>();
    probes.add(text("hello"));
    probes.add(text("grüße, 世界"));
    probes.add(text("x".repeat(20_000)));
    if (empty) {
      probes.add(text(""));
      probes.add(binary(0));
    }
    for (int size : SIZES) {
      probes.add(binary(size));
    }
    if (maxSize >= 256 * 1024) {
      probes.add(binary(256 * 1024));
    }
    probes.removeIf(probe -> probe.bytes.length > maxSize);
    return probes;
  }

  ByteBuffer payload() {
    return ByteBuffer.wrap(bytes);
  }

  boolean matches(boolean replyText, ByteBuffer reply) {
    return text == replyText && reply.equals(ByteBuffer.wrap(bytes));
  }

  @Override
  public String toString() {
    return (text ? "text" : "binary") + " of " + bytes.length;
  }
}
