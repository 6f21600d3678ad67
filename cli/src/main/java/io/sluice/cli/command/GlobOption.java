package io.sluice.cli.command;

import io.sluice.shell.choose.PathPattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A pattern of relative paths on the command line. */
final class GlobOption implements ITypeConverter<PathPattern> {
  @Override
  public PathPattern convert(String glob) {
    try {
      return new PathPattern(glob);
    } catch (PatternSyntaxException e) {
      throw new TypeConversionException("'" + glob + "' is no pattern: " + e.getDescription());
    }
  }
}
