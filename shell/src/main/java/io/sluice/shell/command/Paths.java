package io.sluice.shell.command;

import io.sluice.shell.view.Plain;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** File names as people type them at a prompt. */
public final class Paths {
  private Paths() {}

  /** All of these names as paths. */
  static List<Path> of(List<String> typed) throws TransportException {
    List<Path> paths = new ArrayList<>();
    for (String name : typed) {
      paths.add(of(name));
    }
    return paths;
  }

  /** A name as a path; a leading {@code ~/} is the home folder, as in every shell. */
  public static Path of(String typed) throws TransportException {
    try {
      return Path.of(expandHome(typed));
    } catch (InvalidPathException e) {
      throw new TransportException(
          Problem.LOCAL_FILE, "No file can have the name " + Plain.of(typed) + ".", e);
    }
  }

  /** The name with a leading {@code ~/} replaced by the home folder. */
  public static String expandHome(String typed) {
    return typed.equals("~") || typed.startsWith("~/")
        ? System.getProperty("user.home") + typed.substring(1)
        : typed;
  }
}
