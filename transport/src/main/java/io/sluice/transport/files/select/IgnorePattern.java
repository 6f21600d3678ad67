package io.sluice.transport.files.select;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a {@code .gitignore}, by the rules of gitignore(5): without a slash, or with one at
 * its end only, it names something at any depth; else it is a path from the folder that the file is
 * in, where {@code **} stands for any number of folders.
 */
final class IgnorePattern {
  private sealed interface Step {
    /** {@code **}: any number of folders. */
    enum AnyDepth implements Step {
      FOLDERS
    }

    record Name(Glob glob) implements Step {}
  }

  private final boolean keeps;
  private final boolean foldersOnly;
  private final List<Step> steps;

  private IgnorePattern(boolean keeps, boolean foldersOnly, List<Step> steps) {
    this.keeps = keeps;
    this.foldersOnly = foldersOnly;
    this.steps = steps;
  }

  /** The pattern of a line, or null if it is empty or a comment. */
  static @Nullable IgnorePattern parse(String line) {
    String text = withoutTrailingSpaces(line);
    if (text.isEmpty() || text.startsWith("#")) {
      return null;
    }
    boolean keeps = text.startsWith("!");
    text = keeps ? text.substring(1) : text;
    boolean foldersOnly = text.endsWith("/");
    text = foldersOnly ? text.substring(0, text.length() - 1) : text;
    if (text.isEmpty()) {
      return null;
    }
    boolean anchored = text.indexOf('/') >= 0;
    List<Step> steps = new ArrayList<>();
    if (!anchored) {
      steps.add(Step.AnyDepth.FOLDERS);
    }
    for (String part : (text.startsWith("/") ? text.substring(1) : text).split("/", -1)) {
      steps.add(
          anchored && part.equals("**") ? Step.AnyDepth.FOLDERS : new Step.Name(Glob.parse(part)));
    }
    return new IgnorePattern(keeps, foldersOnly, List.copyOf(steps));
  }

  /** Spaces at the end do not count, unless a backslash is before them. */
  private static String withoutTrailingSpaces(String line) {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == ' ' && !(end > 1 && line.charAt(end - 2) == '\\')) {
      end--;
    }
    return line.substring(0, end);
  }

  /** Whether it takes back what an earlier line ignores. */
  boolean keeps() {
    return keeps;
  }

  /** Whether it is about this path. */
  boolean matches(List<String> path, boolean isFolder) {
    if (foldersOnly && !isFolder) {
      return false;
    }
    int step = 0;
    int at = 0;
    int depthAt = -1;
    int depthPath = 0;
    while (at < path.size()) {
      Step next = step < steps.size() ? steps.get(step) : null;
      if (next instanceof Step.AnyDepth) {
        depthAt = step++;
        depthPath = at;
      } else if (next instanceof Step.Name(Glob glob) && glob.matches(path.get(at))) {
        step++;
        at++;
      } else if (depthAt >= 0) {
        step = depthAt + 1;
        at = ++depthPath;
      } else {
        return false;
      }
    }
    // What ends in two stars is what is in a folder, and not the folder.
    return step == steps.size();
  }
}
