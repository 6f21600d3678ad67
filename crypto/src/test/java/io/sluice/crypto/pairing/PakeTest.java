package io.sluice.crypto.pairing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.crypto.pairing.Pake.Participant;
import io.sluice.crypto.pairing.PakeException.Fault;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PakeTest {
  @Test
  void whoKnowsTheSamePasswordHasTheSameKeys() throws PakeException {
    PakePair pair = PakePair.of("otter-canal", "otter-canal", 1).exchanged();
    byte[] ofAnswerer = pair.answerer().confirmation();
    pair.offerer().confirm(ofAnswerer);
    pair.answerer().confirm(pair.offerer().confirmation());
    assertEquals(pair.offerer().key("a use", 16), pair.answerer().key("a use", 16));
    assertNotEquals(pair.offerer().key("a use", 16), pair.offerer().key("another use", 16));
    assertFalse(pair.offerer().toString().contains("otter"));
  }

  @Test
  void eachSideSealsOneTextForTheOther() throws PakeException {
    PakePair pair = PakePair.of("otter", "otter", 11).exchanged();
    assertThrows(IllegalStateException.class, () -> pair.offerer().seal(new byte[1]));
    pair.offerer().confirm(pair.answerer().confirmation());
    pair.answerer().confirm(pair.offerer().confirmation());
    byte[] sealed = pair.offerer().seal("a text".getBytes(US_ASCII));
    assertEquals("a text", new String(pair.answerer().open(sealed), US_ASCII));
    assertEquals(Fault.MALFORMED, fault(() -> pair.offerer().open(sealed)));
    sealed[0] ^= 1;
    assertEquals(Fault.MALFORMED, fault(() -> pair.answerer().open(sealed)));
    assertEquals(Fault.MALFORMED, fault(() -> pair.answerer().open(new byte[3])));
  }

  @Test
  void anotherPasswordIsToldByTheConfirmationAloneAndEndsIt() throws PakeException {
    PakePair pair = PakePair.of("otter-canal", "otter-canoe", 2).exchanged();
    byte[] guess = pair.answerer().confirmation();
    assertEquals(Fault.WRONG_PASSWORD, fault(() -> pair.offerer().confirm(guess)));
    assertThrows(IllegalStateException.class, () -> pair.offerer().confirm(guess));
    assertThrows(IllegalStateException.class, pair.offerer()::confirmation);
    assertThrows(IllegalStateException.class, () -> pair.offerer().key("a use", 16));
  }

  @Test
  void theSamePasswordInAnotherContextIsAnother() throws PakeException {
    PakePair pair = PakePair.of("otter", new byte[] {1}, "otter", new byte[] {2}, 3).exchanged();
    byte[] guess = pair.answerer().confirmation();
    assertEquals(Fault.WRONG_PASSWORD, fault(() -> pair.offerer().confirm(guess)));
  }

  @Test
  void noKeyBeforeTheOtherSideHasProved() throws PakeException {
    PakePair pair = PakePair.of("otter", "otter", 4).exchanged();
    assertThrows(IllegalStateException.class, () -> pair.offerer().key("a use", 16));
  }

  @Test
  void stepsAreTakenInOrderAndOnce() throws PakeException {
    PakePair pair = PakePair.of("otter", "otter", 5);
    byte[] first = pair.answerer().first();
    assertThrows(IllegalStateException.class, () -> pair.offerer().second(first));
    pair.offerer().first();
    assertThrows(IllegalStateException.class, () -> pair.offerer().first());
    assertThrows(IllegalStateException.class, () -> pair.offerer().finish(first));
    pair.offerer().second(first);
    assertThrows(IllegalStateException.class, () -> pair.offerer().second(first));
    assertThrows(IllegalStateException.class, () -> pair.offerer().confirm(first));
  }

  /** A change here breaks every peer that has not made it. */
  @Test
  void derivesTheSameValuesForEver() throws PakeException {
    PakePair pair = PakePair.of("otter-canal", "otter-canal", 6);
    byte[] offererFirst = pair.offerer().first();
    byte[] answererFirst = pair.answerer().first();
    byte[] answererSecond = pair.answerer().second(offererFirst);
    byte[] offererSecond = pair.offerer().second(answererFirst);
    pair.answerer().finish(offererSecond);
    pair.offerer().finish(answererSecond);
    pair.offerer().confirm(pair.answerer().confirmation());
    assertEquals(Pake.FIRST_BYTES, offererFirst.length);
    assertEquals(Pake.SECOND_BYTES, offererSecond.length);
    assertEquals(
        """
        016f9241f0b7c2a1fcd069cf3161c2aa26495a9adc678b9953afabb9efeb38f5
        2dd766efbe18bfa9e7b70171713cc48695752d3db4a5f5b8a13108dead5b3be8
        b6f65cf88e27c26a04a637126910d9ea6e38fc3d963d20726a5f4908b9d8e93c
        6142d71ba476de1ffe9cfb5da0d4752a\
        """,
        String.join(
            "\n",
            hex(Points.sha256().digest(offererFirst)),
            hex(Points.sha256().digest(answererSecond)),
            hex(pair.answerer().confirmation()),
            hex(pair.offerer().key("a use", 16).exposeCopy())));
  }

  @Test
  void aConfirmationOfTheWrongLengthIsWrong() throws PakeException {
    for (byte[] tag : new byte[][] {{}, new byte[31], new byte[33]}) {
      PakePair pair = PakePair.of("otter", "otter", 7).exchanged();
      assertEquals(Fault.WRONG_PASSWORD, fault(() -> pair.offerer().confirm(tag)));
    }
  }

  @Test
  void aReflectedConfirmationIsWrong() throws PakeException {
    PakePair pair = PakePair.of("otter", "otter", 8).exchanged();
    byte[] own = pair.offerer().confirmation();
    assertEquals(Fault.WRONG_PASSWORD, fault(() -> pair.offerer().confirm(own)));
  }

  @Test
  void eachExchangeHasItsOwnMessages() {
    byte[] one = PakePair.of("otter", "otter", 9).offerer().first();
    byte[] other = PakePair.of("otter", "otter", 10).offerer().first();
    assertNotEquals(hex(one), hex(other));
    assertArrayEquals(one, PakePair.of("canal", "canal", 9).offerer().first());
  }

  @Test
  void participantsAreEachOthersOther() {
    assertEquals(Participant.ANSWERER, Participant.OFFERER.other());
    assertEquals(Participant.OFFERER, Participant.ANSWERER.other());
  }

  private static Fault fault(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(PakeException.class, call).fault();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
