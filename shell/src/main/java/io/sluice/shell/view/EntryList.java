package io.sluice.shell.view;

import io.sluice.transport.api.EntrySet;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.Risk;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** All entries of an offer, numbered from 1, with their modes and whether they are wanted. */
public final class EntryList {
  /** Lines that fit on a small screen with a question below. */
  public static final int PAGE = 20;

  private static final String BITS = "rwxrwxrwx";

  /** What is received is never writable by everyone. */
  private static final int RECEIVABLE = 0775;

  private final Manifest manifest;
  private final EntrySet wanted;

  public EntryList(Manifest manifest, EntrySet wanted) {
    this.manifest = manifest;
    this.wanted = wanted;
  }

  public int count() {
    return manifest.count();
  }

  /** Some of the lines, from one of them on. */
  public List<String> lines(int from, int most) {
    return IntStream.range(from, Math.min(count(), from + most)).mapToObj(this::line).toList();
  }

  /** One line, for example {@code 12 [x] -rw-r--r-- notes.txt 1.2 kB}. */
  public String line(int index) {
    ManifestEntry entry = manifest.entry(index);
    int width = Math.max(3, Integer.toString(count()).length());
    String number = " ".repeat(width - Integer.toString(index + 1).length()) + (index + 1);
    String mark = wanted.contains(index) ? " [x] " : " [ ] ";
    return number + mark + mode(entry) + "  " + OfferText.line(entry) + risks(entry);
  }

  private static String risks(ManifestEntry entry) {
    String words =
        Risk.of(entry).stream()
            .filter(risk -> risk != Risk.LINK)
            .map(Risk::words)
            .collect(Collectors.joining(", "));
    return words.isEmpty() ? "" : "  (" + words + ")";
  }

  /** What it will have here, as {@code ls} writes it. */
  private static String mode(ManifestEntry entry) {
    return switch (entry) {
      case ManifestEntry.File _, ManifestEntry.Stream _ -> "-" + bits(entry.mode() & RECEIVABLE);
      case ManifestEntry.Directory directory -> "d" + bits(directory.mode() & RECEIVABLE);
      case ManifestEntry.Symlink _ -> "l" + BITS;
    };
  }

  private static String bits(int mode) {
    StringBuilder bits = new StringBuilder();
    for (int i = 0; i < BITS.length(); i++) {
      bits.append((mode >> (BITS.length() - 1 - i) & 1) == 0 ? '-' : BITS.charAt(i));
    }
    return bits.toString();
  }
}
