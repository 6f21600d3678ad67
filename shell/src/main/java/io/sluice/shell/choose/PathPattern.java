package io.sluice.shell.choose;

import io.sluice.transport.api.EntryPath;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern of relative paths, in the syntax of {@link java.nio.file.FileSystem#getPathMatcher}.
 * One without a slash is for names, at any depth.
 */
public final class PathPattern {
  private final PathMatcher matcher;

  /**
   * @throws PatternSyntaxException if it is no pattern
   */
  public PathPattern(String glob) {
    PathMatcher paths = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    matcher = glob.contains("/") ? paths : path -> paths.matches(path.getFileName());
  }

  public boolean matches(EntryPath path) {
    try {
      return matcher.matches(Path.of("", path.components().toArray(new String[0])));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
