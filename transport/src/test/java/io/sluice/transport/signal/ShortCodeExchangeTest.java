package io.sluice.transport.signal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShortCodeExchangeTest {
  private static final ShortCode CODE = new ShortCode(7, List.of("ocelot", "canister"));
  private static final ShortCode OTHER_WORDS = new ShortCode(7, List.of("ocelot", "canoe"));
  private static final ShortCode OTHER_CHANNEL = new ShortCode(8, List.of("ocelot", "canister"));

  private final SecureRandom random = new SecureRandom();
  private final ShortCodeOfferer offerer = new ShortCodeOfferer(CODE, random);

  @Test
  void theSameWordsPassBothCodesOn() throws Exception {
    ShortCodeAnswerer answerer = new ShortCodeAnswerer(CODE, random);
    ShortCodeFrame guess = answerer.guess(offerer.challenge(sent(answerer.hello())));
    assertTrue(offerer.judge(sent(guess)));
    assertEquals("an offer", answerer.offer(sent(offerer.offer("an offer"))));
    assertEquals("a reply", offerer.reply(sent(answerer.reply("a reply"))));
  }

  @Test
  void otherWordsAreOneWrongGuess() throws Exception {
    assertFalse(offerer.judge(guessOf(OTHER_WORDS)));
    assertThrows(IllegalStateException.class, () -> offerer.offer("an offer"));
  }

  @Test
  void theSameWordsOnAnotherChannelAreWrong() throws Exception {
    assertFalse(offerer.judge(guessOf(OTHER_CHANNEL)));
  }

  @Test
  void bothSidesSayTheSameOfAWrongGuess() {
    ShortCodeAnswerer answerer = new ShortCodeAnswerer(OTHER_WORDS, random);
    answerer.hello();
    TransportException told =
        assertThrows(
            TransportException.class,
            () -> answerer.offer(ShortCodeFrame.of(ShortCodeFrame.Type.WRONG)));
    assertEquals(ShortCodeProblem.wrongWords().getMessage(), told.getMessage());
    assertEquals(Problem.VERIFICATION, told.problem());
  }

  /** Who only announces the channel learns no more than who only guesses. */
  @Test
  void anOffererWithoutTheWordsIsFoundOut() throws Exception {
    ShortCodeOfferer impostor = new ShortCodeOfferer(OTHER_WORDS, random);
    ShortCodeAnswerer answerer = new ShortCodeAnswerer(CODE, random);
    answerer.guess(impostor.challenge(answerer.hello()));
    ShortCodeFrame forged =
        ShortCodeFrame.of(ShortCodeFrame.Type.OFFER, new byte[32], new byte[40]);
    assertEquals(
        Problem.VERIFICATION,
        assertThrows(TransportException.class, () -> answerer.offer(forged)).problem());
  }

  @Test
  void whoIsTurnedAwayIsToldWhy() {
    ShortCodeAnswerer answerer = new ShortCodeAnswerer(CODE, random);
    answerer.hello();
    assertEquals(
        Problem.REFUSED,
        assertThrows(
                TransportException.class,
                () -> answerer.guess(ShortCodeFrame.of(ShortCodeFrame.Type.LIMITED)))
            .problem());
    assertEquals(
        Problem.CODE,
        assertThrows(
                TransportException.class,
                () -> answerer.guess(ShortCodeFrame.of(ShortCodeFrame.Type.USED)))
            .problem());
  }

  @Test
  void messagesOfTheWrongKindOrShapeEndTheExchangeOnly() {
    byte[] hello = new ShortCodeAnswerer(CODE, random).hello().bytes();
    hello[1] = 2;
    assertMalformed(() -> offerer.challenge(ShortCodeFrame.parse(hello)));
    for (ShortCodeFrame.Type type : ShortCodeFrame.Type.values()) {
      ShortCodeOfferer fresh = new ShortCodeOfferer(CODE, random);
      assertMalformed(() -> fresh.challenge(ShortCodeFrame.of(type)));
      assertMalformed(
          () -> fresh.challenge(ShortCodeFrame.of(type, new byte[ShortCodeFrame.MAX_BYTES])));
    }
  }

  @Test
  void anyBytesAreAFrameOrMalformed() throws MalformedExchangeException {
    Random bytes = new Random(1);
    for (int i = 0; i < 1000; i++) {
      byte[] junk = new byte[bytes.nextInt(3)];
      bytes.nextBytes(junk);
      if (junk.length > 0 && junk[0] >= 1 && junk[0] <= 8) {
        assertArrayEquals(junk, ShortCodeFrame.parse(junk).bytes());
      } else {
        assertMalformed(() -> ShortCodeFrame.parse(junk));
      }
    }
    assertMalformed(() -> ShortCodeFrame.parse(new byte[ShortCodeFrame.MAX_BYTES + 1]));
  }

  @Test
  void framesHaveTheTypesOfTheProtocol() {
    assertEquals(
        List.of(1, 2, 3, 4, 5, 6, 7, 8),
        Arrays.stream(ShortCodeFrame.Type.values())
            .map(t -> (int) ShortCodeFrame.of(t).bytes()[0])
            .toList());
  }

  private ShortCodeFrame guessOf(ShortCode code) throws Exception {
    ShortCodeAnswerer answerer = new ShortCodeAnswerer(code, random);
    return answerer.guess(offerer.challenge(answerer.hello()));
  }

  private static ShortCodeFrame sent(ShortCodeFrame frame) throws MalformedExchangeException {
    return ShortCodeFrame.parse(frame.bytes());
  }

  private static void assertMalformed(org.junit.jupiter.api.function.Executable call) {
    assertThrows(MalformedExchangeException.class, call);
  }
}
