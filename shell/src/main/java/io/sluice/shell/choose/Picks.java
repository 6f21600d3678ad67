package io.sluice.shell.choose;

import io.sluice.shell.view.Plain;
import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.EntrySet;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What somebody types to say which entries are wanted: numbers from 1 on, ranges, patterns of names
 * or paths, and {@code all}, apart by commas or spaces, each with {@code !} before it to leave out.
 * For example {@code 1-3,7 !5 *.txt}. A folder stands for all that is in it, but in a range for
 * itself only: what is in it follows it in the list. What comes later counts more; beginning with
 * {@code !} it changes what was wanted before.
 */
public final class Picks {
  private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");
  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

  /**
   * @param deep whether a folder stands for all that is in it
   */
  private record Pick(boolean wanted, boolean deep, BiPredicate<Integer, EntryPath> matches) {}

  private final List<Pick> picks = new ArrayList<>();

  private Picks() {}

  /**
   * Reads what was typed.
   *
   * @throws TransportException with what is wrong with it
   */
  public static Picks of(String typed) throws TransportException {
    Picks picks = new Picks();
    for (String word : SEPARATOR.splitAsStream(typed.strip()).toList()) {
      if (!word.isEmpty()) {
        boolean wanted = !word.startsWith("!");
        String what = wanted ? word : word.substring(1);
        picks.picks.add(new Pick(wanted, !isRange(what), matcher(what)));
      }
    }
    if (picks.picks.isEmpty()) {
      throw wrong("Nothing was chosen. Type for example: 1-3,7 !5 *.txt");
    }
    return picks;
  }

  private static boolean isRange(String word) {
    Matcher numbers = NUMBERS.matcher(word);
    return numbers.matches() && numbers.group(2) != null;
  }

  private static BiPredicate<Integer, EntryPath> matcher(String word) throws TransportException {
    if (word.equals("all")) {
      return (_, _) -> true;
    }
    Matcher numbers = NUMBERS.matcher(word);
    if (numbers.matches()) {
      int first = Integer.parseInt(numbers.group(1));
      int last = numbers.group(2) == null ? first : Integer.parseInt(numbers.group(2));
      if (first < 1 || last < first) {
        throw wrong("\"" + word + "\" is no number of an entry, or no range.");
      }
      return (entry, _) -> entry + 1 >= first && entry < last;
    }
    try {
      PathPattern pattern = new PathPattern(word);
      return (_, path) -> pattern.matches(path);
    } catch (PatternSyntaxException e) {
      throw wrong("\"" + Plain.of(word) + "\" is no pattern: " + Plain.of(e.getDescription()));
    }
  }

  /**
   * The entries that are wanted now.
   *
   * @param before those that were wanted before
   */
  public EntrySet apply(Manifest manifest, EntrySet before) {
    BitSet wanted = new BitSet();
    if (!picks.getFirst().wanted) {
      before.forEach(wanted::set);
    }
    for (Pick pick : picks) {
      apply(pick, manifest, wanted);
    }
    return EntrySet.of(wanted);
  }

  private static void apply(Pick pick, Manifest manifest, BitSet wanted) {
    Set<List<String>> folders = new HashSet<>();
    for (int i = 0; i < manifest.count(); i++) {
      ManifestEntry entry = manifest.entry(i);
      List<String> path = entry.path().components();
      if (pick.matches.test(i, entry.path())
          || folders.contains(path.subList(0, path.size() - 1))) {
        wanted.set(i, pick.wanted);
        if (pick.deep && entry instanceof ManifestEntry.Directory) {
          folders.add(path);
        }
      }
    }
  }

  private static TransportException wrong(String sentence) {
    return new TransportException(Problem.OTHER, sentence);
  }
}
