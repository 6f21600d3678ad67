package io.sluice.transport.files.select;

import io.sluice.transport.files.handle.DirectoryHandle;
import io.sluice.transport.files.handle.FileHandle;
import io.sluice.transport.files.handle.FileStat.Kind;
import io.sluice.transport.files.select.IgnorePatterns.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What git would not track, by gitignore(5): {@code .git} itself, what a {@code .gitignore} here or
 * further up names, the nearest first, and last what the repository's {@code info/exclude} names. A
 * repository inside another begins anew. Folders without a file are nothing to git.
 *
 * <p>Left aside: the user's global file, and that what is in the index stays tracked although a
 * pattern names it.
 */
final class GitFilter implements Filter {
  private static final String FOLDER = ".git";
  private static final String FILE = ".gitignore";

  /** More is no list of patterns that anybody wrote. */
  private static final int LONGEST_FILE = 1 << 20;

  private final @Nullable GitFilter parent;
  private final String name;
  private final IgnorePatterns patterns;

  private GitFilter(@Nullable GitFilter parent, String name, IgnorePatterns patterns) {
    this.parent = parent;
    this.name = name;
    this.patterns = patterns;
  }

  /** The filter of a folder, with what the folders above it say, up to the repository's own. */
  static GitFilter of(DirectoryHandle folder, Path real) throws IOException {
    Deque<Path> above = new ArrayDeque<>();
    if (!isRepository(folder)) {
      for (Path at = real.getParent(); at != null; at = at.getParent()) {
        above.push(at);
        try (DirectoryHandle handle = DirectoryHandle.open(at)) {
          if (isRepository(handle)) {
            return below(above, folder, real);
          }
        }
      }
    }
    return in(null, "", folder);
  }

  private static GitFilter below(Deque<Path> above, DirectoryHandle folder, Path real)
      throws IOException {
    GitFilter filter = null;
    for (Path at : above) {
      try (DirectoryHandle handle = DirectoryHandle.open(at)) {
        filter = in(filter, String.valueOf(at.getFileName()), handle);
      }
    }
    return in(filter, String.valueOf(real.getFileName()), folder);
  }

  private static GitFilter in(@Nullable GitFilter parent, String name, DirectoryHandle folder)
      throws IOException {
    IgnorePatterns own = read(folder, FILE);
    return isRepository(folder)
        ? new GitFilter(new GitFilter(null, "", excludes(folder)), "", own)
        : new GitFilter(parent, name, own);
  }

  @Override
  public boolean leavesOut(String child, boolean isFolder) {
    if (child.equals(FOLDER)) {
      return true;
    }
    List<String> path = new ArrayList<>(List.of(child));
    for (GitFilter at = this; at != null; at = at.parent) {
      Verdict verdict = at.patterns.of(path, isFolder);
      if (verdict != Verdict.NOTHING) {
        return verdict == Verdict.IGNORED;
      }
      if (!at.name.isEmpty()) {
        path.addFirst(at.name);
      }
    }
    return false;
  }

  @Override
  public Filter enter(String child, DirectoryHandle folder) throws IOException {
    return in(this, child, folder);
  }

  @Override
  public boolean leavesOutEmptyFolders() {
    return true;
  }

  private static boolean isRepository(DirectoryHandle folder) {
    try {
      // A file of that name leads to the repository of a worktree or submodule.
      return folder.stat(FOLDER).kind() != Kind.LINK;
    } catch (IOException e) {
      return false;
    }
  }

  private static IgnorePatterns excludes(DirectoryHandle folder) {
    try (DirectoryHandle git = folder.openDirectory(FOLDER);
        DirectoryHandle info = git.openDirectory("info")) {
      return read(info, "exclude");
    } catch (IOException e) {
      return IgnorePatterns.NONE;
    }
  }

  /** Git follows no link of that name either. */
  private static IgnorePatterns read(DirectoryHandle folder, String name) {
    try (FileHandle file = folder.openToRead(name)) {
      ByteBuffer text = ByteBuffer.allocate((int) Math.min(file.stat().size(), LONGEST_FILE));
      for (int count = 0; count >= 0 && text.hasRemaining(); ) {
        count = file.read(text.position(), text);
      }
      return IgnorePatterns.parse(
          new String(text.array(), 0, text.position(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      // There is none, or none that may be read.
      return IgnorePatterns.NONE;
    }
  }
}
