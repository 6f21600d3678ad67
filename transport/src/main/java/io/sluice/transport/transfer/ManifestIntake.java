package io.sluice.transport.transfer;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.PeerText;
import io.sluice.transport.transfer.message.ManifestPage;
import io.sluice.transport.transfer.message.Offer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
  private final Set<EntryPath> directories = new HashSet<>();
  private long bytes;

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
    return new Manifest(entries, bytes);
  }

  private void add(ManifestEntry entry) throws ViolationException {
    if (entries.size() == offer.entries() || entry.size() > offer.bytes() - bytes) {
      throw new ViolationException("more entries or bytes than were offered");
    }
    EntryPath path = entry.path();
    if (!paths.add(path)) {
      throw new ViolationException("\"" + PeerText.escape(path.toString()) + "\" is listed twice");
    }
    List<String> components = path.components();
    if (components.size() > 1
        && !directories.contains(new EntryPath(components.subList(0, components.size() - 1)))) {
      throw new ViolationException(
          "\"" + PeerText.escape(path.toString()) + "\" is not in a folder listed before it");
    }
    if (entry instanceof ManifestEntry.Directory) {
      directories.add(path);
    }
    bytes += entry.size();
    entries.add(entry);
  }
}
