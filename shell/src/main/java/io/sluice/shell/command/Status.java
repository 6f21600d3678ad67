package io.sluice.shell.command;

import io.sluice.shell.session.Session;
import io.sluice.shell.view.Screen;
import java.util.List;

/** {@code status} shows how things stand. */
public final class Status implements Verb {
  @Override
  public String name() {
    return "status";
  }

  @Override
  public String usage() {
    return "status";
  }

  @Override
  public String summary() {
    return "show the peer, its offers and the progress";
  }

  @Override
  public Then run(List<String> arguments, Session session, Screen screen) {
    screen.print(session.status());
    return Then.PROMPT;
  }
}
