package io.sluice.transport.transfer;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.PeerText;
import io.sluice.transport.transfer.message.ManifestPage;
import io.sluice.transport.transfer.message.Offer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the pages of an offer together. What comes out has exactly the announced entries and bytes,
 * no path twice, and everything lies in a folder that was listed before it: so nothing can be
 * written through a link or below a file.
 */
final class ManifestIntake {
  private final Offer offer;
  private final List<ManifestEntry> entries = new ArrayList<>();
  private final Set<EntryPath> paths = new HashSet<>();
  private final Map<EntryPath, EntryPath> directories = new HashMap<>();
  private long bytes;
  private long memory;

  /**
   * @throws ViolationException if the offer is beyond what a manifest can hold
   */
  ManifestIntake(Offer offer) throws ViolationException {
    if (offer.entries() > Manifest.MAX_ENTRIES) {
      throw new ViolationException(
          offer.entries() + " entries offered, at most " + Manifest.MAX_ENTRIES + " are taken");
    }
    this.offer = offer;
  }

  /** Takes the next page; the manifest if it was the last, else null. */
  @Nullable Manifest add(ManifestPage page) throws ViolationException {
    if (page.entries().isEmpty() && !page.last()) {
      throw new ViolationException("a page without entries");
    }
    for (ManifestEntry entry : page.entries()) {
      add(entry);
    }
    if (!page.last()) {
      return null;
    }
    if (entries.size() != offer.entries() || bytes != offer.bytes()) {
      throw new ViolationException("fewer entries or bytes than were offered");
    }
    return Manifest.of(entries);
  }

  private void add(ManifestEntry entry) throws ViolationException {
    if (entries.size() == offer.entries() || entry.size() > offer.bytes() - bytes) {
      throw new ViolationException("more entries or bytes than were offered");
    }
    ManifestEntry kept = inItsFolder(entry);
    if (!paths.add(kept.path())) {
      throw new ViolationException(quoted(entry) + " is listed twice");
    }
    memory += cost(kept);
    if (memory > Limits.MANIFEST_MEMORY) {
      throw new ViolationException("the names take more than " + Limits.MANIFEST_MEMORY + " bytes");
    }
    if (kept instanceof ManifestEntry.Directory) {
      directories.put(kept.path(), kept.path());
    }
    bytes += kept.size();
    entries.add(kept);
  }

  /** The entry with the path of its folder shared, so that a deep tree takes little memory. */
  private ManifestEntry inItsFolder(ManifestEntry entry) throws ViolationException {
    List<String> components = entry.path().components();
    if (components.size() == 1) {
      return entry;
    }
    EntryPath folder = directories.get(new EntryPath(components.subList(0, components.size() - 1)));
    if (folder == null) {
      throw new ViolationException(quoted(entry) + " is not in a folder listed before it");
    }
    EntryPath path = folder.child(entry.path().name());
    return switch (entry) {
      case ManifestEntry.File e -> new ManifestEntry.File(path, e.mode(), e.modified(), e.size());
      case ManifestEntry.Directory e -> new ManifestEntry.Directory(path, e.mode(), e.modified());
      case ManifestEntry.Symlink e -> new ManifestEntry.Symlink(path, e.modified(), e.target());
    };
  }

  /** About what an entry takes in memory: its own name or target, and references to its folders. */
  private static long cost(ManifestEntry entry) {
    EntryPath path = entry.path();
    long target = entry instanceof ManifestEntry.Symlink link ? link.target().length() : 0;
    long text = path.name().length() + target;
    return 200 + 2 * text + 8L * path.components().size();
  }

  private static String quoted(ManifestEntry entry) {
    return "\"" + PeerText.escape(entry.path().toString()) + "\"";
  }
}
