package io.sluice.shell.command;

import io.sluice.shell.session.Session;
import io.sluice.shell.view.Screen;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.util.List;

/** {@code transfers} lists what was not brought to its end, goes on with it, or forgets it. */
public final class SavedVerb implements Verb {
  @Override
  public String name() {
    return "transfers";
  }

  @Override
  public String usage() {
    return "transfers [resume ID|discard ID]";
  }

  @Override
  public String summary() {
    return "list what was interrupted, go on with it, or forget it";
  }

  @Override
  public Then run(List<String> arguments, Session session, Screen screen)
      throws TransportException {
    switch (String.join(" ", arguments.subList(0, Math.min(1, arguments.size())))) {
      case "", "list" -> screen.print(session.saved());
      case "resume" -> session.resume(id(arguments));
      case "discard" -> {
        session.discard(id(arguments));
        screen.print("Forgotten.");
      }
      default -> throw misused();
    }
    return Then.PROMPT;
  }

  private String id(List<String> arguments) throws TransportException {
    if (arguments.size() != 2) {
      throw misused();
    }
    return arguments.get(1);
  }

  private TransportException misused() {
    return new TransportException(Problem.OTHER, "Type " + usage() + ".");
  }
}
