package io.sluice.shell.command;

import io.sluice.shell.choose.Picks;
import io.sluice.shell.session.Session;
import io.sluice.shell.view.Screen;
import io.sluice.transport.api.TransportException;
import java.util.List;

/** {@code select ENTRIES...} chooses what of an offer is wanted. */
public final class Select implements Verb {
  @Override
  public String name() {
    return "select";
  }

  @Override
  public String usage() {
    return "select ENTRIES...";
  }

  @Override
  public String summary() {
    return "choose what to receive, by numbers of the list and names: 1-3,7 !5 *.txt";
  }

  @Override
  public Then run(List<String> arguments, Session session, Screen screen)
      throws TransportException {
    session.select(Picks.of(String.join(" ", arguments)));
    return Then.PROMPT;
  }
}
