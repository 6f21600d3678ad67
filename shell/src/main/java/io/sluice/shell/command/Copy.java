package io.sluice.shell.command;

import io.sluice.shell.session.Session;
import io.sluice.shell.view.Screen;
import io.sluice.transport.api.TransportException;
import java.util.List;

/** {@code copy}: puts the code that waits into the clipboard. */
public final class Copy implements Verb {
  @Override
  public String name() {
    return "copy";
  }

  @Override
  public String usage() {
    return "copy";
  }

  @Override
  public String summary() {
    return "have the terminal copy the code";
  }

  @Override
  public Then run(List<String> arguments, Session session, Screen screen)
      throws TransportException {
    screen.copy(session.code().text());
    screen.print("Copied, if this terminal allows it.");
    return Then.PROMPT;
  }
}
