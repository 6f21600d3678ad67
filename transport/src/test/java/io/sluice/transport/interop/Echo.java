package io.sluice.transport.interop;

import io.sluice.transport.channel.ChannelEvent;
import io.sluice.transport.channel.DataChannels;
import io.sluice.transport.session.WebRtcSession;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The answerer's part: every message goes back as it came, until {@code bye}. {@code sink:<n>} has
 * the next n bytes counted in place of that, and then told with the seconds they took.
 */
final class Echo implements WebRtcSession.Application {
  /** Messages that wait to go back; with more of them nothing is read, and the peer has to wait. */
  private static final int MAX_WAITING = 64;

  private record Reply(int channel, boolean text, ByteBuffer payload) {}

  private final Queue<Reply> waiting = new ArrayDeque<>();
  private @Nullable DataChannels channels;
  private long toSink;
  private long sunk;
  private long sinkStarted;
  private boolean over;

  @Override
  public void begin(DataChannels channels, long now) {
    this.channels = channels;
  }

  @Override
  public void receive(ChannelEvent event, long now) {
    if (!(event instanceof ChannelEvent.Message(int id, boolean text, ByteBuffer payload))) {
      return;
    }
    String command = text && toSink == 0 ? StandardCharsets.UTF_8.decode(payload.slice()) + "" : "";
    if (toSink > 0) {
      sink(id, payload.remaining(), now);
    } else if (command.equals("bye")) {
      over = true;
    } else if (command.startsWith("sink:")) {
      toSink = Long.parseLong(command.substring("sink:".length()));
      sunk = 0;
      sinkStarted = now;
    } else {
      waiting.add(new Reply(id, text, payload));
    }
  }

  private void sink(int channel, int bytes, long now) {
    sunk += bytes;
    if (sunk >= toSink) {
      toSink = 0;
      String reply = "sunk:%d:%.3f".formatted(sunk, (now - sinkStarted) / 1e9);
      waiting.add(
          new Reply(channel, true, ByteBuffer.wrap(reply.getBytes(StandardCharsets.UTF_8))));
    }
  }

  @Override
  public boolean write(long now) {
    boolean any = false;
    for (Reply next = waiting.peek(); next != null; next = waiting.peek()) {
      if (channels == null || !channels.send(next.channel, next.text, next.payload, now)) {
        break;
      }
      any = true;
      waiting.remove();
    }
    return any;
  }

  @Override
  public boolean hasRoom() {
    return waiting.size() < MAX_WAITING;
  }

  @Override
  public boolean isOver() {
    return over;
  }
}
