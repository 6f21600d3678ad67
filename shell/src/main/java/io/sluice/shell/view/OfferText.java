package io.sluice.shell.view;

import io.sluice.transport.api.FileProblem;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.PeerText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a transfer offers, for the one who decides about it. */
public final class OfferText {
  /** The most entries that are listed by name. */
  public static final int LONGEST_LIST = 20;

  private OfferText() {}

  /** For example {@code 3 files, 1 folder and 1 link, 1.2 GB}. */
  public static String summary(Manifest manifest) {
    long files = manifest.files();
    long links =
        manifest.entries().stream().filter(ManifestEntry.Symlink.class::isInstance).count();
    long folders = manifest.entries().size() - files - links;
    List<String> kinds = new ArrayList<>();
    if (files > 0 || manifest.entries().isEmpty()) {
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
    return files > 0 ? all + ", " + Sizes.bytes(manifest.bytes()) : all;
  }

  /** A line for each entry, at most {@link #LONGEST_LIST}, and one that counts the rest. */
  public static List<String> entries(Manifest manifest) {
    // Hidden names, where a start-up file would be smuggled in, must not drown behind the rest.
    List<String> lines =
        manifest.entries().stream()
            .sorted(Comparator.comparing(entry -> !isHidden(entry)))
            .limit(LONGEST_LIST)
            .map(OfferText::line)
            .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
    addRest(lines, manifest.entries().size());
    return lines;
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

  private static String line(ManifestEntry entry) {
    String name = PeerText.escape(entry.path().toString());
    return switch (entry) {
      case ManifestEntry.File file ->
          name + "  " + Sizes.bytes(file.size()) + marks(entry, (file.mode() & 0111) != 0);
      case ManifestEntry.Directory folder -> name + "/" + marks(folder, false);
      case ManifestEntry.Symlink link ->
          name + " -> " + PeerText.escape(link.target()) + marks(link, false);
    };
  }

  private static String marks(ManifestEntry entry, boolean runs) {
    String hidden = isHidden(entry) ? "hidden" : "";
    String program = runs ? "a program" : "";
    String both = hidden + (hidden.isEmpty() || program.isEmpty() ? "" : ", ") + program;
    return both.isEmpty() ? "" : "  (" + both + ")";
  }

  private static boolean isHidden(ManifestEntry entry) {
    return entry.path().components().stream().anyMatch(name -> name.startsWith("."));
  }
}
