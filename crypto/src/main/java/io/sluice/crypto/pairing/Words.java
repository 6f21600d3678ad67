package io.sluice.crypto.pairing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The 1,024 words for numbers that people read to each other: 10 bits a word. They differ in at
 * least three letters, in their first four letters, and in what is left of their sound on a bad
 * line, so that a slip in typing or hearing never gives another word of the list.
 */
public final class Words {
  /** How many words there are, numbered from 0. */
  public static final int COUNT = 1024;

  /** What one word says, in bits. */
  public static final int BITS = 10;

  private static final String RESOURCE = "words.txt";
  private static final int FAR = 3;
  private static final int MOST_SUGGESTIONS = 3;
  private static final List<String> ALL = load();

  private Words() {}

  /** All words, in the order of their numbers, which is that of the alphabet. */
  public static List<String> all() {
    return ALL;
  }

  /**
   * The word of a number.
   *
   * @param index 0 to {@value #COUNT} - 1
   */
  public static String word(int index) {
    return ALL.get(index);
  }

  /**
   * The number of a word as somebody typed it: in any case, and with at most one letter missing,
   * too many, wrong or exchanged with its neighbour. Of no text is more than one word that near.
   *
   * @return -1 if it is no word of the list
   */
  public static int indexOf(String typed) {
    String word = folded(typed);
    return IntStream.range(0, COUNT)
        .filter(i -> Slips.between(word, ALL.get(i), 2) < 2)
        .findFirst()
        .orElse(-1);
  }

  /** The words that begin so, in any case; all words for an empty beginning. */
  public static List<String> completions(String beginning) {
    String start = folded(beginning);
    return ALL.stream().filter(word -> word.startsWith(start)).toList();
  }

  /**
   * What somebody may have meant who typed what {@link #indexOf} does not know.
   *
   * @return at most three words, the likeliest first; may be empty
   */
  public static List<String> suggestions(String typed) {
    String word = folded(typed);
    Comparator<String> likeliest =
        Comparator.<String>comparingInt(near -> Slips.between(word, near, FAR))
            .thenComparing(near -> near.charAt(0) != word.charAt(0));
    Stream<String> near =
        ALL.stream().filter(any -> Slips.between(word, any, FAR) < FAR).sorted(likeliest);
    Stream<String> begun =
        word.length() < 2 ? Stream.empty() : completions(word.substring(0, 2)).stream();
    return Stream.concat(near, begun).distinct().limit(MOST_SUGGESTIONS).toList();
  }

  private static String folded(String typed) {
    return typed.strip().toLowerCase(Locale.ROOT);
  }

  private static List<String> load() {
    try (InputStream in = Words.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the program");
      }
      List<String> words = List.of(new String(in.readAllBytes(), US_ASCII).strip().split("\\s+"));
      if (words.size() != COUNT) {
        throw new IllegalStateException(words.size() + " words in " + RESOURCE);
      }
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
