package io.sluice.transport.sctp;

import java.util.concurrent.locks.LockSupport;

/** The time that engines are told: made up, or this machine's for those that read its clock. */
public sealed interface EngineTime {
  /** Nanoseconds. */
  long now();

  /** A packet has travelled: some time has gone by. */
  void travel();

  /** Comes back when it is that late. */
  void passUntil(long instant);

  /** Time that passes when nothing else is left to do: a test takes no longer than its work. */
  static EngineTime simulated() {
    return new Simulated();
  }

  /** The time of an engine that has timers of its own. */
  static EngineTime real() {
    return new Real();
  }

  /** See {@link #simulated}. */
  final class Simulated implements EngineTime {
    private static final long TRAVEL_NANOS = 50_000;

    private long now = -3_000_000_000L;

    @Override
    public long now() {
      return now;
    }

    @Override
    public void travel() {
      now += TRAVEL_NANOS;
    }

    @Override
    public void passUntil(long instant) {
      now = Math.max(now, instant);
    }
  }

  /** See {@link #real}. */
  final class Real implements EngineTime {
    @Override
    public long now() {
      return System.nanoTime();
    }

    @Override
    public void travel() {}

    @Override
    public void passUntil(long instant) {
      LockSupport.parkNanos(instant - System.nanoTime());
    }
  }
}
