package io.sluice.shell.command;

import io.sluice.shell.session.Session;
import io.sluice.shell.view.Screen;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.util.List;

/** {@code send PATH...} offers files and folders. */
public final class Send implements Verb {
  @Override
  public String name() {
    return "send";
  }

  @Override
  public String usage() {
    return "send PATH...";
  }

  @Override
  public String summary() {
    return "offer files and folders";
  }

  @Override
  public boolean takesPaths() {
    return true;
  }

  @Override
  public Then run(List<String> arguments, Session session, Screen screen)
      throws TransportException {
    if (arguments.isEmpty()) {
      throw new TransportException(Problem.OTHER, "Send what? Type send PATH...");
    }
    session.send(Paths.of(arguments));
    return Then.PROMPT;
  }
}
