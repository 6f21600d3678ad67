package io.sluice.transport.files;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.EntrySet;
import io.sluice.transport.api.FileProblem;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.Prospect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks, before consent, for what speaks against receiving. It looks only: what it finds may change
 * before the writing, which checks for itself.
 */
public final class Survey {
  /** What is, or will be, at the place of a directory of the manifest. */
  private enum Place {
    /** Nothing yet: nothing below it can be in the way. */
    ABSENT,
    /** A directory that is merged into. */
    WRITABLE,
    /** A directory that nothing can be added to. */
    READ_ONLY,
    /** Something else, reported once: what is below it needs no words of its own. */
    BLOCKED
  }

  private final Manifest manifest;
  private final NameRules rules;
  private final Map<EntryPath, String> changed = new HashMap<>();
  private final Layout layout;
  private final List<FileProblem> obstacles = new ArrayList<>();
  private final BitSet taken = new BitSet();
  private final BitSet alike = new BitSet();
  private final BitSet misfits = new BitSet();
  private final Map<Integer, String> names = new HashMap<>();
  private final Map<EntryPath, Place> directories = new HashMap<>();
  private final Set<List<String>> folded = new HashSet<>();

  private Survey(Layout layout, Manifest manifest, NameRules rules) {
    this.layout = layout.with(changed);
    this.manifest = manifest;
    this.rules = rules;
  }

  /**
   * What receiving a manifest would meet.
   *
   * @param target as for {@link FileSink}
   */
  public static Prospect of(Path target, Manifest manifest) {
    return of(target, manifest, NameRules::at);
  }

  /**
   * The same by other rules than those of this disk.
   *
   * @param rules of an existing folder
   */
  static Prospect of(Path target, Manifest manifest, Function<Path, NameRules> rules) {
    if (manifest.count() == 0) {
      return new Prospect(-1, List.of(), EntrySet.NONE, EntrySet.NONE, EntrySet.NONE, Map.of());
    }
    try {
      return of(Layout.of(target, manifest), manifest, rules);
    } catch (FileException e) {
      return failed(manifest, e);
    }
  }

  /** The same where it is known where everything goes. */
  static Prospect of(Layout layout, Manifest manifest, Function<Path, NameRules> rules) {
    if (manifest.count() == 0) {
      return new Prospect(-1, List.of(), EntrySet.NONE, EntrySet.NONE, EntrySet.NONE, Map.of());
    }
    try {
      Survey survey = new Survey(layout, manifest, rules.apply(layout.base()));
      survey.checkNames();
      return survey.prospect(Files.getFileStore(layout.base()).getUsableSpace());
    } catch (IOException e) {
      return failed(manifest, FileErrors.of(e));
    }
  }

  private static Prospect failed(Manifest manifest, FileException why) {
    FileProblem obstacle = new FileProblem(manifest.entry(0).path(), why.problem(), why.reason());
    return new Prospect(
        -1, List.of(obstacle), EntrySet.NONE, EntrySet.NONE, EntrySet.NONE, Map.of());
  }

  private Prospect prospect(long freeSpace) {
    return new Prospect(
        freeSpace, obstacles, EntrySet.of(taken), EntrySet.of(alike), EntrySet.of(misfits), names);
  }

  private void checkNames() {
    Place base = Files.isWritable(layout.base()) ? Place.WRITABLE : Place.READ_ONLY;
    EntryPath before = null;
    for (int index = 0; index < manifest.count(); index++) {
      ManifestEntry entry = manifest.entry(index);
      Place parent = parent(entry.path(), base);
      boolean twice = entry.path().equals(before);
      before = entry.path();
      if (twice) {
        report(entry, Problem.REFUSED, "the sender lists it twice");
      } else if (parent == null) {
        report(entry, Problem.REFUSED, "the sender does not list the folder that it is in");
      } else if (parent == Place.BLOCKED) {
        block(entry);
      } else {
        changeName(index, entry.path());
        if (layout.isNameable(entry.path())) {
          check(index, entry, parent);
        } else {
          report(entry, Problem.LOCAL_FILE, "the name or path is too long here");
        }
      }
    }
  }

  /** Finds another name for what cannot be here, or is the same here as what was listed before. */
  private void changeName(int index, EntryPath path) {
    String possible = rules.possible(path.name());
    if (rules.fold()) {
      String first = possible;
      for (int number = 1; !folded.add(folded(path, possible)); number++) {
        possible = NumberedName.of(first, number);
      }
    }
    if (!possible.equals(path.name())) {
      changed.put(path, possible);
      names.put(index, possible);
    }
  }

  private List<String> folded(EntryPath path, String name) {
    List<String> here = new ArrayList<>(layout.names(path));
    here.set(here.size() - 1, name);
    return rules.folded(here);
  }

  /** What is in it needs no words of its own. */
  private void block(ManifestEntry entry) {
    if (entry instanceof ManifestEntry.Directory) {
      directories.put(entry.path(), Place.BLOCKED);
    }
  }

  private @Nullable Place parent(EntryPath path, Place base) {
    EntryPath folder = path.parent();
    return folder == null ? base : directories.get(folder);
  }

  private void check(int index, ManifestEntry entry, Place parent) {
    Place place = parent == Place.ABSENT ? parent : look(index, entry);
    if (place == Place.ABSENT && parent == Place.READ_ONLY) {
      report(entry, Problem.LOCAL_FILE, "the folder that it goes into cannot be written");
      place = Place.BLOCKED;
    }
    if (entry instanceof ManifestEntry.Directory) {
      directories.put(entry.path(), place);
    }
  }

  /** What is at the place of an entry whose parent exists; notes what is in the way. */
  private Place look(int index, ManifestEntry entry) {
    try {
      Path place = layout.resolve(entry.path());
      BasicFileAttributes there =
          Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      boolean directory = entry instanceof ManifestEntry.Directory;
      if (directory && there.isDirectory()) {
        return Files.isWritable(place) ? Place.WRITABLE : Place.READ_ONLY;
      }
      if (!directory && (there.isRegularFile() || there.isSymbolicLink())) {
        taken.set(index);
        alike.set(
            index,
            entry instanceof ManifestEntry.File
                && there.isRegularFile()
                && there.size() == entry.size());
      } else {
        misfits.set(index);
        if (directory) {
          names.put(index, freeName(place));
        }
      }
    } catch (NoSuchFileException e) {
      return Place.ABSENT;
    } catch (IOException e) {
      FileException told = FileErrors.of(e);
      report(entry, told.problem(), told.reason());
    }
    return Place.BLOCKED;
  }

  /** Where a folder could go instead. */
  private static String freeName(Path place) {
    String name = String.valueOf(place.getFileName());
    int number = 1;
    while (number < NumberedName.LAST
        && Files.exists(
            place.resolveSibling(NumberedName.of(name, number)), LinkOption.NOFOLLOW_LINKS)) {
      number++;
    }
    return NumberedName.of(name, number);
  }

  private void report(ManifestEntry entry, Problem problem, String reason) {
    obstacles.add(new FileProblem(entry.path(), problem, reason));
  }
}
