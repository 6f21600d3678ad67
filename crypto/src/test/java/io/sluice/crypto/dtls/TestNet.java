package io.sluice.crypto.dtls;

import io.sluice.crypto.DatagramLink;
import io.sluice.crypto.Role;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Two ends and a bad network between them: it loses, doubles, delays, and does what a test says.
 */
final class TestNet {
  /** How bad it is: shares of all datagrams from 0 to 1. */
  record Weather(double loss, double reorder, double duplicate) {
    static final Weather FINE = new Weather(0, 0, 0);
  }

  private static final long DELAY_NANOS = 5_000_000;
  private static final int MAX_EXTRA_DELAY_NANOS = 20_000_000;

  private record InFlight(byte[] datagram, long dueNanos) implements Delayed {
    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
  }

  /** One end. */
  final class End implements DatagramLink {
    private final DelayQueue<InFlight> incoming = new DelayQueue<>();
    private final List<byte[]> sent = new ArrayList<>();
    private final Random random;
    private Predicate<byte[]> passes = datagram -> true;
    private volatile boolean closed;

    End(Random random) {
      this.random = random;
    }

    /** Lets only such datagrams of this end through. */
    synchronized void filter(Predicate<byte[]> passes) {
      this.passes = passes;
    }

    /** Everything this end sent, whether it arrived or not. */
    synchronized List<byte[]> sent() {
      return List.copyOf(sent);
    }

    /** Delivers a datagram to this end as if the peer had sent it. */
    void inject(byte[] datagram) {
      incoming.add(new InFlight(datagram.clone(), System.nanoTime()));
    }

    void close() {
      closed = true;
      inject(new byte[0]);
    }

    /** One datagram, or null if none comes for a while. */
    byte[] take(long waitNanos) throws IOException {
      byte[] into = new byte[20_000];
      int length = receive(into, 0, into.length, waitNanos);
      return length < 0 ? null : Arrays.copyOf(into, length);
    }

    @Override
    public int receive(byte[] into, int offset, int length, long waitNanos) throws IOException {
      try {
        InFlight next = incoming.poll(waitNanos, TimeUnit.NANOSECONDS);
        if (closed) {
          throw new IOException("closed");
        }
        if (next == null) {
          return -1;
        }
        int taken = Math.min(next.datagram.length, length);
        System.arraycopy(next.datagram, 0, into, offset, taken);
        return taken;
      } catch (InterruptedException e) {
        throw new InterruptedIOException();
      }
    }

    @Override
    public synchronized void send(byte[] datagram, int offset, int length) throws IOException {
      if (closed) {
        throw new IOException("closed");
      }
      byte[] copy = Arrays.copyOfRange(datagram, offset, offset + length);
      sent.add(copy);
      if (!passes.test(copy) || random.nextDouble() < weather.loss) {
        return;
      }
      int copies = random.nextDouble() < weather.duplicate ? 2 : 1;
      for (int i = 0; i < copies; i++) {
        boolean late = random.nextDouble() < weather.reorder;
        long delay = DELAY_NANOS + (late ? random.nextInt(MAX_EXTRA_DELAY_NANOS) : 0);
        other(this).incoming.add(new InFlight(copy, System.nanoTime() + delay));
      }
    }

    @Override
    public int maxDatagram() {
      return 1200;
    }
  }

  private final Weather weather;
  private final End client;
  private final End server;

  TestNet(long seed, Weather weather) {
    this.weather = weather;
    client = new End(new Random(seed));
    server = new End(new Random(~seed));
  }

  /** A network that loses nothing. */
  static TestNet fine() {
    return new TestNet(0, Weather.FINE);
  }

  End end(Role role) {
    return role == Role.CLIENT ? client : server;
  }

  private End other(End end) {
    return end == client ? server : client;
  }
}
