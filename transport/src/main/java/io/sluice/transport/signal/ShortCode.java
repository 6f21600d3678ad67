package io.sluice.transport.signal;

import io.sluice.crypto.pairing.Words;
import io.sluice.transport.api.TransportException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A code that people can say: {@code 7-otter-canal}. The number is the channel, by which the two
 * sides find each other, and no secret; the words are 20 random bits, of which whoever does not
 * know them has one guess.
 *
 * @param channel 1 to {@value #LAST_CHANNEL}
 * @param words the two words, as {@link Words} spells them
 */
public record ShortCode(int channel, List<String> words) {
  /** The last channel. */
  public static final int LAST_CHANNEL = 999;

  /** How many words there are: 20 bits, so that the one guess is right once in 1,048,576 times. */
  public static final int WORDS = 2;

  private static final int LONGEST_TEXT = 200;
  private static final Pattern COMMAND = Pattern.compile("^.*\\b(receive|recv|rx|pair)\\s+");
  private static final Pattern SHAPE =
      Pattern.compile("\\W*(\\d{1,4})(?:[\\s_.\\-–—]+(\\p{L}.*))?", Pattern.DOTALL);
  private static final Pattern SEPARATOR = Pattern.compile("[^\\p{L}]+");

  /** The words cannot be changed. */
  public ShortCode {
    words = List.copyOf(words);
  }

  /** A fresh code on a channel. */
  public static ShortCode random(int channel, RandomGenerator random) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < WORDS; i++) {
      words.add(Words.word(random.nextInt(Words.COUNT)));
    }
    return new ShortCode(channel, words);
  }

  /** Whether a text is meant as a short code, right or wrong: it begins with a number. */
  public static boolean isMeant(String typed) {
    return typed.length() <= LONGEST_TEXT && SHAPE.matcher(bare(typed)).matches();
  }

  /**
   * Reads what somebody typed: in any case, with any separators, with a slip in each word.
   *
   * @throws TransportException with {@code Problem.CODE} and what is wrong
   */
  public static ShortCode parse(String typed) throws TransportException {
    Matcher shape = SHAPE.matcher(bare(typed));
    if (typed.length() > LONGEST_TEXT || !shape.matches()) {
      throw ShortCodeProblem.noCode();
    }
    int channel = Integer.parseInt(shape.group(1));
    if (channel < 1 || channel > LAST_CHANNEL) {
      throw ShortCodeProblem.noChannel();
    }
    List<String> words = new ArrayList<>();
    String rest = shape.group(2) == null ? "" : shape.group(2);
    for (String word : SEPARATOR.split(rest, -1)) {
      if (!word.isEmpty()) {
        words.add(known(word));
      }
    }
    if (words.size() != WORDS) {
      throw ShortCodeProblem.wrongCount(words.size());
    }
    return new ShortCode(channel, words);
  }

  /**
   * How a code that begins like this goes on, up to the end of its next word: {@code 7-otter-} for
   * {@code 7-ot}. Nothing, if it does not begin as a code does.
   */
  public static List<String> completions(String beginning) {
    String[] parts = beginning.split("-", -1);
    if (parts.length < 2 || parts.length > 1 + WORDS || !parts[0].matches("\\d{1,3}")) {
      return List.of();
    }
    String last = parts[parts.length - 1];
    String before = beginning.substring(0, beginning.length() - last.length());
    String after = parts.length == 1 + WORDS ? "" : "-";
    return Words.completions(last).stream().map(word -> before + word + after).toList();
  }

  /** What to say or type. */
  public String text() {
    return channel + "-" + password();
  }

  /** The secret part. */
  String password() {
    return String.join("-", words);
  }

  /** The channel alone: the words are a secret. */
  @Override
  public String toString() {
    return "ShortCode[" + channel + "]";
  }

  private static String known(String word) throws TransportException {
    int index = Words.indexOf(word);
    if (index < 0) {
      throw ShortCodeProblem.unknownWord(word, Words.suggestions(word));
    }
    return Words.word(index);
  }

  private static String bare(String typed) {
    return COMMAND.matcher(typed.strip()).replaceFirst("");
  }
}
