package io.sluice.transport.sim;

import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One direction of a simulated network. */
public final class SimLink {
  private final LinkProfile profile;
  private final Bottleneck bottleneck;
  private final RandomGenerator random;
  private final PriorityQueue<Flight> flights = new PriorityQueue<>();
  private long sequence;
  private long lastArrival = Long.MIN_VALUE;
  private boolean cut;
  private int mtu = Integer.MAX_VALUE;
  private boolean losing;
  private long dropped;
  private long delivered;

  /**
   * @param random seeded by the test
   */
  public SimLink(LinkProfile profile, RandomGenerator random) {
    this(profile, new Bottleneck(profile.bytesPerSecond(), profile.queueBytes()), random);
  }

  /**
   * @param bottleneck which may be that of other links too; the profile's rate and queue are not
   *     used
   */
  public SimLink(LinkProfile profile, Bottleneck bottleneck, RandomGenerator random) {
    this.profile = profile;
    this.bottleneck = bottleneck;
    this.random = random;
  }

  /** A packet on its way; those that arrive at one time keep the order in which they left. */
  private record Flight(long arrival, long sequence, byte[] packet) implements Comparable<Flight> {
    @Override
    public int compareTo(Flight other) {
      int byTime = Long.compare(arrival, other.arrival);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }

  /**
   * Sends a copy of a packet.
   *
   * @param fragmentable whether one that is longer than the MTU passes all the same
   */
  public void send(byte[] from, int offset, int length, boolean fragmentable, long now) {
    if (cut || (length > mtu && !fragmentable) || isLost()) {
      dropped++;
      return;
    }
    long leaves = bottleneck.leaveTime(length + profile.overheadBytes(), now);
    if (leaves == Long.MAX_VALUE) {
      dropped++;
      return;
    }
    byte[] packet = new byte[length];
    System.arraycopy(from, offset, packet, 0, length);
    if (happens(profile.corruption())) {
      packet[random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
    }
    flights.add(new Flight(arrivalTime(leaves), sequence++, packet));
    if (happens(profile.duplication())) {
      flights.add(new Flight(arrivalTime(leaves), sequence++, packet.clone()));
    }
  }

  private long arrivalTime(long leaves) {
    long arrival = leaves + profile.latencyNanos();
    if (happens(profile.reordering())) {
      return arrival + (long) (4 * profile.latencyNanos() * random.nextDouble());
    }
    if (profile.jitterNanos() > 0) {
      arrival += random.nextLong(profile.jitterNanos());
    }
    lastArrival = Math.max(arrival, lastArrival);
    return lastArrival;
  }

  private boolean isLost() {
    if (profile.lossRun() <= 1) {
      return happens(profile.loss());
    }
    double end = 1 / profile.lossRun();
    double begin = end * profile.loss() / (1 - profile.loss());
    losing = random.nextDouble() < (losing ? 1 - end : begin);
    return losing;
  }

  private boolean happens(double probability) {
    return probability > 0 && random.nextDouble() < probability;
  }

  /** When the next packet arrives, or {@code Long.MAX_VALUE}. */
  public long nextArrival() {
    Flight next = flights.peek();
    return next == null ? Long.MAX_VALUE : next.arrival;
  }

  /** A packet that has arrived by {@code now}, or null. */
  public byte @Nullable [] receive(long now) {
    Flight next = flights.peek();
    if (next == null || next.arrival > now) {
      return null;
    }
    flights.poll();
    delivered++;
    return next.packet;
  }

  /** From now on, or until called with false, every packet is lost. */
  public void cut(boolean cut) {
    this.cut = cut;
  }

  /** From now on longer packets are lost without a word, unless they may be fragmented. */
  public void mtu(int bytes) {
    mtu = bytes;
  }

  public Bottleneck bottleneck() {
    return bottleneck;
  }

  public long dropped() {
    return dropped;
  }

  public long delivered() {
    return delivered;
  }
}
