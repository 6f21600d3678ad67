package io.sluice.transport.channel;

import java.nio.charset.StandardCharsets;

/**
 * What a channel is for and how it delivers.
 *
 * @param label a name, not necessarily unique; up to {@value #MAX_TEXT_BYTES} bytes of UTF-8. In a
 *     channel that the peer opened it is the peer's text
 * @param protocol a registered subprotocol name, or empty; as long as the label at most
 * @param ordered whether messages arrive in the order they were sent; lost ones are always repeated
 */
public record ChannelOptions(String label, String protocol, boolean ordered) {
  /** The longest label or protocol. RFC 8832 allows 65,535: a peer would choose our memory. */
  public static final int MAX_TEXT_BYTES = 4096;

  public ChannelOptions {
    check(label);
    check(protocol);
  }

  /** A reliable channel that keeps the order. */
  public static ChannelOptions ordered(String label) {
    return new ChannelOptions(label, "", true);
  }

  /** A reliable channel on which a lost message holds up no other. */
  public static ChannelOptions unordered(String label) {
    return new ChannelOptions(label, "", false);
  }

  private static void check(String text) {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    if (length > MAX_TEXT_BYTES) {
      throw new IllegalArgumentException("a label or protocol of " + length + " bytes");
    }
  }
}
