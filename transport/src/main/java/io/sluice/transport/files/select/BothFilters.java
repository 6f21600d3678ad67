package io.sluice.transport.files.select;

import io.sluice.transport.files.handle.DirectoryHandle;
import java.io.IOException;

/** What one or the other leaves out. */
record BothFilters(Filter one, Filter other) implements Filter {
  @Override
  public boolean leavesOut(String name, boolean isFolder) {
    return one.leavesOut(name, isFolder) || other.leavesOut(name, isFolder);
  }

  @Override
  public Filter enter(String name, DirectoryHandle folder) throws IOException {
    return new BothFilters(one.enter(name, folder), other.enter(name, folder));
  }

  @Override
  public boolean leavesOutEmptyFolders() {
    return one.leavesOutEmptyFolders() || other.leavesOutEmptyFolders();
  }
}
