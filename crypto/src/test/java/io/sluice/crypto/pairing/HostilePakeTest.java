package io.sluice.crypto.pairing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.crypto.pairing.Pake.Participant;
import io.sluice.crypto.pairing.PakeException.Fault;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;

/** What somebody without the password sends. */
class HostilePakeTest {
  private static final byte[] CONTEXT = {1};

  private final SecureRandom random = PakePair.seeded(1);
  private final Pake offerer = Pake.begin(Participant.OFFERER, "otter", CONTEXT, random);
  private final Pake answerer = Pake.begin(Participant.ANSWERER, "otter", CONTEXT, random);

  @Test
  void aReflectedFirstMessageIsMalformed() {
    byte[] own = offerer.first();
    assertMalformed(() -> offerer.second(own));
  }

  @Test
  void aFirstMessageOfTheSameParticipantIsMalformed() {
    Pake other = Pake.begin(Participant.OFFERER, "otter", CONTEXT, random);
    offerer.first();
    assertMalformed(() -> offerer.second(other.first()));
  }

  @Test
  void aReflectedSecondMessageIsMalformed() throws PakeException {
    offerer.first();
    byte[] own = offerer.second(answerer.first());
    assertMalformed(() -> offerer.finish(own));
  }

  @Test
  void aSecondMessageOfAnotherExchangeIsMalformed() throws PakeException {
    Pake elsewhere = Pake.begin(Participant.OFFERER, "otter", CONTEXT, random);
    offerer.first();
    offerer.second(answerer.first());
    byte[] crossed = answerer.second(elsewhere.first());
    assertMalformed(() -> offerer.finish(crossed));
  }

  @Test
  void messagesOfOtherLengthsAreMalformed() {
    byte[] first = answerer.first();
    for (int length : new int[] {0, 1, first.length - 1, first.length + 1, 100_000}) {
      Pake side = Pake.begin(Participant.OFFERER, "otter", CONTEXT, random);
      side.first();
      assertMalformed(() -> side.second(Arrays.copyOf(first, length)));
    }
  }

  @Test
  void everyBitOfAFirstMessageCounts() {
    byte[] first = answerer.first();
    Random bits = new Random(2);
    for (int i = 0; i < 60; i++) {
      byte[] changed = first.clone();
      changed[bits.nextInt(changed.length)] ^= (byte) (1 << bits.nextInt(8));
      Pake side = Pake.begin(Participant.OFFERER, "otter", CONTEXT, random);
      side.first();
      assertMalformed(() -> side.second(changed));
    }
  }

  @Test
  void everyBitOfASecondMessageCounts() throws PakeException {
    Random bits = new Random(3);
    for (int i = 0; i < 30; i++) {
      Pake one = Pake.begin(Participant.OFFERER, "otter", CONTEXT, random);
      Pake two = Pake.begin(Participant.ANSWERER, "otter", CONTEXT, random);
      byte[] first = one.first();
      one.second(two.first());
      byte[] changed = two.second(first);
      changed[bits.nextInt(changed.length)] ^= (byte) (1 << bits.nextInt(8));
      assertMalformed(() -> one.finish(changed));
    }
  }

  @Test
  void thePointAtInfinityIsMalformed() {
    byte[] first = answerer.first();
    Arrays.fill(first, 0, Points.BYTES, (byte) 0);
    offerer.first();
    assertMalformed(() -> offerer.second(first));
  }

  @Test
  void aResponsePastTheOrderIsMalformed() {
    byte[] first = answerer.first();
    byte[] late = BigIntegers.asUnsignedByteArray(Points.SCALAR_BYTES, Points.ORDER);
    ByteBuffer.wrap(first).put(first.length - late.length, late);
    offerer.first();
    assertMalformed(() -> offerer.second(first));
  }

  /** X1 + X3 + X4 at infinity would take the password out of the second message. */
  @Test
  void pointsThatCancelOursAreMalformed() {
    byte[] own = offerer.first();
    byte[] mirrored = own.clone();
    mirrored[0] ^= 1;
    assertMalformed(() -> offerer.second(mirrored));
  }

  @Test
  void noBytesDoMoreThanEndIt() {
    Random bytes = new Random(4);
    for (int i = 0; i < 200; i++) {
      byte[] junk = new byte[i % 3 == 0 ? Pake.FIRST_BYTES : bytes.nextInt(400)];
      bytes.nextBytes(junk);
      Pake side = Pake.begin(Participant.OFFERER, "otter", CONTEXT, random);
      side.first();
      assertMalformed(() -> side.second(junk));
      assertThrows(IllegalStateException.class, () -> side.second(junk));
    }
  }

  private static void assertMalformed(org.junit.jupiter.api.function.Executable call) {
    assertEquals(Fault.MALFORMED, assertThrows(PakeException.class, call).fault());
  }
}
