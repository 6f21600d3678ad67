package io.sluice.transport.channel;

import io.sluice.transport.sctp.api.Engine;
import io.sluice.transport.sctp.api.SctpMessage;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An association, whoever implements it, as the port of its channels. */
record AssociationPort(Engine engine) implements MessagePort {
  @Override
  public boolean send(SctpMessage message, long now) {
    return engine.send(message, now);
  }

  @Override
  public @Nullable SctpMessage pollMessage(long now) {
    return engine.pollMessage(now);
  }

  @Override
  public boolean resetStreams(Set<Integer> streamIds, long now) {
    return engine.resetStreams(streamIds, now);
  }

  @Override
  public long bufferedAmount(int streamId) {
    return engine.bufferedAmount(streamId);
  }

  @Override
  public void bufferedAmountLowThreshold(int streamId, long bytes) {
    engine.bufferedAmountLowThreshold(streamId, bytes);
  }

  @Override
  public void priority(int streamId, int weight) {
    engine.priority(streamId, weight);
  }
}
