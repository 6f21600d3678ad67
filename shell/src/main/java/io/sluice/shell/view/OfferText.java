package io.sluice.shell.view;

import io.sluice.transport.api.FileProblem;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.PeerText;
import io.sluice.transport.api.Risk;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a transfer offers, for the one who decides about it. */
public final class OfferText {
  /** The most entries that are listed by name. */
  public static final int LONGEST_LIST = 20;

  /** How many names a warning gives. */
  private static final int NAMED = 3;

  private static final String UNKNOWN = "size unknown";

  private OfferText() {}

  /** For example {@code 3 files, 1 folder and 1 link, 1.2 GB}. */
  public static String summary(Manifest manifest) {
    return manifest.isStream()
        ? "1 file, " + UNKNOWN
        : summary(manifest.files(), manifest.directories(), manifest.symlinks(), manifest.bytes());
  }

  static String summary(long files, long folders, long links, long bytes) {
    List<String> kinds = new ArrayList<>();
    if (files > 0 || folders + links == 0) {
      kinds.add(Sizes.count(files, "file"));
    }
    if (folders > 0) {
      kinds.add(Sizes.count(folders, "folder"));
    }
    if (links > 0) {
      kinds.add(Sizes.count(links, "link"));
    }
    String last = kinds.removeLast();
    String all = kinds.isEmpty() ? last : String.join(", ", kinds) + " and " + last;
    return files > 0 ? all + ", " + Sizes.bytes(bytes) : all;
  }

  /** As {@link #summary}, and how much room there is for it, if that is known. */
  public static String summary(Manifest manifest, long freeBytes) {
    return freeBytes < 0
        ? summary(manifest)
        : summary(manifest) + " (" + Sizes.bytes(freeBytes) + " free here)";
  }

  /** A line for each entry, at most {@link #LONGEST_LIST}, and one that counts the rest. */
  public static List<String> entries(Manifest manifest) {
    // What somebody would smuggle in must not drown behind the rest. There may be millions of them:
    // only those that can be among the first are kept.
    List<List<Rated>> byRank = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (ManifestEntry entry : manifest) {
      Rated rated = Rated.of(entry);
      List<Rated> alike = byRank.get(rated.rank());
      if (alike.size() < LONGEST_LIST) {
        alike.add(rated);
      }
    }
    List<String> lines =
        byRank.stream()
            .flatMap(List::stream)
            .limit(LONGEST_LIST)
            .map(rated -> line(rated.entry()) + marks(rated))
            .collect(Collectors.toCollection(ArrayList::new));
    addRest(lines, manifest.count());
    return lines;
  }

  /**
   * A line for each grave risk in all of the manifest, with a few of the names, for example {@code
   * runs when a shell starts: .bashrc}.
   */
  public static List<String> warnings(Manifest manifest) {
    Map<Risk, Named> byRisk = new EnumMap<>(Risk.class);
    for (ManifestEntry entry : manifest) {
      if (entry instanceof ManifestEntry.Directory) {
        continue;
      }
      for (Risk risk : Risk.of(entry)) {
        if (risk.isGrave()) {
          byRisk.computeIfAbsent(risk, _ -> new Named()).add(entry);
        }
      }
    }
    return byRisk.entrySet().stream()
        .map(found -> found.getKey().words() + ": " + found.getValue())
        .toList();
  }

  /** Entries of which a few are named and the others counted. */
  private static final class Named {
    private final List<String> names = new ArrayList<>();
    private int others;

    void add(ManifestEntry entry) {
      if (names.size() < NAMED) {
        names.add(PeerText.escape(entry.path().toString()));
      } else {
        others++;
      }
    }

    @Override
    public String toString() {
      String some = String.join(", ", names);
      return others > 0 ? String.format(Locale.ROOT, "%s and %,d more", some, others) : some;
    }
  }

  /** A line for each thing in the way, or that did not arrive, bounded like the entries. */
  public static List<String> problems(List<FileProblem> problems) {
    List<String> lines = new ArrayList<>();
    problems.stream()
        .limit(LONGEST_LIST)
        .map(p -> PeerText.escape(p.path().toString()) + ": " + Plain.of(p.reason()))
        .forEach(lines::add);
    addRest(lines, problems.size());
    return lines;
  }

  private static void addRest(List<String> lines, int all) {
    if (all > lines.size()) {
      lines.add(String.format("... and %,d more", all - lines.size()));
    }
  }

  /** An entry as one line, with its size, or where it leads. */
  public static String line(ManifestEntry entry) {
    String name = PeerText.escape(entry.path().toString());
    return switch (entry) {
      case ManifestEntry.File file -> name + "  " + Sizes.bytes(file.size());
      case ManifestEntry.Stream _ -> name + "  " + UNKNOWN;
      case ManifestEntry.Directory _ -> name + "/";
      case ManifestEntry.Symlink link -> name + " -> " + PeerText.escape(link.target());
    };
  }

  private record Rated(ManifestEntry entry, Set<Risk> risks) {
    static Rated of(ManifestEntry entry) {
      return new Rated(entry, Risk.of(entry));
    }

    /** Grave ones first, then hidden ones, then in the order of the manifest. */
    int rank() {
      if (risks.stream().anyMatch(Risk::isGrave)) {
        return 0;
      }
      return risks.contains(Risk.HIDDEN) ? 1 : 2;
    }
  }

  private static String marks(Rated rated) {
    // That a link is one shows by its arrow.
    String words =
        rated.risks.stream()
            .filter(risk -> risk != Risk.LINK)
            .map(Risk::words)
            .collect(Collectors.joining(", "));
    return words.isEmpty() ? "" : "  (" + words + ")";
  }
}
