package io.sluice.transport.channel;

import io.sluice.transport.channel.ChannelEvent.Closed;
import io.sluice.transport.channel.ChannelEvent.Message;
import io.sluice.transport.channel.ChannelEvent.Opened;
import io.sluice.transport.channel.ChannelEvent.Reason;
import io.sluice.transport.sctp.api.Engine;
import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpMessage;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The data channels of one association. Pull messages in with {@link #pump}, one at a time, and
 * take what they mean with {@link #pollEvent}: to leave messages in the association is how the
 * owner holds back the peer.
 *
 * <p>Whatever the peer sends, no method throws because of it. A channel on which it breaks a rule
 * is closed; a stream that is no channel is refused, once, and what comes on it is dropped and
 * counted.
 *
 * <pre>
 *              open()                    any message of the peer
 *   (free) ──────────────▶ unconfirmed ──────────────────────────▶ confirmed ──┐
 *     │   sends OPEN         sends all in order                                │ close(), or
 *     │                                                              ▲         │ a broken rule
 *     └── openNegotiated(), or the peer's OPEN (sends ACK) ──────────┘         ▼
 *                                                           used: never opened again
 * </pre>
 */
public final class DataChannels {
  /** The most channels at a time; a peer's OPEN above that is refused. */
  public static final int MAX_CHANNELS = 1024;

  /** The highest id: RFC 8832 section 6 keeps 65535 out. */
  public static final int MAX_ID = 65534;

  private static final int MAX_EVENTS = 64;

  private final MessagePort port;
  private final boolean evenIds;
  private final int maxMessage;
  private final Map<Integer, Channel> channels = new HashMap<>();
  private final BitSet usedIds = new BitSet();
  private final Queue<SctpMessage> control = new ArrayDeque<>();
  private final Queue<ChannelEvent> events = new ArrayDeque<>();
  private int streams = MAX_ID + 1;
  private long refusals;

  /** An open channel, and whether the peer has shown that it knows it. */
  private static final class Channel {
    final ChannelOptions options;
    boolean confirmed;

    Channel(ChannelOptions options, boolean confirmed) {
      this.options = options;
      this.confirmed = confirmed;
    }
  }

  /**
   * @param evenIds whether this side numbers its channels even: it is the DTLS client (RFC 8832
   *     section 6)
   * @param maxMessage the longest message to send or take, in bytes, at least 1
   */
  public DataChannels(Engine engine, boolean evenIds, int maxMessage) {
    this(new AssociationPort(engine), evenIds, maxMessage);
  }

  DataChannels(MessagePort port, boolean evenIds, int maxMessage) {
    this.port = port;
    this.evenIds = evenIds;
    this.maxMessage = maxMessage;
  }

  /**
   * Opens a channel that both sides know of without a word on the wire. It can be used at once, and
   * the peer has to open it before it takes in its first message.
   *
   * @param id 0 to {@link #MAX_ID}, of either parity
   * @throws IllegalStateException if the id is or was in use or has no stream, or there are too
   *     many channels
   */
  public void openNegotiated(int id, ChannelOptions options) {
    if (id < 0 || id > MAX_ID) {
      throw new IllegalArgumentException("channel id " + id);
    }
    if (usedIds.get(id) || id >= streams || channels.size() >= MAX_CHANNELS) {
      throw new IllegalStateException("channel id " + id + " is taken, or there are too many");
    }
    add(id, new Channel(options, true));
  }

  /**
   * Opens a channel and tells the peer. Messages may be sent at once.
   *
   * @return its id, or -1 if there are too many channels or no id is left
   */
  public int open(ChannelOptions options, long now) {
    int id = freeId();
    if (id >= streams || channels.size() >= MAX_CHANNELS) {
      return -1;
    }
    add(id, new Channel(options, false));
    sendControl(id, DcepOpen.reliable(options), now);
    return id;
  }

  /**
   * Tells how many streams this side may send on, once {@link SctpEvent.Up} has said so: the peer
   * may have fewer than a channel needs. Such channels are closed, and no others are opened.
   */
  public void limitStreams(int outgoingStreams) {
    streams = Math.min(streams, outgoingStreams);
    List<Integer> beyond = channels.keySet().stream().filter(id -> id >= streams).sorted().toList();
    for (int id : beyond) {
      channels.remove(id);
      events.add(new Closed(id, Reason.NO_STREAM));
    }
    control.removeIf(message -> message.streamId() >= streams);
  }

  /** Whether messages may be sent on this channel. */
  public boolean isOpen(int id) {
    return channels.containsKey(id);
  }

  /**
   * Sends one message.
   *
   * @param payload position to limit; kept until the peer has it, so its bytes must not change
   * @return false if there is no room now, or if the channel has been closed; nothing was taken
   * @throws IllegalArgumentException if it is longer than the longest message
   * @throws IllegalStateException if the id never was a channel
   */
  public boolean send(int id, boolean text, ByteBuffer payload, long now) {
    if (payload.remaining() > maxMessage) {
      throw new IllegalArgumentException("a message of " + payload.remaining() + " bytes");
    }
    Channel channel = channels.get(id);
    if (channel == null) {
      if (!usedIds.get(id)) {
        throw new IllegalStateException("no channel " + id);
      }
      return false;
    }
    flushControl(now);
    if (!control.isEmpty()) {
      return false;
    }
    // RFC 8832 section 6: in order until the peer has answered, that nothing overtakes the OPEN.
    boolean unordered = !channel.options.ordered() && channel.confirmed;
    return port.send(userMessage(id, text, unordered, payload.slice()), now);
  }

  /** Closes a channel: nothing goes out or comes in on it any more. Closing twice is harmless. */
  public void close(int id, long now) {
    if (channels.remove(id) != null) {
      port.resetStream(id, now);
    }
  }

  /**
   * Moves at most one message from the association into events, and sends what waits for room.
   *
   * @return whether it took one; false also while {@link #pollEvent} has too much to give
   */
  public boolean pump(long now) {
    flushControl(now);
    if (events.size() >= MAX_EVENTS) {
      return false;
    }
    SctpMessage message = port.pollMessage(now);
    if (message == null) {
      return false;
    }
    if (message.ppid() == Ppid.DCEP) {
      takeControl(message, now);
    } else {
      takeUserMessage(message, now);
    }
    return true;
  }

  /**
   * The next thing that happened, or null. New ones come from {@link #pump} and {@link
   * #limitStreams} alone.
   */
  public @Nullable ChannelEvent pollEvent() {
    return events.poll();
  }

  /** How many messages of the peer were refused so far. */
  public long refusals() {
    return refusals;
  }

  private void takeControl(SctpMessage message, long now) {
    int id = message.streamId();
    DcepMessage parsed;
    try {
      parsed = DcepMessage.parse(message.payload());
    } catch (MalformedDcepException malformed) {
      refuse(id, Reason.PROTOCOL_ERROR, now);
      return;
    }
    switch (parsed) {
      case DcepOpen open when mayOpen(message) -> {
        add(id, new Channel(open.options(), true));
        events.add(new Opened(id, open.options()));
        sendControl(id, new DcepAck(), now);
      }
      case DcepOpen _ -> refuse(id, Reason.PROTOCOL_ERROR, now);
      case DcepAck _ -> {
        Channel channel = channels.get(id);
        if (channel == null) {
          refuse(id, Reason.PROTOCOL_ERROR, now);
        } else {
          channel.confirmed = true;
        }
      }
    }
  }

  /** RFC 8832 section 6: the peer's parity, a stream not in use, and the OPEN sent in order. */
  private boolean mayOpen(SctpMessage open) {
    int id = open.streamId();
    boolean peersParity = (id % 2 == 0) != evenIds;
    return peersParity
        && id < streams
        && !usedIds.get(id)
        && !open.unordered()
        && channels.size() < MAX_CHANNELS;
  }

  private void takeUserMessage(SctpMessage message, long now) {
    int id = message.streamId();
    Channel channel = channels.get(id);
    // RFC 8831 section 6.6: an unsupported identifier or an illegal order closes the channel.
    if (channel == null || (message.unordered() && channel.options.ordered())) {
      refuse(id, Reason.PROTOCOL_ERROR, now);
      return;
    }
    if (message.payload().remaining() > maxMessage) {
      refuse(id, Reason.MESSAGE_TOO_LONG, now);
      return;
    }
    channel.confirmed = true;
    switch (message.ppid()) {
      case Ppid.TEXT -> events.add(new Message(id, true, message.payload()));
      case Ppid.BINARY -> events.add(new Message(id, false, message.payload()));
      // RFC 8831 section 6.6: the one byte that stands for an empty message is not looked at.
      case Ppid.EMPTY_TEXT -> events.add(new Message(id, true, ByteBuffer.allocate(0)));
      case Ppid.EMPTY_BINARY -> events.add(new Message(id, false, ByteBuffer.allocate(0)));
      default -> refuse(id, Reason.PROTOCOL_ERROR, now);
    }
  }

  /** Ends the channel, if it is one, and the stream, if that was not done before. */
  private void refuse(int id, Reason reason, long now) {
    refusals++;
    boolean wasOpen = channels.remove(id) != null;
    if (wasOpen) {
      events.add(new Closed(id, reason));
    }
    if (wasOpen || !usedIds.get(id)) {
      usedIds.set(id);
      port.resetStream(id, now);
    }
  }

  private void add(int id, Channel channel) {
    usedIds.set(id);
    channels.put(id, channel);
  }

  private int freeId() {
    int id = evenIds ? 0 : 1;
    while (usedIds.get(id)) {
      id += 2;
    }
    return id;
  }

  /** RFC 8832 section 6: OPEN and ACK always go in order. */
  private void sendControl(int id, DcepMessage message, long now) {
    control.add(new SctpMessage(id, Ppid.DCEP, false, message.write()));
    flushControl(now);
  }

  private void flushControl(long now) {
    for (SctpMessage next = control.peek(); next != null && port.send(next, now); ) {
      control.remove();
      next = control.peek();
    }
  }

  /**
   * RFC 8831 section 6.6: SCTP has no empty messages; one zero byte and the identifier stand in.
   */
  private static SctpMessage userMessage(
      int id, boolean text, boolean unordered, ByteBuffer payload) {
    if (payload.hasRemaining()) {
      return new SctpMessage(id, text ? Ppid.TEXT : Ppid.BINARY, unordered, payload);
    }
    int ppid = text ? Ppid.EMPTY_TEXT : Ppid.EMPTY_BINARY;
    return new SctpMessage(id, ppid, unordered, ByteBuffer.allocate(1));
  }
}
