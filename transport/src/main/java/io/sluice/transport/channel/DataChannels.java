package io.sluice.transport.channel;

import io.sluice.transport.channel.ChannelEvent.BufferedAmountLow;
import io.sluice.transport.channel.ChannelEvent.Closed;
import io.sluice.transport.channel.ChannelEvent.Message;
import io.sluice.transport.channel.ChannelEvent.Opened;
import io.sluice.transport.channel.ChannelEvent.Reason;
import io.sluice.transport.sctp.api.Engine;
import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpMessage;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The data channels of one association. Hand in its events with {@link #receive}, all that there
 * are before each message; pull messages in with {@link #pump}, one at a time; and take what they
 * mean with {@link #pollEvent}. To leave messages in the association is how the owner holds back
 * the peer.
 *
 * <p>Whatever the peer sends, no method throws because of it. A channel on which it breaks a rule
 * is closed; a stream that is no channel is refused, once, and what comes on it is dropped and
 * counted.
 *
 * <pre>
 *              open()                    any message of the peer
 *   (free) ──────────────▶ unconfirmed ──────────────────────────▶ confirmed ──┐
 *     ▲ │   sends OPEN         sends all in order                              │ close(), the peer's
 *     │ │                                                            ▲         │ reset, a broken rule:
 *     │ └── openNegotiated(), or the peer's OPEN (sends ACK) ────────┘         ▼ resets its stream
 *     └────────────────────────────────────────────────────────────────────  closing
 *                        both streams were reset
 * </pre>
 */
public final class DataChannels {
  /** The most channels at a time, closing ones too; a peer's OPEN above that is refused. */
  public static final int MAX_CHANNELS = 1024;

  /** The highest id: RFC 8832 section 6 keeps 65535 out. */
  public static final int MAX_ID = 65534;

  private static final int MAX_EVENTS = 64;

  private final MessagePort port;
  private final int maxIncoming;
  private final int maxOutgoing;
  private final Map<Integer, Channel> channels = new HashMap<>();
  private final ChannelIds ids;
  private final ControlQueue control;
  private final ClosingChannels closing;
  private final PartialMessages partial;
  private final Queue<ChannelEvent> events = new ArrayDeque<>();
  private long refusals;

  /**
   * @param evenIds whether this side numbers its channels even: it is the DTLS client (RFC 8832
   *     section 6)
   * @param maxIncoming the longest message to take, in bytes, at least 1: what this side has
   *     announced (RFC 8841 section 6)
   * @param maxOutgoing the longest message to send, in bytes, at least 1: what the peer has
   *     announced, and the engine can send
   */
  public DataChannels(Engine engine, boolean evenIds, int maxIncoming, int maxOutgoing) {
    this(new AssociationPort(engine), evenIds, maxIncoming, maxOutgoing);
  }

  /** Both sides have announced the same longest message. */
  public DataChannels(Engine engine, boolean evenIds, int maxMessage) {
    this(engine, evenIds, maxMessage, maxMessage);
  }

  DataChannels(MessagePort port, boolean evenIds, int maxIncoming, int maxOutgoing) {
    this.port = port;
    this.maxIncoming = maxIncoming;
    this.maxOutgoing = maxOutgoing;
    ids = new ChannelIds(evenIds);
    control = new ControlQueue(port);
    closing = new ClosingChannels(port, ids, (id, reason) -> events.add(new Closed(id, reason)));
    partial = new PartialMessages(maxIncoming);
  }

  /**
   * Opens a channel that both sides know of without a word on the wire. It can be used at once, and
   * the peer has to open it before it takes in its first message.
   *
   * @param id 0 to {@link #MAX_ID}, of either parity
   * @throws IllegalStateException if the id is in use or has no stream, or there are too many
   *     channels
   */
  public void openNegotiated(int id, ChannelOptions options) {
    if (id < 0 || id > MAX_ID) {
      throw new IllegalArgumentException("channel id " + id);
    }
    if (ids.isTaken(id) || !ids.hasStream(id) || isFull()) {
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
    int id = ids.firstFree();
    if (id < 0 || isFull()) {
      return -1;
    }
    add(id, new Channel(options, false));
    control.send(id, new DcepOpen(options), now);
    return id;
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
    if (payload.remaining() > maxOutgoing) {
      throw new IllegalArgumentException("a message of " + payload.remaining() + " bytes");
    }
    Channel channel = channels.get(id);
    if (channel == null && !ids.isKnown(id)) {
      throw new IllegalStateException("no channel " + id);
    }
    if (channel == null || !control.flush(now)) {
      return false;
    }
    boolean unordered = channel.sendsUnordered();
    return port.send(
        UserMessages.write(id, text, unordered, channel.options.reliability(), payload), now);
  }

  /** Bytes of a channel that were taken and are in no packet yet. */
  public long bufferedAmount(int id) {
    return port.bufferedAmount(id);
  }

  /**
   * From now on {@link BufferedAmountLow} tells when {@link #bufferedAmount} falls to so many bytes
   * from above; 0 is what every channel begins with.
   */
  public void bufferedAmountLowThreshold(int id, long bytes) {
    if (isOpen(id)) {
      port.bufferedAmountLowThreshold(id, bytes);
    }
  }

  /**
   * Closes a channel: no message comes in on it any more, and none goes out but those that were
   * taken. {@link Closed} tells when the peer has closed it too. Closing twice is harmless.
   */
  public void close(int id, long now) {
    close(id, Reason.CLOSED, now);
  }

  private void close(int id, Reason reason, long now) {
    Channel channel = remove(id);
    if (channel == null) {
      return;
    }
    if (control.drop(id) && !channel.confirmed) {
      // Its OPEN has never left: the peer knows of nothing.
      ids.free(id);
      events.add(new Closed(id, reason));
    } else {
      closing.begin(id, reason, now);
    }
  }

  /** Something has happened to the association. */
  public void receive(SctpEvent event, long now) {
    switch (event) {
      case SctpEvent.Up(int outgoing, int _) -> {
        limitStreams(outgoing);
        closing.up(now);
        control.flush(now);
      }
      case SctpEvent.Restarted(int outgoing, int _) -> restart(outgoing);
      case SctpEvent.IncomingReset(List<Integer> streamIds) ->
          streamIds.forEach(id -> onIncomingReset(id, now));
      case SctpEvent.OutgoingReset(List<Integer> streamIds, boolean performed) ->
          closing.onOutgoingReset(streamIds, performed);
      case SctpEvent.BufferedAmountLow(int id) -> {
        BufferedAmountLow low = new BufferedAmountLow(id);
        if (isOpen(id) && !events.contains(low)) {
          events.add(low);
        }
      }
      case SctpEvent.Closed _ -> {}
    }
  }

  /** The peer may have fewer streams than a channel needs (RFC 9260 section 5.1.1). */
  private void limitStreams(int outgoing) {
    ids.limit(outgoing);
    for (int id : openIds()) {
      if (!ids.hasStream(id)) {
        end(id, Reason.NO_STREAM);
      }
    }
  }

  /** Nothing is left of any channel on the peer's side. */
  private void restart(int outgoing) {
    openIds().forEach(id -> end(id, Reason.RESTARTED));
    closing.restart();
    control.clear();
    ids.freeAll();
    ids.limit(outgoing);
  }

  private void end(int id, Reason reason) {
    remove(id);
    control.drop(id);
    events.add(new Closed(id, reason));
  }

  /** RFC 8831 section 6.7: the peer closes the channel, and this side has to close it too. */
  private void onIncomingReset(int id, long now) {
    boolean wasOpen = isOpen(id);
    closing.onIncomingReset(id);
    if (wasOpen) {
      close(id, Reason.CLOSED_BY_PEER, now);
    }
  }

  /**
   * Moves at most one message from the association into events, and sends what waits for room.
   *
   * @return whether it took one; false also while {@link #pollEvent} has too much to give
   */
  public boolean pump(long now) {
    control.flush(now);
    if (events.size() >= MAX_EVENTS) {
      return false;
    }
    SctpMessage message = port.pollMessage(now);
    if (message == null) {
      return false;
    }
    if (closing.contains(message.streamId())) {
      return true;
    }
    if (message.ppid() == Ppid.DCEP) {
      takeControl(message, now);
    } else {
      takeUserMessage(message, now);
    }
    return true;
  }

  /** The next thing that happened, or null. */
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
    Channel channel = channels.get(id);
    switch (parsed) {
      case DcepOpen open when mayOpen(message) -> {
        add(id, new Channel(open.options(), true));
        events.add(new Opened(id, open.options()));
        control.send(id, new DcepAck(), now);
      }
      case DcepAck _ when channel != null -> channel.confirmed = true;
      case DcepOpen _, DcepAck _ -> refuse(id, Reason.PROTOCOL_ERROR, now);
    }
  }

  /** RFC 8832 section 6: the peer's parity, a stream not in use, and the OPEN sent in order. */
  private boolean mayOpen(SctpMessage open) {
    int id = open.streamId();
    return ids.isPeers(id)
        && ids.hasStream(id)
        && !ids.isTaken(id)
        && !open.unordered()
        && !isFull();
  }

  private void takeUserMessage(SctpMessage message, long now) {
    int id = message.streamId();
    Channel channel = channels.get(id);
    // RFC 8831 section 6.6: an unsupported identifier or an illegal order closes the channel.
    if (channel == null
        || (message.unordered() && channel.options.ordered())
        || !UserMessages.isKnown(message.ppid())
        || (UserMessages.isPartial(message.ppid()) && !channel.takesParts())) {
      refuse(id, Reason.PROTOCOL_ERROR, now);
      return;
    }
    channel.confirmed = true;
    ByteBuffer payload = UserMessages.payload(message);
    if (UserMessages.isPartial(message.ppid())) {
      if (!partial.add(id, payload)) {
        refuse(id, Reason.MESSAGE_TOO_LONG, now);
      }
    } else if (partial.length(id) + payload.remaining() > maxIncoming) {
      refuse(id, Reason.MESSAGE_TOO_LONG, now);
    } else {
      boolean text = UserMessages.isText(message.ppid());
      events.add(new Message(id, text, partial.complete(id, payload)));
    }
  }

  /** Ends the channel, if it is one, and the stream, if that was not done before. */
  private void refuse(int id, Reason reason, long now) {
    refusals++;
    boolean wasOpen = remove(id) != null;
    if (wasOpen) {
      control.drop(id);
      events.add(new Closed(id, reason));
    }
    if (wasOpen || !ids.isTaken(id)) {
      ids.take(id);
      closing.reset(id, now);
    }
  }

  private boolean isFull() {
    return channels.size() + closing.size() >= MAX_CHANNELS;
  }

  private List<Integer> openIds() {
    return channels.keySet().stream().sorted().toList();
  }

  private void add(int id, Channel channel) {
    ids.take(id);
    channels.put(id, channel);
    port.priority(id, Math.max(1, channel.options.priority()));
    port.bufferedAmountLowThreshold(id, 0);
  }

  private @Nullable Channel remove(int id) {
    partial.forget(id);
    return channels.remove(id);
  }
}
