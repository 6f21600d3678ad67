package io.sluice.shell.command;

import io.sluice.shell.session.Session;
import io.sluice.shell.view.Screen;
import io.sluice.transport.api.TransportException;
import java.util.List;

/** {@code refuse} declines what is offered. */
public final class Refuse implements Verb {
  @Override
  public String name() {
    return "refuse";
  }

  @Override
  public String usage() {
    return "refuse";
  }

  @Override
  public String summary() {
    return "decline what is offered";
  }

  @Override
  public Then run(List<String> arguments, Session session, Screen screen)
      throws TransportException {
    session.refuse();
    return Then.PROMPT;
  }
}
