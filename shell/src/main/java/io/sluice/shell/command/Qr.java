package io.sluice.shell.command;

import io.sluice.shell.session.Session;
import io.sluice.shell.view.QrCode;
import io.sluice.shell.view.Screen;
import io.sluice.transport.api.TransportException;
import java.util.List;

/** {@code qr}: draws the code that waits. */
public final class Qr implements Verb {
  @Override
  public String name() {
    return "qr";
  }

  @Override
  public String usage() {
    return "qr";
  }

  @Override
  public String summary() {
    return "show the code as a QR symbol";
  }

  @Override
  public Then run(List<String> arguments, Session session, Screen screen)
      throws TransportException {
    screen.print(QrCode.of(session.code().text()).lines(screen.style()));
    return Then.PROMPT;
  }
}
