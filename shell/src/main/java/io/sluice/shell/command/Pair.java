package io.sluice.shell.command;

import io.sluice.shell.session.Session;
import io.sluice.shell.view.CodePanel;
import io.sluice.shell.view.Screen;
import io.sluice.transport.api.PairingCode;
import io.sluice.transport.api.TransportException;
import java.time.Instant;
import java.util.List;

/**
 * {@code pair} shows a code, {@code pair --lan} a short one; {@code pair CODE} takes the other
 * side's.
 */
public final class Pair implements Verb {
  /** The option for a short code. */
  static final String LAN = "--lan";

  @Override
  public String name() {
    return "pair";
  }

  @Override
  public String usage() {
    return "pair [--lan | CODE]";
  }

  @Override
  public String summary() {
    return "show a code for the other side, or take the code it shows";
  }

  @Override
  public boolean takesCode() {
    return true;
  }

  @Override
  public Then run(List<String> arguments, Session session, Screen screen)
      throws TransportException {
    if (arguments.isEmpty()) {
      show(session.offer(), screen);
    } else if (arguments.equals(List.of(LAN))) {
      show(session.offerNearby(List.of()), screen);
    } else {
      take(arguments, session, screen);
    }
    return Then.PROMPT;
  }

  /** Takes a code; a paste that was wrapped comes as several words. */
  static void take(List<String> words, Session session, Screen screen) throws TransportException {
    PairingCode reply = session.take(String.join(" ", words));
    if (reply == null) {
      screen.print("Code taken; connecting.");
    } else {
      show(reply, screen);
    }
  }

  static void show(PairingCode code, Screen screen) {
    screen.print("");
    screen.print(CodePanel.forShell(code, Instant.now()).lines());
  }
}
