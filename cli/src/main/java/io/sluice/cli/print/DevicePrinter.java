package io.sluice.cli.print;

import io.sluice.shell.view.DeviceText;
import io.sluice.transport.api.Device;
import java.io.PrintStream;

/** Devices, as a result on standard output. */
public final class DevicePrinter {
  private final PrintStream out;

  public DevicePrinter(PrintStream out) {
    this.out = out;
  }

  /** For people. */
  public void text(Device device) {
    DeviceText.lines(device).forEach(out::println);
    out.flush();
  }

  /** A JSON object on one line. */
  public void json(Device device) {
    out.println(
        "{\"name\":%s,\"key\":%s}"
            .formatted(Json.string(device.name()), Json.string(device.key())));
    out.flush();
  }
}
