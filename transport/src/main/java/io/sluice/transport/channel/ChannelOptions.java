package io.sluice.transport.channel;

import io.sluice.transport.sctp.api.Reliability;
import java.nio.charset.StandardCharsets;

/**
 * What a channel is for and how it delivers.
 *
 * @param label a name, not necessarily unique; up to {@value #MAX_TEXT_BYTES} bytes of UTF-8. In a
 *     channel that the peer opened it is the peer's text
 * @param protocol a registered subprotocol name, or empty; as long as the label at most
 * @param ordered whether messages arrive in the order they were sent
 * @param reliability how long each end sends a lost message again
 * @param priority 0 to 65535: channels that all have something to send share the path in proportion
 *     (RFC 8831 section 6.4)
 */
public record ChannelOptions(
    String label, String protocol, boolean ordered, Reliability reliability, int priority) {
  /** The longest label or protocol. RFC 8832 allows 65,535: a peer would choose our memory. */
  public static final int MAX_TEXT_BYTES = 4096;

  /** "Normal" of RFC 8831 section 6.4. */
  public static final int NORMAL_PRIORITY = 256;

  public ChannelOptions {
    check(label);
    check(protocol);
    if (priority < 0 || priority > 0xffff) {
      throw new IllegalArgumentException("priority " + priority);
    }
  }

  /** A reliable channel of normal priority. */
  public ChannelOptions(String label, String protocol, boolean ordered) {
    this(label, protocol, ordered, Reliability.FULL, NORMAL_PRIORITY);
  }

  /** A reliable channel that keeps the order. */
  public static ChannelOptions ordered(String label) {
    return new ChannelOptions(label, "", true);
  }

  /** A reliable channel on which a lost message holds up no other. */
  public static ChannelOptions unordered(String label) {
    return new ChannelOptions(label, "", false);
  }

  /** These options with another {@code reliability}. */
  public ChannelOptions withReliability(Reliability value) {
    return new ChannelOptions(label, protocol, ordered, value, priority);
  }

  /** These options with another {@code priority}. */
  public ChannelOptions withPriority(int value) {
    return new ChannelOptions(label, protocol, ordered, reliability, value);
  }

  private static void check(String text) {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    if (length > MAX_TEXT_BYTES) {
      throw new IllegalArgumentException("a label or protocol of " + length + " bytes");
    }
  }
}
