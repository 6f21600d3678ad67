package io.sluice.transport.sim;

import io.sluice.transport.sctp.Association;
import io.sluice.transport.sctp.api.Engine;
import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * Two engines in one thread, joined by memory that loses nothing: what the protocol itself costs.
 * It allocates nothing of its own while it carries packets.
 */
public final class EnginePipe {
  private static final int BATCH = 32;

  /** From one batch to the next: a round trip that is short and takes some time. */
  private static final long STEP_NANOS = 100_000;

  private final Engine sender;
  private final Engine receiver;
  private final byte[][] packets = new byte[BATCH][65_536];
  private final ByteBuffer[] views = new ByteBuffer[BATCH];
  private long now;
  private long received;

  private EnginePipe(Engine sender, Engine receiver) {
    this.sender = sender;
    this.receiver = receiver;
    for (int i = 0; i < BATCH; i++) {
      views[i] = ByteBuffer.wrap(packets[i]);
    }
  }

  /** Two associations, connected. */
  public static EnginePipe connected(SctpOptions options) {
    return connected(
        new Association(options, new SplittableRandom(1)),
        new Association(options, new SplittableRandom(2)));
  }

  /** Connects the one with the other. */
  public static EnginePipe connected(Engine sender, Engine receiver) {
    EnginePipe pipe = new EnginePipe(sender, receiver);
    sender.connect(pipe.now);
    for (int i = 0; i < 10; i++) {
      pipe.exchange();
    }
    if (!(sender.pollEvent() instanceof SctpEvent.Up)) {
      throw new IllegalStateException("not connected");
    }
    return pipe;
  }

  /** Sends the payload {@code count} times, and returns when all of it has been taken. */
  public void transfer(int count, ByteBuffer payload) {
    long target = received + (long) count * payload.remaining();
    int sent = 0;
    while (received < target) {
      while (sent < count && sender.send(new SctpMessage(1, 53, false, payload), now)) {
        sent++;
      }
      exchange();
    }
  }

  /** Packets that the sender has sent. */
  public long packetsSent() {
    return sender.stats().packetsSent();
  }

  /** A batch there, a batch back. */
  private void exchange() {
    now += STEP_NANOS;
    carry(sender, receiver);
    SctpMessage message;
    while ((message = receiver.pollMessage(now)) != null) {
      received += message.payload().remaining();
    }
    carry(receiver, sender);
    sender.handleTimeout(now);
    receiver.handleTimeout(now);
  }

  private void carry(Engine from, Engine to) {
    int count = 0;
    int length;
    while (count < BATCH && (length = from.pollTransmit(packets[count], 0, now)) > 0) {
      views[count++].clear().limit(length);
    }
    for (int i = 0; i < count; i++) {
      to.receive(views[i], now);
    }
  }
}
