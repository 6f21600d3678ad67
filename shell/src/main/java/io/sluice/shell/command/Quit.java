package io.sluice.shell.command;

import io.sluice.shell.session.Session;
import io.sluice.shell.view.Screen;
import java.util.List;

/** {@code quit} leaves; while files move, only when it is typed twice. */
public final class Quit implements Verb {
  private boolean askedBefore;

  @Override
  public String name() {
    return "quit";
  }

  @Override
  public String usage() {
    return "quit";
  }

  @Override
  public String summary() {
    return "say goodbye and leave";
  }

  @Override
  public Then run(List<String> arguments, Session session, Screen screen) {
    if (session.isBusy() && !askedBefore) {
      askedBefore = true;
      screen.print("Files are moving. Type quit again to stop them and leave.");
      return Then.PROMPT;
    }
    return Then.QUIT;
  }
}
