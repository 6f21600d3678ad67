package io.sluice.transport.transfer;

import io.sluice.transport.api.Problem;
import java.util.Random;

/** What goes wrong in a run, each with a probability. */
record Faults(
    double damage,
    double readFails,
    double publishFails,
    double linkFails,
    double directoriesFail,
    double storeFails,
    boolean storesConflict,
    double duplicate,
    int cancelAfter) {
  static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0, false, 0, Integer.MAX_VALUE);
  static final Problem READ = Problem.LOCAL_FILE;
  static final Problem PUBLISH = Problem.CONFLICT;

  /** Damage, and blocks that come twice although no channel repeats one: all still arrives. */
  static Faults repairable(Random random) {
    return new Faults(
        random.nextDouble() * 0.1, 0, 0, 0, 0, 0, false, random.nextDouble(), 1 << 30);
  }

  /** Single files fail, the rest goes on. */
  static Faults partial(Random random) {
    return new Faults(
        random.nextInt(4) == 0 ? 0.7 : 0.1,
        random.nextDouble() * 0.3,
        random.nextDouble() * 0.3,
        random.nextDouble() * 0.3,
        random.nextInt(8) == 0 ? 1 : 0,
        random.nextInt(4) == 0 ? 0.1 : 0,
        true,
        0,
        1 << 30);
  }

  /** The whole transfer fails at some point, or is cancelled. */
  static Faults fatal(Random random) {
    boolean cancel = random.nextBoolean();
    return new Faults(
        0.05,
        0.02,
        0.02,
        0,
        0,
        cancel ? 0 : 0.05,
        false,
        0,
        cancel ? random.nextInt(150) : 1 << 30);
  }
}
