package io.sluice.shell.command;

import io.sluice.shell.session.Session;
import io.sluice.shell.view.EntryList;
import io.sluice.shell.view.Screen;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.util.List;

/** {@code list [NUMBER]} shows all that is offered, a page at a time. */
public final class Entries implements Verb {
  @Override
  public String name() {
    return "list";
  }

  @Override
  public String usage() {
    return "list [NUMBER]";
  }

  @Override
  public String summary() {
    return "see all that is offered, from an entry on, and what of it is wanted";
  }

  @Override
  public Then run(List<String> arguments, Session session, Screen screen)
      throws TransportException {
    EntryList list = session.list();
    int from = arguments.isEmpty() ? 0 : number(arguments.getFirst()) - 1;
    screen.print(list.lines(Math.max(from, 0), EntryList.PAGE));
    int next = Math.max(from, 0) + EntryList.PAGE;
    if (next < list.count()) {
      screen.print(String.format("Type list %d for the rest of %,d.", next + 1, list.count()));
    }
    return Then.PROMPT;
  }

  private static int number(String typed) throws TransportException {
    try {
      return Integer.parseInt(typed);
    } catch (NumberFormatException e) {
      throw new TransportException(Problem.OTHER, "list takes the number of an entry.", e);
    }
  }
}
