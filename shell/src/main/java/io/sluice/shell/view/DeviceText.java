package io.sluice.shell.view;

import io.sluice.transport.api.Device;
import io.sluice.transport.api.PeerText;
import java.util.List;

/** A device in words. */
public final class DeviceText {
  private static final int HALF_A_KEY = 40;

  private DeviceText() {}

  /** Its name and its key, in lines that a narrow terminal does not wrap. */
  public static List<String> lines(Device device) {
    String key = device.keyInGroups();
    return List.of(
        "Device  " + (device.name().isBlank() ? "(no name)" : PeerText.escape(device.name())),
        "Key     " + key.substring(0, HALF_A_KEY).strip(),
        "        " + key.substring(HALF_A_KEY));
  }
}
