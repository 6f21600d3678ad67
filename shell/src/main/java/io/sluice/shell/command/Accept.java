package io.sluice.shell.command;

import io.sluice.shell.session.Session;
import io.sluice.shell.view.Screen;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.nio.file.Path;
import java.util.List;

/** {@code accept [DIR]} receives what is offered. */
public final class Accept implements Verb {
  @Override
  public String name() {
    return "accept";
  }

  @Override
  public String usage() {
    return "accept [DIR]";
  }

  @Override
  public String summary() {
    return "receive what is offered, here or into DIR";
  }

  @Override
  public boolean takesPaths() {
    return true;
  }

  @Override
  public Then run(List<String> arguments, Session session, Screen screen)
      throws TransportException {
    if (arguments.size() > 1) {
      throw new TransportException(Problem.OTHER, "One folder at most: accept [DIR].");
    }
    session.accept(arguments.isEmpty() ? Path.of("") : Paths.of(arguments.getFirst()));
    return Then.PROMPT;
  }
}
