package io.sluice.crypto.pairing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void thereAreAsManyWordsAsTenBitsCount() {
    assertEquals(1 << Words.BITS, Words.COUNT);
    assertEquals(Words.COUNT, Words.all().size());
    assertEquals(Words.all().stream().sorted().distinct().toList(), Words.all());
  }

  @Test
  void everyWordIsShortAndOfPlainLetters() {
    assertEquals(
        List.of(), Words.all().stream().filter(word -> !word.matches("[a-z]{4,8}")).toList());
  }

  @Test
  void anyTwoWordsAreThreeSlipsApart() {
    List<String> near = new ArrayList<>();
    for (int i = 0; i < Words.COUNT; i++) {
      for (int j = i + 1; j < Words.COUNT; j++) {
        if (Slips.between(Words.word(i), Words.word(j), 3) < 3) {
          near.add(Words.word(i) + " " + Words.word(j));
        }
      }
    }
    assertEquals(List.of(), near);
  }

  @Test
  void fourLettersTellAWord() {
    assertDistinct(word -> word.substring(0, 4));
  }

  @Test
  void noTwoWordsSoundTheSameOnABadLine() {
    assertDistinct(Sound::of);
  }

  @Test
  void theSoundForgetsWhatEarsMiss() {
    assertEquals(Sound.of("canal"), Sound.of("kennel"));
    assertEquals(Sound.of("bear"), Sound.of("pair"));
    assertEquals(Sound.of("night"), Sound.of("knit"));
    assertNotEquals(Sound.of("otter"), Sound.of("canoe"));
  }

  @Test
  void noWordIsThePluralOfAnother() {
    List<String> plurals =
        Words.all().stream()
            .flatMap(word -> Stream.of(word + "s", word + "es", word.replaceFirst(".$", "ies")))
            .filter(Words.all()::contains)
            .toList();
    assertEquals(List.of(), plurals);
  }

  @Test
  void aWordIsFoundInAnyCaseAndWithOneSlip() {
    int raccoon = Words.all().indexOf("raccoon");
    for (String typed :
        List.of("raccoon", "Raccoon", " RACCOON ", "racoon", "raccooon", "raccpon", "raccono")) {
      assertEquals(raccoon, Words.indexOf(typed), typed);
    }
    assertEquals(-1, Words.indexOf("racon"));
    assertEquals(-1, Words.indexOf(""));
    assertEquals(-1, Words.indexOf("r".repeat(10_000)));
  }

  @Test
  void everySlipLeadsBackToItsWord() {
    for (int i = 0; i < Words.COUNT; i += 7) {
      String word = Words.word(i);
      for (int at = 0; at < word.length(); at++) {
        String rest = word.substring(at + 1);
        assertEquals(i, Words.indexOf(word.substring(0, at) + rest));
        assertEquals(i, Words.indexOf(word.substring(0, at) + "j" + rest));
        assertEquals(i, Words.indexOf(word.substring(0, at) + "ü" + word.substring(at)));
      }
    }
  }

  @Test
  void aBeginningIsCompleted() {
    assertEquals(List.of("walkout", "wallaby", "walrus", "waltz"), Words.completions("wal"));
    assertEquals(List.of("walrus"), Words.completions("WALR"));
    assertEquals(List.of(), Words.completions("walx"));
    assertEquals(Words.COUNT, Words.completions("").size());
  }

  @Test
  void whatIsFarFromAWordGetsSuggestions() {
    assertEquals("raccoon", Words.suggestions("racon").getFirst());
    assertTrue(Words.suggestions("walnut").contains("walrus"));
    assertTrue(Words.suggestions("wa").size() <= 3);
    assertEquals(List.of(), Words.suggestions("qx"));
  }

  private static void assertDistinct(UnaryOperator<String> key) {
    Map<String, List<String>> words = new HashMap<>();
    for (String word : Words.all()) {
      words.computeIfAbsent(key.apply(word), k -> new ArrayList<>()).add(word);
    }
    assertEquals(List.of(), words.values().stream().filter(same -> same.size() > 1).toList());
  }
}
