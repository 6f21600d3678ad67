package io.sluice.transport.channel;

import io.sluice.transport.sctp.api.Reliability;

/** An open channel. */
final class Channel {
  final ChannelOptions options;

  /** Whether the peer has shown that it knows the channel. */
  boolean confirmed;

  Channel(ChannelOptions options, boolean confirmed) {
    this.options = options;
    this.confirmed = confirmed;
  }

  /** RFC 8832 section 6: in order until the peer has answered, that nothing overtakes the OPEN. */
  boolean sendsUnordered() {
    return !options.ordered() && confirmed;
  }

  /** Whether messages may come in parts, see {@link PartialMessages}. */
  boolean takesParts() {
    return options.ordered() && options.reliability().equals(Reliability.FULL);
  }
}
