package io.sluice.transport.files;

import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.files.handle.DirectoryHandle;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the files of a manifest are on this machine, and which they were when it was made: beside
 * the manifest, four bytes for each entry.
 */
final class SharedFiles implements Closeable {
  /**
   * What one of the given paths is read from.
   *
   * @param root an open directory
   * @param names lead from it to what was given
   */
  private record Top(DirectoryHandle root, List<String> names) {}

  /**
   * Where a file is.
   *
   * @param root an open directory, and not the receiver's to close
   * @param names lead from it to the file
   */
  record Place(DirectoryHandle root, List<String> names, FileStamp stamp) {}

  private final Map<String, Top> tops = new HashMap<>();
  private int[] keys = new int[1024];

  /**
   * Adds something that was given.
   *
   * @param name that it arrives under
   * @param root this object's to close from now on
   * @param names lead from the root to it
   */
  void addTop(String name, DirectoryHandle root, List<String> names) {
    tops.put(name, new Top(root, names));
  }

  /** Notes which file an entry is. */
  void add(int entry, FileStamp stamp) {
    if (entry >= keys.length) {
      keys = Arrays.copyOf(keys, Math.max(entry + 1, keys.length + keys.length / 2));
    }
    keys[entry] = stamp.key();
  }

  /** What stands for device and inode of a file; 0 where the file system has none. */
  int key(int entry) {
    return keys[entry];
  }

  /** The file that an entry of the manifest is. */
  SourceFile file(int entry, ManifestEntry.File listed, Runnable released) {
    Place place = place(entry, listed);
    return new SourceFile(place.root, place.names, place.stamp, released);
  }

  /** Where that file is. */
  Place place(int entry, ManifestEntry.File listed) {
    List<String> path = listed.path().components();
    Top top = tops.get(path.getFirst());
    if (top == null) {
      throw new IllegalArgumentException("an entry of another manifest");
    }
    List<String> names = path.size() == 1 ? top.names : path.subList(1, path.size());
    return new Place(top.root, names, FileStamp.of(listed, keys[entry]));
  }

  @Override
  public void close() {
    for (Top top : tops.values()) {
      try {
        top.root.close();
      } catch (IOException e) {
        // Nothing was written through it.
      }
    }
  }
}
