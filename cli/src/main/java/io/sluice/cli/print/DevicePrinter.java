package io.sluice.cli.print;

import io.sluice.shell.view.DeviceText;
import io.sluice.transport.api.Device;
import io.sluice.transport.api.KnownDevice;
import java.io.PrintStream;
import java.util.List;

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

  /** A line for each. */
  public void text(List<KnownDevice> devices) {
    devices.forEach(device -> out.println(DeviceText.line(device)));
    out.flush();
  }

  /** A JSON object a line; nothing secret is in it. */
  public void json(List<KnownDevice> devices) {
    devices.forEach(device -> out.println(json(device)));
    out.flush();
  }

  private static String json(KnownDevice device) {
    return "{\"name\":%s,\"key\":%s,\"firstSeen\":\"%s\",\"lastSeen\":\"%s\",\"verified\":%b,\"needsNoCode\":%b}"
        .formatted(
            Json.string(device.name()),
            Json.string(device.key()),
            device.firstSeen(),
            device.lastSeen(),
            device.verified(),
            device.needsNoCode());
  }

  /** A JSON object on one line. */
  public void json(Device device) {
    out.println(
        "{\"name\":%s,\"key\":%s}"
            .formatted(Json.string(device.name()), Json.string(device.key())));
    out.flush();
  }
}
