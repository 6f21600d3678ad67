package io.sluice.crypto.pairing;

import java.security.SecureRandom;
import java.util.Random;

/** Two sides of an exchange in one place, the same for the same seed. */
record PakePair(Pake offerer, Pake answerer) {
  static PakePair of(String offered, String guessed, long seed) {
    return of(offered, new byte[] {1}, guessed, new byte[] {1}, seed);
  }

  static PakePair of(
      String offered, byte[] offererContext, String guessed, byte[] answererContext, long seed) {
    return new PakePair(
        Pake.begin(Pake.Participant.OFFERER, offered, offererContext, seeded(seed)),
        Pake.begin(Pake.Participant.ANSWERER, guessed, answererContext, seeded(seed + 1)));
  }

  /** Both sides up to their keys, which they have not confirmed. */
  PakePair exchanged() throws PakeException {
    byte[] offererFirst = offerer.first();
    byte[] answererFirst = answerer.first();
    byte[] answererSecond = answerer.second(offererFirst);
    answerer.finish(offerer.second(answererFirst));
    offerer.finish(answererSecond);
    return this;
  }

  static SecureRandom seeded(long seed) {
    return new Seeded(seed);
  }

  /** A source that is no secret. */
  private static final class Seeded extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final Random random;

    Seeded(long seed) {
      random = new Random(seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
      random.nextBytes(bytes);
    }
  }
}
