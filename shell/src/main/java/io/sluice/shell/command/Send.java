package io.sluice.shell.command;

import io.sluice.shell.session.Session;
import io.sluice.shell.view.Screen;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.util.List;

/**
 * {@code send PATH...} offers files and folders; with {@code --lan}, to who comes for the short
 * code that it shows.
 */
public final class Send implements Verb {
  @Override
  public String name() {
    return "send";
  }

  @Override
  public String usage() {
    return "send [--lan] PATH...";
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
    boolean lan = !arguments.isEmpty() && arguments.getFirst().equals(Pair.LAN);
    List<String> names = lan ? arguments.subList(1, arguments.size()) : arguments;
    if (names.isEmpty()) {
      throw new TransportException(Problem.OTHER, "Send what? Type " + usage() + ".");
    }
    if (lan) {
      Pair.show(session.offerNearby(Paths.of(names)), screen);
    } else {
      session.send(Paths.of(names));
    }
    return Then.PROMPT;
  }
}
