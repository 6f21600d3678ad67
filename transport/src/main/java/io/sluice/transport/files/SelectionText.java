package io.sluice.transport.files;

import io.sluice.transport.api.Selection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What was selected, as the journal of a sender says it: a line each. */
public final class SelectionText {
  private static final String GIT = "git";
  private static final String PATH = "path ";
  private static final String EXCLUDE = "exclude ";

  private SelectionText() {}

  static String write(Selection selection) {
    StringBuilder text = new StringBuilder(selection.git() ? GIT + "\n" : "");
    for (Path path : selection.paths()) {
      text.append(PATH).append(escape(path.toAbsolutePath().toString())).append('\n');
    }
    selection.excludes().forEach(line -> text.append(EXCLUDE).append(escape(line)).append('\n'));
    return text.toString();
  }

  /** What such lines say. */
  public static Selection parse(String text) {
    List<Path> paths = new ArrayList<>();
    List<String> excludes = new ArrayList<>();
    boolean git = false;
    for (String line : text.split("\n", -1)) {
      git |= line.equals(GIT);
      if (line.startsWith(PATH)) {
        paths.add(Path.of(unescape(line.substring(PATH.length()))));
      } else if (line.startsWith(EXCLUDE)) {
        excludes.add(unescape(line.substring(EXCLUDE.length())));
      }
    }
    return new Selection(paths, excludes, git);
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n");
  }

  private static String unescape(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean escaped = c == '\\' && i + 1 < text.length();
      char next = escaped ? text.charAt(++i) : c;
      plain.append(escaped && next == 'n' ? '\n' : next);
    }
    return plain.toString();
  }
}
