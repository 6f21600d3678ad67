package io.sluice.transport.files.select;

import io.sluice.transport.files.handle.DirectoryHandle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What of one folder is left out. One for each folder, made on the way down. */
public interface Filter {
  /** Leaves out nothing. */
  Filter NOTHING =
      new Filter() {
        @Override
        public boolean leavesOut(String name, boolean isFolder) {
          return false;
        }

        @Override
        public Filter enter(String name, DirectoryHandle folder) {
          return this;
        }
      };

  /** Whether something in this folder is left out; what is in it then is too. */
  boolean leavesOut(String name, boolean isFolder);

  /** The filter of a folder in this one, which may have patterns of its own. */
  Filter enter(String name, DirectoryHandle folder) throws IOException;

  /** Whether a folder of which nothing is left is left out too. */
  default boolean leavesOutEmptyFolders() {
    return false;
  }

  /**
   * The filter of a folder that the user gives.
   *
   * @param excludes lines as in a {@code .gitignore} in it
   * @param git whether what git would not track is left out
   * @param folder it, open
   * @param real its path without links
   */
  static Filter of(List<String> excludes, boolean git, DirectoryHandle folder, Path real)
      throws IOException {
    Filter own = excludes.isEmpty() ? NOTHING : new UserFilter(IgnorePatterns.of(excludes));
    return git ? new BothFilters(own, GitFilter.of(folder, real)) : own;
  }

  /** Whether something that the user gives is left out by the user's own patterns. */
  static boolean leavesOutGiven(List<String> excludes, String name, boolean isFolder) {
    return new UserFilter(IgnorePatterns.of(excludes)).leavesOut(name, isFolder);
  }
}
