package io.sluice.shell.command;

import io.sluice.shell.session.Session;
import io.sluice.shell.view.CodePanel;
import io.sluice.shell.view.Screen;
import io.sluice.transport.api.PairingCode;
import io.sluice.transport.api.TransportException;
import java.time.Instant;
import java.util.List;

/** {@code pair} shows a code; {@code pair CODE} takes the other side's. */
public final class Pair implements Verb {
  @Override
  public String name() {
    return "pair";
  }

  @Override
  public String usage() {
    return "pair [CODE]";
  }

  @Override
  public String summary() {
    return "show a code for the other side, or take the code it shows";
  }

  @Override
  public Then run(List<String> arguments, Session session, Screen screen)
      throws TransportException {
    // A paste that was wrapped comes as several words.
    PairingCode code =
        arguments.isEmpty() ? session.offer() : session.take(String.join(" ", arguments));
    if (code == null) {
      screen.print("Reply code taken; connecting.");
    } else {
      screen.print("");
      screen.print(CodePanel.forShell(code, Instant.now()).lines());
    }
    return Then.PROMPT;
  }
}
