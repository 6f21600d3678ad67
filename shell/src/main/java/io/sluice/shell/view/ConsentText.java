package io.sluice.shell.view;

import io.sluice.transport.api.Decisions;
import io.sluice.transport.api.EntrySet;
import io.sluice.transport.api.IncomingTransfer;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.PeerText;
import io.sluice.transport.api.Prospect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** What would become of an offer at its target, for the one who decides about it. */
public final class ConsentText {
  /** How many names a line gives. */
  private static final int NAMED = 3;

  private ConsentText() {}

  /** A line for each thing that the target makes different: names that change, names taken. */
  public static List<String> prospect(Manifest manifest, Prospect prospect) {
    List<String> lines = new ArrayList<>();
    Map<Integer, String> changed = new TreeMap<>(prospect.names());
    changed.keySet().removeIf(prospect.misfits()::contains);
    if (!changed.isEmpty()) {
      EntrySet entries = EntrySet.of(changed.keySet().stream().mapToInt(i -> i).toArray());
      lines.add("Called otherwise here: " + names(entries, i -> renaming(manifest, i, changed)));
    }
    if (!prospect.taken().isEmpty()) {
      lines.add("Already there: " + names(prospect.taken(), i -> name(manifest, i)));
    }
    if (!prospect.misfits().isEmpty()) {
      lines.add(
          "Something else is in the place of: "
              + names(prospect.misfits(), i -> name(manifest, i)));
    }
    return lines;
  }

  /** What became of names that were taken: files that stayed, and names that were given. */
  public static List<String> kept(IncomingTransfer transfer) {
    List<String> lines = new ArrayList<>();
    if (transfer.alreadyThere() > 0) {
      lines.add(
          "Already there, and the same: " + Sizes.count(transfer.alreadyThere(), "file") + ".");
    }
    lines.addAll(given(transfer.manifest(), transfer.givenNames()));
    return lines;
  }

  /** A line for each name that was given because the entry's own was taken, bounded. */
  private static List<String> given(Manifest manifest, Map<Integer, String> names) {
    List<String> lines = new ArrayList<>();
    new TreeMap<>(names)
        .entrySet().stream()
            .limit(OfferText.LONGEST_LIST)
            .forEach(g -> lines.add("Received " + renaming(manifest, g.getKey(), names) + "."));
    if (names.size() > lines.size()) {
      lines.add(String.format(Locale.ROOT, "... and %,d more", names.size() - lines.size()));
    }
    return lines;
  }

  /**
   * What would be received, as the end of a question: for example {@code 3 files, 1.2 GB
   * (overwriting 2)}.
   */
  public static String wanted(Manifest manifest, Decisions decisions) {
    String what =
        decisions.skipped().isEmpty()
            ? OfferText.summary(manifest)
            : rest(manifest, decisions.skipped());
    what += count(" (overwriting %,d)", decisions.replaced());
    return what + count(" (renaming %,d)", decisions.renamed());
  }

  private static String count(String words, EntrySet entries) {
    return entries.isEmpty() ? "" : String.format(Locale.ROOT, words, entries.count());
  }

  private static String rest(Manifest manifest, EntrySet skipped) {
    long files = 0;
    long folders = 0;
    long links = 0;
    long bytes = 0;
    for (int i = skipped.nextOther(0); i < manifest.count(); i = skipped.nextOther(i + 1)) {
      switch (manifest.entry(i)) {
        case ManifestEntry.File file -> {
          files++;
          bytes += file.size();
        }
        case ManifestEntry.Stream _ -> files++;
        case ManifestEntry.Directory _ -> folders++;
        case ManifestEntry.Symlink _ -> links++;
      }
    }
    return OfferText.summary(files, folders, links, bytes);
  }

  private static String names(EntrySet entries, IntFunction<String> name) {
    String some = entries.stream().limit(NAMED).mapToObj(name).collect(Collectors.joining(", "));
    int rest = entries.count() - NAMED;
    return rest > 0 ? String.format(Locale.ROOT, "%s and %,d more", some, rest) : some;
  }

  private static String name(Manifest manifest, int entry) {
    return PeerText.escape(manifest.entry(entry).path().toString());
  }

  private static String renaming(Manifest manifest, int entry, Map<Integer, String> names) {
    return name(manifest, entry) + " as " + PeerText.escape(String.valueOf(names.get(entry)));
  }
}
