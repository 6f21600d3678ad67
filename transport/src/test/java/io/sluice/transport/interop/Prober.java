package io.sluice.transport.interop;

import io.sluice.transport.channel.ChannelEvent;
import io.sluice.transport.channel.ChannelOptions;
import io.sluice.transport.channel.DataChannels;
import io.sluice.transport.session.WebRtcSession;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The offerer's part: opens the channel {@code echo}, sends one probe after another and compares
 * what comes back; opens and closes {@link BriefChannels}; sends the bulk, then {@code bye}.
 *
 * <pre>
 *   PROBING ──all answered──▶ OPENING ──all closed──▶ BULK ──all sent──▶ SUNK
 *                                │                                        │ "sunk:…"
 *                                └────── no bulk ──────▶ LEAVING ◀────────┘
 *                                                           └──bye sent──▶ OVER
 * </pre>
 */
final class Prober implements WebRtcSession.Application {
  private static final long PATIENCE_NANOS = Duration.ofSeconds(15).toNanos();

  private enum Phase {
    PROBING,
    OPENING,
    BULK,
    SUNK,
    LEAVING,
    OVER
  }

  private final Iterator<Probe> probes;
  private final long bulkBytes;
  private final ByteBuffer bulkMessage;
  private final List<String> failures = new ArrayList<>();
  private final BriefChannels brief = new BriefChannels(failures::add);
  private @Nullable DataChannels channels;
  private int echo = -1;
  private @Nullable Probe current;
  private long probedAt;
  private Phase phase = Phase.PROBING;
  private boolean announced;
  private long bulkSent;
  private long bulkStarted;
  private double megabytesPerSecond;
  private String sunk = "";

  /**
   * @param bulkBytes how much to send after the probes; 0 for none
   * @param bulkMessage how long the messages of it are, in bytes
   */
  Prober(List<Probe> probes, long bulkBytes, int bulkMessage) {
    this.probes = probes.iterator();
    this.bulkBytes = bulkBytes;
    this.bulkMessage = ByteBuffer.allocate(bulkMessage);
  }

  @Override
  public void begin(DataChannels channels, long now) {
    this.channels = channels;
    echo = channels.open(ChannelOptions.ordered("echo"), now);
  }

  @Override
  public void receive(ChannelEvent event, long now) {
    if (channels != null && brief.receive(event, channels, now)) {
      return;
    }
    switch (event) {
      case ChannelEvent.Message(int id, boolean text, ByteBuffer payload) when id == echo ->
          receive(text, payload, now);
      case ChannelEvent.Closed(int id, ChannelEvent.Reason reason) when id == echo -> {
        failures.add("the channel was closed: " + reason);
        phase = Phase.OVER;
      }
      case ChannelEvent.BufferedAmountLow _ -> {}
      default -> failures.add("unexpected: " + event);
    }
  }

  private void receive(boolean text, ByteBuffer payload, long now) {
    Probe probe = current;
    if (phase == Phase.SUNK) {
      sunk = StandardCharsets.UTF_8.decode(payload).toString();
      megabytesPerSecond = bulkBytes / 1e6 / ((now - bulkStarted) / 1e9);
      phase = Phase.LEAVING;
    } else if (probe != null) {
      if (!probe.matches(text, payload)) {
        failures.add(probe + " came back as another, of " + payload.remaining());
      }
      current = null;
    } else {
      failures.add("a message that nobody asked for, of " + payload.remaining());
    }
  }

  @Override
  public boolean write(long now) {
    return switch (phase) {
      case PROBING -> probe(now);
      case OPENING -> open(now);
      case BULK -> sendBulk(now);
      case LEAVING -> leave(now);
      case SUNK, OVER -> false;
    };
  }

  private boolean probe(long now) {
    Probe waiting = current;
    if (waiting != null && now - probedAt < PATIENCE_NANOS) {
      return false;
    }
    if (waiting != null) {
      failures.add(waiting + " did not come back");
      current = null;
    }
    if (!probes.hasNext()) {
      phase = Phase.OPENING;
      return true;
    }
    Probe next = probes.next();
    if (!send(next.text(), next.payload(), now)) {
      throw new IllegalStateException("no room for " + next);
    }
    current = next;
    probedAt = now;
    return true;
  }

  private boolean open(long now) {
    if (channels == null || brief.write(channels, now) || !brief.areDone()) {
      return false;
    }
    phase = bulkBytes > 0 ? Phase.BULK : Phase.LEAVING;
    return true;
  }

  private boolean sendBulk(long now) {
    if (!announced) {
      announced = send("sink:" + bulkBytes, now);
      bulkStarted = now;
    }
    boolean any = false;
    while (bulkSent < bulkBytes && send(false, bulkMessage.duplicate(), now)) {
      bulkSent += bulkMessage.capacity();
      any = true;
    }
    if (bulkSent >= bulkBytes) {
      phase = Phase.SUNK;
    }
    return any;
  }

  private boolean leave(long now) {
    if (!send("bye", now)) {
      return false;
    }
    phase = Phase.OVER;
    return true;
  }

  private boolean send(String text, long now) {
    return send(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), now);
  }

  private boolean send(boolean text, ByteBuffer payload, long now) {
    return channels != null && channels.send(echo, text, payload, now);
  }

  @Override
  public boolean hasRoom() {
    return true;
  }

  @Override
  public boolean isOver() {
    return phase == Phase.OVER;
  }

  /** Notes what went wrong outside the channels. */
  void fail(String how) {
    failures.add(how);
  }

  /** Whether all came back as it went. */
  boolean succeeded() {
    return phase == Phase.OVER && failures.isEmpty();
  }

  /** The result as the protocol has it, in JSON. */
  String result() {
    StringBuilder json = new StringBuilder("{\"ok\":").append(succeeded()).append(",\"fails\":[");
    for (int i = 0; i < failures.size(); i++) {
      json.append(i == 0 ? "\"" : ",\"")
          .append(failures.get(i).replaceAll("[\"\\\\\\p{Cntrl}]", "?"))
          .append('"');
    }
    json.append(']');
    if (!sunk.isEmpty()) {
      json.append(",\"bulk\":\"").append(sunk).append('"');
      json.append(",\"MB/s\":").append("%.2f".formatted(megabytesPerSecond));
    }
    return json.append('}').toString();
  }
}
