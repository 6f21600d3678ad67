package io.sluice.transport.files;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The directories below the target: made when they are needed, never reached through a link, and
 * those made here remembered.
 */
final class Directories {
  private final Layout layout;
  private final Set<EntryPath> made = ConcurrentHashMap.newKeySet();
  private final Set<Path> changed = ConcurrentHashMap.newKeySet();

  Directories(Layout layout) {
    this.layout = layout;
  }

  /**
   * Where an entry goes, in a directory that exists. Looks at each component every time: whoever
   * may write to the target may have put a link there since.
   */
  Path placeOf(EntryPath path) throws FileException {
    List<String> components = path.components();
    for (int depth = 1; depth < components.size(); depth++) {
      ensure(new EntryPath(components.subList(0, depth)));
    }
    return layout.resolve(path);
  }

  /** Makes a directory, and those it is in, unless it is there. */
  void make(EntryPath path) throws FileException {
    placeOf(path);
    ensure(path);
  }

  /** Whether this object made the directory: what was there before is not its to change. */
  boolean hasMade(EntryPath path) {
    return made.contains(path);
  }

  /** Notes that a name was added to a directory. */
  void changed(Path directory) {
    changed.add(directory);
  }

  /** Makes the added names last. */
  void sync() {
    changed.forEach(Directories::sync);
    changed.clear();
  }

  /** Removes the directories made here that are empty, the deepest first. */
  void removeEmpty() {
    made.stream()
        .sorted(Comparator.comparingInt((EntryPath p) -> p.components().size()).reversed())
        .forEach(this::removeIfEmpty);
  }

  private void removeIfEmpty(EntryPath path) {
    try {
      Files.delete(layout.resolve(path));
      made.remove(path);
    } catch (IOException e) {
      // Something is in it, or it is gone: it stays as it is.
    }
  }

  private void ensure(EntryPath path) throws FileException {
    Path place = layout.resolve(path);
    try {
      if (!isDirectory(place)) {
        create(path, place);
      }
    } catch (IOException e) {
      throw FileErrors.ofWrite(e, layout.base());
    }
  }

  private void create(EntryPath path, Path place) throws IOException {
    try {
      Files.createDirectory(place, Modes.creating(place, Modes.PRIVATE_DIRECTORY));
      made.add(path);
      changed.add(place);
      changed.add(Objects.requireNonNull(place.getParent(), "a place below the target"));
    } catch (FileAlreadyExistsException e) {
      // Another thread was faster, or something else is there.
      if (!isDirectory(place)) {
        throw e;
      }
    }
  }

  /** Whether it is a directory, and not one that a link leads to; false if nothing is there. */
  private static boolean isDirectory(Path place) throws IOException {
    try {
      var there = Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!there.isDirectory()) {
        throw new FileException(
            Problem.CONFLICT,
            there.isSymbolicLink()
                ? "there is a link where a folder should be"
                : "there is a file where a folder should be");
      }
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static void sync(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Not every system can do this to a directory; the files in it are safe already.
    }
  }
}
