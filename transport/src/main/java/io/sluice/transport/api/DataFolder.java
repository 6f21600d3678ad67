package io.sluice.transport.api;

import java.nio.file.Path;
import java.util.Map;

/** Where sluice keeps what outlives a run, such as the key of this device. */
public final class DataFolder {
  private DataFolder() {}

  /**
   * The folder: {@code SLUICE_HOME}, or else {@code sluice} in {@code XDG_DATA_HOME}, or in {@code
   * ~/.local/share}.
   *
   * @param environment the variables of this process; one that is empty counts as not set
   */
  public static Path of(Map<String, String> environment) {
    String own = environment.getOrDefault("SLUICE_HOME", "");
    if (!own.isEmpty()) {
      return Path.of(own).toAbsolutePath();
    }
    // XDG Base Directory Specification: a relative path is invalid and to be ignored.
    String data = environment.getOrDefault("XDG_DATA_HOME", "");
    Path base =
        !data.isEmpty() && Path.of(data).isAbsolute()
            ? Path.of(data)
            : Path.of(System.getProperty("user.home"), ".local", "share");
    return base.resolve("sluice");
  }
}
