package io.sluice.transport.files;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.Problem;
import io.sluice.transport.files.handle.DirectoryHandle;
import io.sluice.transport.files.handle.FileStat;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The directories below the target. Each use walks to them anew, from the open target and from
 * handle to handle, so that no link is followed and nothing is done in a directory that meanwhile
 * is elsewhere; those made here are remembered.
 */
final class Directories implements AutoCloseable {
  /** Something to do in an open directory, which is closed afterwards. */
  interface Use {
    void in(DirectoryHandle directory) throws IOException;
  }

  /** How the target is opened. */
  interface Opener {
    DirectoryHandle open(Path path) throws IOException;
  }

  private enum Missing {
    MAKE,
    FAIL
  }

  private final Layout layout;
  private final DirectoryHandle base;
  private final Set<List<String>> made = ConcurrentHashMap.newKeySet();
  private volatile Consumer<List<String>> onMade = _ -> {};
  private final Set<List<String>> changed = ConcurrentHashMap.newKeySet();

  Directories(Layout layout, Opener opener) throws FileException {
    this.layout = layout;
    try {
      base = opener.open(layout.base());
    } catch (IOException e) {
      throw FileErrors.of(e);
    }
  }

  Layout layout() {
    return layout;
  }

  /**
   * Takes directories that an earlier run made as made here.
   *
   * @param names of each, joined by slashes
   * @param more is told of each that is made from now on, by the names that lead to it
   */
  void goOn(List<String> names, Consumer<List<String>> more) {
    names.forEach(path -> made.add(List.of(path.split("/"))));
    onMade = more;
  }

  /** What the last component of an entry's path is called here. */
  String nameOf(EntryPath path) {
    return layout.names(path).getLast();
  }

  /** Does something in the directory that an entry goes into; makes it if it is not there. */
  void making(EntryPath path, Use use) throws FileException {
    walk(parent(path), Missing.MAKE, use);
  }

  /** Does something in the directory that an entry goes into, which must be there. */
  void existing(EntryPath path, Use use) throws FileException {
    walk(parent(path), Missing.FAIL, use);
  }

  /** Makes a directory, and those it is in, unless it is there. */
  void make(EntryPath path) throws FileException {
    walk(layout.names(path), Missing.MAKE, _ -> {});
  }

  /** Does something in a directory of the transfer, if this object made it. */
  void ifMade(EntryPath path, Use use) throws FileException {
    List<String> names = layout.names(path);
    if (made.contains(names)) {
      walk(names, Missing.FAIL, use);
    }
  }

  /** Notes that a name was added beside an entry, or is the entry's. */
  void changed(EntryPath path) {
    changed.add(parent(path));
  }

  /**
   * Makes the names that lead to an entry last, whichever thread added them: it waits for one that
   * is about to.
   */
  synchronized void sync(EntryPath path) throws FileException {
    List<String> names = layout.names(path);
    for (int depth = 0; depth < names.size(); depth++) {
      syncIfChanged(names.subList(0, depth));
    }
  }

  /** Makes all names that were added last. */
  synchronized void sync() throws FileException {
    for (List<String> names : List.copyOf(changed)) {
      syncIfChanged(names);
    }
  }

  private void syncIfChanged(List<String> names) throws FileException {
    // Forgotten before the sync: what is added during it wants another.
    if (changed.remove(names)) {
      try {
        walk(names, Missing.FAIL, DirectoryHandle::sync);
      } catch (FileException e) {
        changed.add(names);
        throw e;
      }
    }
  }

  /** Removes the directories made here that are empty, the deepest first. */
  void removeEmpty() {
    made.stream()
        .sorted(Comparator.comparingInt((List<String> names) -> names.size()).reversed())
        .forEach(this::removeIfEmpty);
  }

  private void removeIfEmpty(List<String> names) {
    try {
      List<String> parent = names.subList(0, names.size() - 1);
      walk(parent, Missing.FAIL, directory -> directory.removeDirectory(names.getLast()));
      made.remove(names);
      changed.remove(names);
    } catch (FileException e) {
      // Something is in it, or it is gone: it stays as it is.
    }
  }

  @Override
  public void close() {
    try {
      base.close();
    } catch (IOException e) {
      // Nothing was to be written through it.
    }
  }

  private List<String> parent(EntryPath path) {
    List<String> names = layout.names(path);
    return names.subList(0, names.size() - 1);
  }

  /** A failure of a write below the target, as a phrase. */
  FileException failed(IOException failure) {
    return FileErrors.ofWrite(failure, layout.base());
  }

  private void walk(List<String> names, Missing missing, Use use) throws FileException {
    try {
      descend(base, names, 0, missing, use);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void descend(DirectoryHandle at, List<String> names, int depth, Missing missing, Use use)
      throws IOException {
    if (depth == names.size()) {
      use.in(at);
      return;
    }
    try (DirectoryHandle next = enter(at, names.subList(0, depth + 1), missing)) {
      descend(next, names, depth + 1, missing, use);
    }
  }

  private DirectoryHandle enter(DirectoryHandle at, List<String> names, Missing missing)
      throws IOException {
    String name = names.getLast();
    try {
      return at.openDirectory(name);
    } catch (NoSuchFileException e) {
      if (missing == Missing.FAIL) {
        throw e;
      }
      create(at, names);
      return enter(at, names, Missing.FAIL);
    } catch (NotDirectoryException e) {
      boolean link = at.stat(name).kind() == FileStat.Kind.LINK;
      throw new FileException(
          Problem.CONFLICT,
          link
              ? "there is a link where a folder should be"
              : "there is a file where a folder should be");
    }
  }

  private void create(DirectoryHandle at, List<String> names) throws IOException {
    try {
      at.makeDirectory(names.getLast(), Modes.PRIVATE_DIRECTORY);
      List<String> path = List.copyOf(names);
      made.add(path);
      onMade.accept(path);
      changed.add(path);
      changed.add(path.subList(0, path.size() - 1));
    } catch (FileAlreadyExistsException e) {
      // Another thread was faster, or something else is there: opening it tells.
    }
  }
}
