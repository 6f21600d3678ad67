package io.sluice.transport.files;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.FileProblem;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.PeerText;
import io.sluice.transport.api.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks, before consent, for what speaks against receiving. It looks only: what it finds may change
 * before the writing, which checks for itself.
 */
final class Survey {
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
  private final Layout layout;
  private final NameRules rules;
  private final List<FileProblem> problems = new ArrayList<>();
  private final Map<EntryPath, Place> directories = new HashMap<>();

  private Survey(Layout layout, Manifest manifest, NameRules rules) {
    this.layout = layout;
    this.manifest = manifest;
    this.rules = rules;
  }

  static List<FileProblem> of(Path target, Manifest manifest) {
    return of(target, manifest, NameRules::at);
  }

  /**
   * The same by other rules than those of this disk.
   *
   * @param rules of an existing folder
   */
  static List<FileProblem> of(Path target, Manifest manifest, Function<Path, NameRules> rules) {
    if (manifest.count() == 0) {
      return List.of();
    }
    EntryPath first = manifest.entry(0).path();
    try {
      Layout layout = Layout.of(target, manifest);
      Survey survey = new Survey(layout, manifest, rules.apply(layout.base()));
      survey.checkSpace(first);
      survey.checkNames();
      return List.copyOf(survey.problems);
    } catch (FileException e) {
      return List.of(new FileProblem(first, e.problem(), e.reason()));
    }
  }

  private void checkSpace(EntryPath first) throws FileException {
    long needed = manifest.bytes();
    try {
      long free = Files.getFileStore(layout.base()).getUsableSpace();
      if (needed > free) {
        String reason =
            String.format(
                Locale.ROOT,
                "not enough space on the disk: %,d bytes needed, %,d free",
                needed,
                free);
        problems.add(new FileProblem(first, Problem.LOCAL_FILE, reason));
      }
    } catch (IOException e) {
      throw FileErrors.of(e);
    }
  }

  private void checkNames() {
    Place base = Files.isWritable(layout.base()) ? Place.WRITABLE : Place.READ_ONLY;
    Set<EntryPath> seen = new HashSet<>();
    Map<List<String>, EntryPath> namesakes = new HashMap<>();
    for (ManifestEntry entry : manifest) {
      Place parent = parent(entry.path(), base);
      String refusal = rules.refusal(entry.path().name());
      EntryPath namesake =
          rules.fold() ? namesakes.putIfAbsent(rules.folded(entry.path()), entry.path()) : null;
      if (!seen.add(entry.path())) {
        report(entry, Problem.REFUSED, "the sender lists it twice");
      } else if (parent == null) {
        report(entry, Problem.REFUSED, "the sender does not list the folder that it is in");
      } else if (parent == Place.BLOCKED) {
        block(entry);
      } else if (refusal != null) {
        report(entry, Problem.LOCAL_FILE, refusal);
        block(entry);
      } else if (namesake != null) {
        String shown = PeerText.escape(namesake.toString());
        report(entry, Problem.CONFLICT, "on this disk it has the same name as \"" + shown + "\"");
        block(entry);
      } else if (!layout.isNameable(entry.path())) {
        report(entry, Problem.LOCAL_FILE, "the name or path is too long here");
      } else {
        check(entry, parent);
      }
    }
  }

  /** What is in it needs no words of its own. */
  private void block(ManifestEntry entry) {
    if (entry instanceof ManifestEntry.Directory) {
      directories.put(entry.path(), Place.BLOCKED);
    }
  }

  private @Nullable Place parent(EntryPath path, Place base) {
    List<String> components = path.components();
    return components.size() == 1
        ? base
        : directories.get(new EntryPath(components.subList(0, components.size() - 1)));
  }

  private void check(ManifestEntry entry, Place parent) {
    Place place = parent == Place.ABSENT ? parent : look(entry);
    if (place == Place.ABSENT && parent == Place.READ_ONLY) {
      report(entry, Problem.LOCAL_FILE, "the folder that it goes into cannot be written");
      place = Place.BLOCKED;
    }
    if (entry instanceof ManifestEntry.Directory) {
      directories.put(entry.path(), place);
    }
  }

  /** What is at the place of an entry whose parent exists; reports what is in the way. */
  private Place look(ManifestEntry entry) {
    try {
      Path place = layout.resolve(entry.path());
      BasicFileAttributes there =
          Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (entry instanceof ManifestEntry.Directory && there.isDirectory()) {
        return Files.isWritable(place) ? Place.WRITABLE : Place.READ_ONLY;
      }
      report(
          entry,
          Problem.CONFLICT,
          there.isSymbolicLink() ? "a link of that name is already there" : FileErrors.TAKEN);
    } catch (NoSuchFileException e) {
      return Place.ABSENT;
    } catch (IOException e) {
      FileException told = FileErrors.of(e);
      report(entry, told.problem(), told.reason());
    }
    return Place.BLOCKED;
  }

  private void report(ManifestEntry entry, Problem problem, String reason) {
    problems.add(new FileProblem(entry.path(), problem, reason));
  }
}
