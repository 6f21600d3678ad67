package io.sluice.transport.session;

import io.sluice.crypto.Role;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A network between two ends that loses, doubles and reorders, in the time it is told. */
final class LossyPath {
  private static final long DELAY_NANOS = 300_000;
  private static final int JITTER_NANOS = 500_000;

  private record InFlight(byte[] datagram, long due) {}

  private final Map<Role, PriorityQueue<InFlight>> arriving = new EnumMap<>(Role.class);
  private final Random random;
  private final double loss;
  private final double duplicate;
  private boolean forging;
  private byte[] old = new byte[0];
  private long lost;

  LossyPath(Random random, double loss, double duplicate) {
    this.random = random;
    this.loss = loss;
    this.duplicate = duplicate;
    for (Role role : Role.values()) {
      arriving.put(role, new PriorityQueue<>(Comparator.comparingLong(InFlight::due)));
    }
  }

  /** From now on something forged, changed, cut or old comes before every real datagram. */
  void forge() {
    forging = true;
  }

  void send(Role from, byte[] datagram, long now) {
    if (random.nextDouble() < loss) {
      lost++;
      return;
    }
    if (forging) {
      arriving.get(from.other()).add(new InFlight(forged(datagram), now));
    }
    int copies = random.nextDouble() < duplicate ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      long due = now + DELAY_NANOS + random.nextInt(JITTER_NANOS);
      arriving.get(from.other()).add(new InFlight(datagram, due));
    }
  }

  private byte[] forged(byte[] real) {
    byte[] forged =
        switch (random.nextInt(6)) {
          case 0 -> Arrays.copyOf(real, random.nextInt(real.length));
          case 1 -> old.clone();
          case 2 -> new byte[] {21, -2, -3, 0, 0, 0, 0, 0, 0, 0, 9, 0, 2, 2, 40};
          case 3 -> new byte[] {21, -2, -3, 0, 1, 0, 0, 0, 0, -1, -1, 0, 2, 1, 0};
          default -> real.clone();
        };
    if (Arrays.equals(forged, real)) {
      forged[random.nextInt(forged.length)] ^= (byte) (1 << random.nextInt(8));
    }
    old = real;
    return forged;
  }

  /** The next datagram that has arrived by now, or null. */
  byte @Nullable [] receive(Role at, long now) {
    InFlight next = arriving.get(at).peek();
    if (next == null || next.due() > now) {
      return null;
    }
    arriving.get(at).remove();
    return next.datagram();
  }

  long lost() {
    return lost;
  }
}
