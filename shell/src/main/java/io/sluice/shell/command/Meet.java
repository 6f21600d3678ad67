package io.sluice.shell.command;

import io.sluice.shell.session.Session;
import io.sluice.shell.view.Plain;
import io.sluice.shell.view.Screen;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.util.List;

/** {@code meet NAME} goes to a known device, without a code. */
public final class Meet implements Verb {
  @Override
  public String name() {
    return "meet";
  }

  @Override
  public String usage() {
    return "meet NAME";
  }

  @Override
  public String summary() {
    return "go to a known device that runs sluice listen in this network, without a code";
  }

  @Override
  public Then run(List<String> arguments, Session session, Screen screen)
      throws TransportException {
    if (arguments.size() != 1) {
      throw new TransportException(
          Problem.OTHER, "Whom? Type meet NAME, with a name that peers shows.");
    }
    session.meet(arguments.getFirst());
    screen.print("Looking for " + Plain.of(arguments.getFirst()) + " in this network.");
    return Then.PROMPT;
  }
}
