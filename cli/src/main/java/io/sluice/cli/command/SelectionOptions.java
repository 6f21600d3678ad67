package io.sluice.cli.command;

import io.sluice.shell.view.Plain;
import io.sluice.transport.api.Compression;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.Selection;
import io.sluice.transport.api.TransportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What of the given folders is sent. */
final class SelectionOptions {
  @Option(
      names = "--exclude",
      paramLabel = "GLOB",
      description =
          "Leave out what matches, by the rules of a .gitignore in each folder that is sent. May be"
              + " repeated.")
  private List<String> excludes = new ArrayList<>();

  @Option(
      names = "--exclude-from",
      paramLabel = "FILE",
      description = "Leave out what matches a line of FILE. May be repeated.")
  private List<Path> excludeFrom = new ArrayList<>();

  @Option(
      names = "--git",
      description = "Send what git would track: heed .gitignore files, leave out .git.")
  private boolean git;

  @Option(
      names = "--compress",
      paramLabel = "HOW",
      converter = CompressionOption.class,
      description =
          "auto: compress what shrinks, where the path is slower than that; zstd: whatever"
              + " shrinks; off: nothing. Default: auto.")
  private Compression compression = Compression.AUTO;

  Compression compression() {
    return compression;
  }

  /** The selection of these paths. */
  Selection of(List<Path> paths) throws TransportException {
    List<String> lines = new ArrayList<>();
    for (Path file : excludeFrom) {
      lines.addAll(read(file));
    }
    lines.addAll(excludes);
    return new Selection(paths, lines, git, compression);
  }

  private static List<String> read(Path file) throws TransportException {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new TransportException(
          Problem.LOCAL_FILE, "The file " + Plain.of(file.toString()) + " cannot be read.", e);
    }
  }
}
