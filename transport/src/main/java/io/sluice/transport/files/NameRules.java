package io.sluice.transport.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What names a file system can hold, and which of them it takes for the same.
 *
 * @param foldsCase whether {@code README} and {@code readme} are one name
 * @param foldsForm whether the composed and the decomposed form of {@code ü} are one name
 * @param windows whether the names of devices, and what Windows gives a meaning of its own, are no
 *     names
 */
record NameRules(boolean foldsCase, boolean foldsForm, boolean windows) {
  private static final Set<String> DEVICES =
      Set.of("con", "prn", "aux", "nul", "conin$", "conout$");

  /** Windows takes the superscript digits one to three for digits here. */
  private static final Pattern PORT = Pattern.compile("(com|lpt)[0-9\u00b9\u00b2\u00b3]");

  private static final String MEANINGFUL = "<>:\"|?*";

  /** The rules of the disk that a folder is on, as far as can be seen without writing to it. */
  static NameRules at(Path folder) {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    boolean mac = system.contains("mac");
    boolean windows = system.startsWith("windows");
    return new NameRules(findsInOtherCase(folder, mac || windows), mac, windows);
  }

  /**
   * Tries the name of the folder itself, or of the nearest that has a letter, in the other case.
   */
  private static boolean findsInOtherCase(Path folder, boolean usual) {
    for (Path at = folder; at != null && at.getFileName() != null; at = at.getParent()) {
      String name = at.getFileName().toString();
      String other = otherCase(name);
      if (!other.equals(name)) {
        try {
          return Files.exists(at.resolveSibling(other), LinkOption.NOFOLLOW_LINKS)
              && Files.isSameFile(at, at.resolveSibling(other));
        } catch (IOException | RuntimeException e) {
          return usual;
        }
      }
    }
    return usual;
  }

  private static String otherCase(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.equals(name) ? name.toLowerCase(Locale.ROOT) : upper;
  }

  /** Whether there are different names that are one here. */
  boolean fold() {
    return foldsCase || foldsForm || windows;
  }

  /** Names that are the same for all paths that are one here. */
  List<String> folded(List<String> path) {
    return path.stream().map(this::folded).toList();
  }

  private String folded(String name) {
    String folded = name;
    if (foldsForm) {
      folded = Normalizer.normalize(folded, Normalizer.Form.NFD);
    }
    if (foldsCase) {
      // Both ways: some letters meet only in capitals, some only in small ones.
      folded = folded.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
    return foldsForm ? Normalizer.normalize(folded, Normalizer.Form.NFC) : folded;
  }

  /** A name that this system can have, as much like the given one as may be. */
  String possible(String name) {
    if (refusal(name) == null) {
      return name;
    }
    StringBuilder possible = new StringBuilder();
    name.chars()
        .map(c -> c < ' ' || MEANINGFUL.indexOf(c) >= 0 ? '_' : c)
        .forEach(c -> possible.append((char) c));
    if (name.endsWith(".") || name.endsWith(" ")) {
      possible.append('_');
    }
    if (refusal(possible.toString()) != null) {
      int dot = possible.indexOf(".");
      possible.insert(dot < 0 ? possible.length() : dot, '_');
    }
    return possible.toString();
  }

  /** Why this system cannot have such a name, as a phrase; or null if it can. */
  @Nullable String refusal(String name) {
    if (!windows) {
      return null;
    }
    if (name.endsWith(".") || name.endsWith(" ")) {
      return "Windows drops the dot or space at the end of its name";
    }
    if (name.chars().anyMatch(c -> c < ' ' || MEANINGFUL.indexOf(c) >= 0)) {
      return "there is a character in its name that Windows does not allow";
    }
    int dot = name.indexOf('.');
    String stem = (dot < 0 ? name : name.substring(0, dot)).strip().toLowerCase(Locale.ROOT);
    if (DEVICES.contains(stem) || PORT.matcher(stem).matches()) {
      return "its name is that of a device on Windows";
    }
    return null;
  }
}
