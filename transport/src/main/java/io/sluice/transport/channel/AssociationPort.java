package io.sluice.transport.channel;

import io.sluice.transport.sctp.api.Engine;
import io.sluice.transport.sctp.api.SctpMessage;
import org.jspecify.annotations.Nullable;

/** The association as the port of its channels. */
record AssociationPort(Engine association) implements MessagePort {
  @Override
  public boolean send(SctpMessage message, long now) {
    return association.send(message, now);
  }

  @Override
  public @Nullable SctpMessage pollMessage(long now) {
    return association.pollMessage(now);
  }

  // The association does not speak RFC 6525 yet (docs/profiles/sctp.md): the peer is not told that
  // the channel is closed. Nothing breaks, for a closed id is never used again.
  @Override
  public void resetStream(int streamId, long now) {}
}
