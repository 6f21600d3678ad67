package io.sluice.transport.sctp;

import static org.junit.jupiter.api.Assertions.fail;

import io.sluice.transport.sctp.api.EngineFactory;
import io.sluice.transport.sctp.api.SctpOptions;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Two engines of any kind, joined by memory: packets arrive at once and in order, or never. */
public final class EnginePair implements AutoCloseable {
  /** What becomes of a packet. */
  public interface Link {
    /** Whether the packet, of which {@code earlier} left the same end before, arrives. */
    boolean carries(byte[] packet, long earlier);
  }

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EngineEnd left;
  private final EngineEnd right;
  private final EngineTime time;
  private Link link = (packet, earlier) -> true;

  public EnginePair(
      EngineFactory leftKind, EngineFactory rightKind, SctpOptions options, EngineTime time) {
    left = new EngineEnd(leftKind.create(options, new SplittableRandom(1)));
    right = new EngineEnd(rightKind.create(options, new SplittableRandom(2)));
    this.time = time;
  }

  public EngineEnd left() {
    return left;
  }

  public EngineEnd right() {
    return right;
  }

  long now() {
    return time.now();
  }

  /** From now on packets of both ends go over this link. */
  void over(Link newLink) {
    link = newLink;
  }

  /** Connects from the left and runs until both ends are up. */
  public EnginePair connected() {
    left.engine().connect(time.now());
    run(() -> left.isUp() && right.isUp());
    return this;
  }

  /** Runs until the condition holds, which it has to, soon. */
  public void run(BooleanSupplier condition) {
    if (!holdsWithin(condition, PATIENCE)) {
      fail(
          "within %s: left %s %s, right %s %s"
              .formatted(
                  PATIENCE,
                  left.events(),
                  left.engine().stats(),
                  right.events(),
                  right.engine().stats()));
    }
  }

  /** Runs until the condition holds; false if it does not for so long. */
  boolean holdsWithin(BooleanSupplier condition, Duration patience) {
    long end = time.now() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (time.now() - end >= 0) {
        return false;
      }
      boolean moved = left.takeIn(time.now()) | right.takeIn(time.now());
      moved |= carry(left, right) | carry(right, left);
      if (!moved) {
        time.passUntil(Math.min(nextTimeout(), end));
      }
    }
    return true;
  }

  private long nextTimeout() {
    return Math.min(left.engine().nextTimeout(), right.engine().nextTimeout());
  }

  private boolean carry(EngineEnd from, EngineEnd to) {
    boolean any = false;
    byte @Nullable [] packet;
    while ((packet = from.pollPacket(time.now())) != null) {
      any = true;
      if (link.carries(packet, from.packetsOut() - 1)) {
        to.deliver(packet);
      }
    }
    if (any) {
      time.travel();
    }
    return any;
  }

  @Override
  public void close() {
    left.engine().close();
    right.engine().close();
  }
}
