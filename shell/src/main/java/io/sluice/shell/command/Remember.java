package io.sluice.shell.command;

import io.sluice.shell.session.Session;
import io.sluice.shell.view.Screen;
import io.sluice.transport.api.TransportException;
import java.util.List;

/** {@code remember} offers to meet again without a code. */
public final class Remember implements Verb {
  @Override
  public String name() {
    return "remember";
  }

  @Override
  public String usage() {
    return "remember";
  }

  @Override
  public String summary() {
    return "meet this device without a code from now on, if the other side types it too";
  }

  @Override
  public Then run(List<String> arguments, Session session, Screen screen)
      throws TransportException {
    session.remember();
    screen.print("Remembered when the other side types remember too.");
    return Then.PROMPT;
  }
}
