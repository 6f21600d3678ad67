package io.sluice.transport.files.select;

import io.sluice.transport.files.handle.DirectoryHandle;
import io.sluice.transport.files.select.IgnorePatterns.Verdict;
import java.util.ArrayList;
import java.util.List;

/** The patterns that the user gives: paths in them begin in the folder that is sent. */
final class UserFilter implements Filter {
  private final IgnorePatterns patterns;
  private final List<String> folder;

  UserFilter(IgnorePatterns patterns) {
    this(patterns, List.of());
  }

  private UserFilter(IgnorePatterns patterns, List<String> folder) {
    this.patterns = patterns;
    this.folder = folder;
  }

  @Override
  public boolean leavesOut(String name, boolean isFolder) {
    return patterns.of(below(name), isFolder) == Verdict.IGNORED;
  }

  @Override
  public Filter enter(String name, DirectoryHandle handle) {
    return new UserFilter(patterns, below(name));
  }

  private List<String> below(String name) {
    List<String> path = new ArrayList<>(folder);
    path.add(name);
    return path;
  }
}
