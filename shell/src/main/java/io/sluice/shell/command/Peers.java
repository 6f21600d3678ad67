package io.sluice.shell.command;

import io.sluice.shell.session.Session;
import io.sluice.shell.view.DeviceText;
import io.sluice.shell.view.Screen;
import io.sluice.transport.api.Devices;
import io.sluice.transport.api.KnownDevice;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.util.List;

/** {@code peers} shows the devices that are known, renames, verifies and forgets them. */
public final class Peers implements Verb {
  @Override
  public String name() {
    return "peers";
  }

  @Override
  public String usage() {
    return "peers [rename NAME OTHER | verify NAME KEY | forget NAME]";
  }

  @Override
  public String summary() {
    return "show, rename, verify or forget the devices you know";
  }

  @Override
  public Then run(List<String> arguments, Session session, Screen screen)
      throws TransportException {
    Devices devices = session.devices();
    String action = arguments.isEmpty() ? "list" : arguments.getFirst();
    List<String> names = arguments.subList(Math.min(1, arguments.size()), arguments.size());
    int count = names.size();
    if (action.equals("list") && count == 0) {
      list(devices.known(), screen);
    } else if (action.equals("rename") && count == 2) {
      devices.rename(names.getFirst(), names.getLast());
      screen.print("Renamed.");
    } else if (action.equals("verify") && count > 1) {
      // A key is often pasted in its groups.
      devices.verify(names.getFirst(), String.join("", names.subList(1, count)));
      screen.print(screen.style().good("The keys are the same: verified."));
    } else if (action.equals("forget") && count == 1) {
      devices.forget(names.getFirst());
      screen.print("Forgotten.");
    } else {
      throw new TransportException(Problem.OTHER, "Type " + usage() + ".");
    }
    return Then.PROMPT;
  }

  private static void list(List<KnownDevice> known, Screen screen) {
    if (known.isEmpty()) {
      screen.print("No device is known. Connect to one, and type verify or remember.");
    }
    known.forEach(device -> screen.print(DeviceText.line(device)));
  }
}
