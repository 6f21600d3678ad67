package io.sluice.transport.signal;

import static io.sluice.transport.signal.Codes.NOW;
import static io.sluice.transport.signal.Codes.assertProblem;
import static io.sluice.transport.signal.Codes.offer;
import static io.sluice.transport.signal.Codes.parseOffer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.crypto.pairing.PairingKeys;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeTextTest {
  private static final String TEXT = offer().text();
  private static final PairingKeys KEYS = Codes.keys(1);
  private static final int HEADER_END = CodeText.PREFIX.length() + CodeText.HEADER_SYMBOLS;
  private static final String SYMBOLS = "0123456789abcdefghjkmnpqrstvwxyz";

  static Stream<String> whatPeoplePaste() {
    int half = TEXT.length() / 2;
    String head = TEXT.substring(0, half);
    String tail = TEXT.substring(half);
    return Stream.of(
        TEXT,
        TEXT.toUpperCase(Locale.ROOT),
        "  " + TEXT + "\r\n",
        head + "\n" + tail,
        head + "\r\n> " + tail,
        head + "=\n" + tail,
        head + " \u00a0\u200b\ufeff\u00ad" + tail,
        "slu\nice" + TEXT.substring(6),
        TEXT.replaceAll("(.{5})", "$1 "),
        TEXT.replaceAll("(.{4})", "$1-"),
        "`" + TEXT + "`",
        "```\n" + TEXT + "\n```",
        "**" + TEXT + "**",
        "\"" + TEXT + "\".",
        "“" + TEXT + "”",
        "<code>" + TEXT + "</code>",
        "$ sluice receive " + TEXT,
        "me@sluice:~/sluice$ sluice receive '" + TEXT + "' && ls",
        "On the other computer, run:\n\n    sluice receive " + TEXT + "\n\nIt works until 12:15.",
        "sluice 2 files: " + TEXT + " thanks, see you",
        "mein Code für sluice: " + TEXT + " – übrigens, Größe 3 GB",
        "コードは" + TEXT + "です",
        TEXT + " " + TEXT,
        TEXT.substring(0, 40) + "\n" + TEXT,
        "\u001b[200~" + TEXT + "\u001b[201~",
        "\u001b[1m" + TEXT + "\u001b[0m",
        TEXT.replace('0', 'o'),
        TEXT.replace('0', 'O'),
        TEXT.replace('1', 'l'),
        TEXT.replace('1', 'I'),
        TEXT.replace('i', '1').replace('l', 'I'));
  }

  @ParameterizedTest
  @MethodSource("whatPeoplePaste")
  void findsTheCode(String pasted) throws Exception {
    assertEquals(offer(), parseOffer(pasted));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \n",
        "hello",
        "sluice",
        "sluice receive",
        "$ sluice receive CODE",
        "sluice 2 files",
        "sluice 0.1.0-SNAPSHOT",
        "7-otter-canal",
        "ｓｌｕｉｃｅ",
        "https://example.org/sluice/releases/2026"
      })
  void saysWhenThereIsNoCode(String pasted) {
    assertProblem("There is no code", () -> parseOffer(pasted));
  }

  @Test
  void everyCutIsCalledACut() {
    for (int length = HEADER_END; length < TEXT.length(); length++) {
      String cut = TEXT.substring(0, length);
      String words = "cut off: " + length + " of its " + TEXT.length();
      assertProblem(words, () -> parseOffer(cut));
      assertProblem(words, () -> parseOffer("run \"sluice receive " + cut + "\"\n"));
    }
    for (int length = 0; length < HEADER_END; length++) {
      String cut = TEXT.substring(0, length);
      assertProblem("There is no code", () -> parseOffer(cut));
    }
  }

  @Test
  void everyCutAtTheFrontIsFound() {
    for (int from = 1; from < TEXT.length(); from++) {
      String cut = TEXT.substring(from);
      assertProblem("There is no code", () -> parseOffer(cut));
    }
  }

  @Test
  void everyWrongCharacterIsFound() {
    for (int at = CodeText.PREFIX.length(); at < TEXT.length(); at++) {
      for (int s = 0; s < SYMBOLS.length(); s++) {
        if (SYMBOLS.charAt(s) != TEXT.charAt(at)) {
          String wrong = TEXT.substring(0, at) + SYMBOLS.charAt(s) + TEXT.substring(at + 1);
          assertProblem("mistyped", () -> parseOffer(wrong));
        }
      }
      String impossible = TEXT.substring(0, at) + "u" + TEXT.substring(at + 1);
      assertProblem(
          at < HEADER_END ? "There is no code" : "mistyped", () -> parseOffer(impossible));
    }
  }

  @Test
  void everyWrongCharacterOfThePrefixIsFound() {
    for (int at = 0; at < CodeText.PREFIX.length(); at++) {
      String wrong = TEXT.substring(0, at) + "x" + TEXT.substring(at + 1);
      assertProblem("There is no code", () -> parseOffer(wrong));
    }
  }

  @Test
  void everyLostDoubledOrSwappedCharacterIsFound() {
    for (int at = CodeText.PREFIX.length(); at < TEXT.length(); at++) {
      String head = TEXT.substring(0, at);
      String lost = head + TEXT.substring(at + 1);
      assertProblem("", () -> parseOffer(lost));
      for (int s = 0; s < SYMBOLS.length(); s++) {
        String added = head + SYMBOLS.charAt(s) + TEXT.substring(at);
        if (!added.startsWith(TEXT)) {
          assertProblem(at < HEADER_END ? "" : "mistyped", () -> parseOffer(added));
        }
      }
      if (at + 1 < TEXT.length() && TEXT.charAt(at) != TEXT.charAt(at + 1)) {
        String swapped = head + TEXT.charAt(at + 1) + TEXT.charAt(at) + TEXT.substring(at + 2);
        assertProblem(at < HEADER_END ? "" : "mistyped", () -> parseOffer(swapped));
      }
    }
  }

  @Test
  void everyPairOfWrongCharactersIsFound() {
    Random random = new Random(7);
    for (int i = CodeText.PREFIX.length(); i < TEXT.length(); i++) {
      for (int j = i + 1; j < TEXT.length(); j++) {
        char[] wrong = TEXT.toCharArray();
        wrong[i] = other(wrong[i], random);
        wrong[j] = other(wrong[j], random);
        assertProblem("", () -> parseOffer(new String(wrong)));
      }
    }
  }

  private static char other(char c, Random random) {
    return SYMBOLS.charAt((SYMBOLS.indexOf(c) + 1 + random.nextInt(31)) % 32);
  }

  @Test
  void codesOfOtherVersionsAreToldApart() {
    int[] symbols = new int[3 + 32 + Checksum.SYMBOLS];
    symbols[1] = 1; // 32 symbols of payload
    for (int kind = 0; kind < 32; kind++) {
      if (kind != 2 && kind != 3) {
        symbols[0] = kind;
        String text = sealed(symbols);
        assertProblem("another version", () -> parseOffer(text));
      }
    }
  }

  @Test
  void bitsBehindTheLastByteAreZero() {
    int[] symbols = new int[3 + 34 + Checksum.SYMBOLS]; // 21 bytes and 2 bits
    symbols[0] = 2;
    symbols[1] = 34 >> 5;
    symbols[2] = 34 & 31;
    symbols[3 + 33] = 1;
    String text = sealed(symbols);
    assertProblem("makes no sense", () -> parseOffer(text));
  }

  private static String sealed(int[] symbols) {
    Checksum.seal(symbols);
    StringBuilder text = new StringBuilder(CodeText.PREFIX);
    for (int symbol : symbols) {
      text.append(Base32.letter(symbol));
    }
    return text.toString();
  }

  @Test
  void longTextIsRefusedUnread() throws Exception {
    String padding = " ".repeat(CodeText.MAX_PASTE - TEXT.length());
    assertEquals(offer(), parseOffer(padding + TEXT));
    assertProblem("too long", () -> parseOffer(padding + " " + TEXT));
  }

  @Test
  void theWorstTextTakesNoTime() {
    String prefixes = "sluice2".repeat(CodeText.MAX_PASTE / 7);
    assertProblem("", () -> parseOffer(prefixes));
    String symbols = "sluice2".concat("2".repeat(CodeText.MAX_PASTE - 7));
    assertProblem("", () -> parseOffer(symbols));
  }

  @Test
  void anyTextGivesACodeOrACodeProblem() {
    String likely = SYMBOLS + "sluicesluiceilou \n`\"'-SLUICE\u00a0é\ud83d\ude00\ud800";
    for (long seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder(random.nextBoolean() ? TEXT : "");
      int edits = random.nextInt(12);
      for (int i = 0; i < edits; i++) {
        int at = random.nextInt(text.length() + 1);
        switch (random.nextInt(4)) {
          case 0 -> text.insert(at, CodeText.PREFIX);
          case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(9)));
          case 2 -> text.insert(at, (char) random.nextInt(0x10000));
          default -> text.insert(at, likely.charAt(random.nextInt(likely.length())));
        }
      }
      assertGivesACodeOrAProblem(text.toString(), seed);
    }
  }

  @Test
  void anyPayloadGivesACodeOrACodeProblem() {
    for (long seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      byte[] payload = new byte[20 + random.nextInt(CodeText.MAX_PAYLOAD - 20 + 1)];
      random.nextBytes(payload);
      CodeText.Kind kind = CodeText.Kind.values()[random.nextInt(2)];
      assertGivesACodeOrAProblem(new CodeText(kind, payload).text(), seed);
    }
  }

  private static void assertGivesACodeOrAProblem(String text, long seed) {
    try {
      parseOffer(text);
    } catch (TransportException e) {
      assertEquals(Problem.CODE, e.problem(), "seed " + seed);
    } catch (RuntimeException e) {
      throw new AssertionError("seed " + seed, e);
    }
    try {
      ReplyCode.parse(text, KEYS);
    } catch (TransportException e) {
      assertEquals(Problem.CODE, e.problem(), "seed " + seed);
    } catch (RuntimeException e) {
      throw new AssertionError("seed " + seed, e);
    }
  }

  @Test
  void errorsDoNotRepeatTheCode() {
    String cut = TEXT.substring(0, TEXT.length() - 1);
    var failure = assertThrows(TransportException.class, () -> OfferCode.parse(cut, NOW));
    assertFalse(String.valueOf(failure.getMessage()).contains(TEXT.substring(8, 16)));
  }
}
