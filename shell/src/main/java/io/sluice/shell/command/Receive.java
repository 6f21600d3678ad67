package io.sluice.shell.command;

import io.sluice.shell.session.Session;
import io.sluice.shell.view.Screen;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.util.List;

/** {@code receive CODE} takes a code, as the command line does. */
public final class Receive implements Verb {
  @Override
  public String name() {
    return "receive";
  }

  @Override
  public String usage() {
    return "receive CODE";
  }

  @Override
  public String summary() {
    return "take the code that the other side shows, as pair does";
  }

  @Override
  public boolean takesCode() {
    return true;
  }

  @Override
  public Then run(List<String> arguments, Session session, Screen screen)
      throws TransportException {
    if (arguments.isEmpty()) {
      throw new TransportException(Problem.OTHER, "Which code? Type receive CODE.");
    }
    Pair.take(arguments, session, screen);
    return Then.PROMPT;
  }
}
