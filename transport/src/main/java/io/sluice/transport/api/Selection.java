package io.sluice.transport.api;

import java.nio.file.Path;
import java.util.List;

/**
 * What is to be sent.
 *
 * @param paths files and folders
 * @param excludes lines as in a {@code .gitignore} in each of the folders: what they name is left
 *     out, and so is what is given if they name it
 * @param git whether only what git would track is sent: not what a {@code .gitignore} or the
 *     repository's {@code info/exclude} names, nor {@code .git}, nor folders without a file
 * @param compression whether the content is compressed on its way
 */
public record Selection(
    List<Path> paths, List<String> excludes, boolean git, Compression compression) {
  public Selection {
    paths = List.copyOf(paths);
    excludes = List.copyOf(excludes);
  }

  /** What is compressed where that helps. */
  public Selection(List<Path> paths, List<String> excludes, boolean git) {
    this(paths, excludes, git, Compression.AUTO);
  }

  /** All of these files and folders. */
  public static Selection of(List<Path> paths) {
    return new Selection(paths, List.of(), false, Compression.AUTO);
  }
}
