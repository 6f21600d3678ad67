package io.sluice.shell.command;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** All verbs of one shell, in the order of the help. */
public final class Verbs {
  /** Longer than any verb: a word of this length alone on a line is a pasted code. */
  private static final int SHORTEST_CODE = 24;

  private static final String SHORT_CODE = "\\d{1,3}(-\\p{L}+)+";

  private final Pair pair = new Pair();
  private final List<Verb> all =
      List.of(
          pair,
          new Receive(),
          new Qr(),
          new Copy(),
          new Send(),
          new Say(),
          new Accept(),
          new Entries(),
          new Select(),
          new Choose(),
          new Refuse(),
          new Status(),
          new Verify(),
          new Remember(),
          new Meet(),
          new Peers(),
          new SavedVerb(),
          new Id(),
          new Help(this),
          new Quit());

  public List<Verb> all() {
    return all;
  }

  public @Nullable Verb named(String name) {
    return all.stream().filter(verb -> verb.name().equals(name)).findFirst().orElse(null);
  }

  /** The verb that takes a line which begins with no verb: a code may be pasted without one. */
  public @Nullable Verb forBare(String word) {
    boolean isCode =
        word.length() >= SHORTEST_CODE && word.chars().noneMatch(c -> c == '/' || c == '.');
    return isCode || word.matches(SHORT_CODE) ? pair : null;
  }
}
