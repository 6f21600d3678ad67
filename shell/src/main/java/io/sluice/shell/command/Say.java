package io.sluice.shell.command;

import io.sluice.shell.session.Session;
import io.sluice.shell.view.Screen;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.util.List;

/** {@code say TEXT...} sends words. */
public final class Say implements Verb {
  @Override
  public String name() {
    return "say";
  }

  @Override
  public String usage() {
    return "say TEXT...";
  }

  @Override
  public String summary() {
    return "send words to the other side's screen";
  }

  @Override
  public Then run(List<String> arguments, Session session, Screen screen)
      throws TransportException {
    if (arguments.isEmpty()) {
      throw new TransportException(Problem.OTHER, "Say what? Type say TEXT...");
    }
    session.say(String.join(" ", arguments));
    return Then.PROMPT;
  }
}
