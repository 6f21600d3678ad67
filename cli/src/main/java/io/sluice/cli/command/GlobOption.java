package io.sluice.cli.command;

import java.nio.file.FileSystems;
import java.nio.file.PathMatcher;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A pattern of relative paths on the command line, in the syntax of {@link
 * java.nio.file.FileSystem#getPathMatcher}. One without a slash is for names, at any depth.
 */
final class GlobOption implements ITypeConverter<PathMatcher> {
  @Override
  public PathMatcher convert(String glob) {
    try {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
      return glob.contains("/") ? matcher : path -> matcher.matches(path.getFileName());
    } catch (PatternSyntaxException e) {
      throw new TypeConversionException("'" + glob + "' is no pattern: " + e.getDescription());
    }
  }
}
