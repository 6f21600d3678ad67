package io.sluice.transport.interop;

import io.sluice.transport.channel.ChannelEvent;
import io.sluice.transport.channel.ChannelOptions;
import io.sluice.transport.channel.DataChannels;
import io.sluice.transport.sctp.api.Reliability;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Opens a channel of each other type of RFC 8832 section 5.1, one after another, has a message come
 * back on it, closes it and waits until the peer has closed it too.
 */
final class BriefChannels {
  private static final Reliability REPEATED = new Reliability.LimitedRetransmissions(3);
  private static final Reliability SHORT_LIVED =
      new Reliability.LimitedLifetime(Duration.ofSeconds(3).toNanos());
  private static final long PATIENCE_NANOS = Duration.ofSeconds(15).toNanos();
  private static final int NONE = -1;

  private final Iterator<ChannelOptions> kinds =
      List.of(
              ChannelOptions.unordered("brief"),
              ChannelOptions.ordered("brief").withReliability(REPEATED),
              ChannelOptions.unordered("brief").withReliability(REPEATED),
              ChannelOptions.ordered("brief").withReliability(SHORT_LIVED),
              ChannelOptions.unordered("brief").withReliability(SHORT_LIVED))
          .iterator();
  private final Consumer<String> failed;
  private @Nullable ChannelOptions kind;
  private int id = NONE;
  private long openedAt;

  /**
   * @param failed told what went wrong
   */
  BriefChannels(Consumer<String> failed) {
    this.failed = failed;
  }

  /** Opens the next channel, unless one is open; whether it did. */
  boolean write(DataChannels channels, long now) {
    if (id != NONE && now - openedAt > PATIENCE_NANOS) {
      failed.accept("no echo, or no end of a channel: " + kind);
      id = NONE;
    }
    if (id != NONE || !kinds.hasNext()) {
      return false;
    }
    kind = kinds.next();
    openedAt = now;
    id = channels.open(kind, now);
    if (!channels.send(id, true, message(), now)) {
      failed.accept("no room on a new channel: " + kind);
    }
    return true;
  }

  /** Whether the event was about the channel that is open. */
  boolean receive(ChannelEvent event, DataChannels channels, long now) {
    if (event.id() != id) {
      return false;
    }
    switch (event) {
      case ChannelEvent.Message(int _, boolean text, ByteBuffer payload) -> {
        if (!text || !payload.equals(message())) {
          failed.accept("another message came back: " + kind);
        }
        channels.close(id, now);
      }
      case ChannelEvent.Closed(int _, ChannelEvent.Reason reason) -> {
        if (reason != ChannelEvent.Reason.CLOSED) {
          failed.accept("the channel ended by itself, " + reason + ": " + kind);
        }
        id = NONE;
      }
      case ChannelEvent.BufferedAmountLow _ -> {}
      case ChannelEvent.Opened _ -> failed.accept("unexpected: " + event);
    }
    return true;
  }

  /** Whether all were opened and closed. */
  boolean areDone() {
    return id == NONE && !kinds.hasNext();
  }

  private static ByteBuffer message() {
    return ByteBuffer.wrap("in brief".getBytes(StandardCharsets.UTF_8));
  }
}
