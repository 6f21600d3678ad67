package io.sluice.shell.command;

import io.sluice.shell.session.Session;
import io.sluice.shell.view.Screen;
import java.util.List;

/** {@code help} lists the verbs. */
public final class Help implements Verb {
  private final Verbs verbs;

  Help(Verbs verbs) {
    this.verbs = verbs;
  }

  @Override
  public String name() {
    return "help";
  }

  @Override
  public String usage() {
    return "help";
  }

  @Override
  public String summary() {
    return "show this";
  }

  @Override
  public Then run(List<String> arguments, Session session, Screen screen) {
    for (Verb verb : verbs.all()) {
      screen.print(String.format("  %-14s %s", verb.usage(), verb.summary()));
    }
    return Then.PROMPT;
  }
}
