package io.sluice.shell.command;

import io.sluice.shell.session.Session;
import io.sluice.shell.view.Screen;
import io.sluice.transport.api.TransportException;
import java.util.List;

/** {@code choose} shows what is offered as a list in which each entry can be wanted or not. */
public final class Choose implements Verb {
  @Override
  public String name() {
    return "choose";
  }

  @Override
  public String usage() {
    return "choose";
  }

  @Override
  public String summary() {
    return "choose what to receive in a list, with the arrow keys";
  }

  @Override
  public Then run(List<String> arguments, Session session, Screen screen)
      throws TransportException {
    session.choose();
    return Then.PROMPT;
  }
}
