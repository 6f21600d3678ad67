package io.sluice.shell.command;

import io.sluice.shell.session.Session;
import io.sluice.shell.view.DeviceText;
import io.sluice.shell.view.Screen;
import io.sluice.transport.api.TransportException;
import java.util.List;

/** {@code id} shows which device this is. */
public final class Id implements Verb {
  @Override
  public String name() {
    return "id";
  }

  @Override
  public String usage() {
    return "id";
  }

  @Override
  public String summary() {
    return "show the name and the key of this device";
  }

  @Override
  public Then run(List<String> arguments, Session session, Screen screen)
      throws TransportException {
    screen.print(DeviceText.lines(session.devices().self()));
    return Then.PROMPT;
  }
}
