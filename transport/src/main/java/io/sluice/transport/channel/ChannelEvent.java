package io.sluice.transport.channel;

import java.nio.ByteBuffer;

/** What happened on the channels, told by {@link DataChannels#pollEvent}. */
public sealed interface ChannelEvent {
  /** The stream the channel runs on. */
  int id();

  /** The peer opened a channel, which can be used from now on. */
  record Opened(int id, ChannelOptions options) implements ChannelEvent {}

  /**
   * A whole message.
   *
   * @param text whether the sender called it UTF-8 text; nobody has checked that it is
   * @param payload position to limit; belongs to who takes the event
   */
  record Message(int id, boolean text, ByteBuffer payload) implements ChannelEvent {}

  /** The bytes that wait on a channel have fallen to its threshold, from above. */
  record BufferedAmountLow(int id) implements ChannelEvent {}

  /** A channel has ended; told once for each that was open. */
  record Closed(int id, Reason reason) implements ChannelEvent {}

  /** Why a channel has ended. */
  enum Reason {
    /** This side closed it. */
    CLOSED,
    /** The peer closed it. */
    CLOSED_BY_PEER,
    /** The peer broke a rule of RFC 8831 or RFC 8832 on it. */
    PROTOCOL_ERROR,
    /** A message was longer than this side takes. */
    MESSAGE_TOO_LONG,
    /** The peer has fewer streams than the channel needs. */
    NO_STREAM,
    /** The peer has started the association again, which ends every channel. */
    RESTARTED
  }
}
