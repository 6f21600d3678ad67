package io.sluice.transport.transfer;

import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.manifest.ManifestBuilder;
import io.sluice.transport.transfer.message.ManifestPage;
import io.sluice.transport.transfer.message.Offer;
import org.jspecify.annotations.Nullable;

/**
 * Puts the pages of an offer together. What comes out has exactly the announced entries and bytes,
 * no path twice, and everything lies in a folder that was listed before it: so nothing can be
 * written through a link or below a file.
 */
final class ManifestIntake {
  private final Offer offer;
  private final Allowance allowance;
  private final ManifestBuilder manifest = new ManifestBuilder();
  private long taken;

  /**
   * @param allowance for what the entries take in memory
   * @throws ViolationException if the offer is beyond what a manifest can hold
   */
  ManifestIntake(Offer offer, Allowance allowance) throws ViolationException {
    if (offer.entries() > Manifest.MAX_ENTRIES) {
      throw new ViolationException(
          offer.entries() + " entries offered, at most " + Manifest.MAX_ENTRIES + " are taken");
    }
    this.offer = offer;
    this.allowance = allowance;
  }

  /** Takes the next page; the manifest if it was the last, else null. */
  @Nullable Manifest add(ManifestPage page) throws ViolationException {
    if (page.entries().isEmpty() && !page.last()) {
      throw new ViolationException("a page without entries");
    }
    for (ManifestEntry entry : page.entries()) {
      add(entry);
    }
    takeMemory();
    if (!page.last()) {
      return null;
    }
    if (manifest.count() != offer.entries() || manifest.bytes() != offer.bytes()) {
      throw new ViolationException("fewer entries or bytes than were offered");
    }
    return manifest.build();
  }

  private void add(ManifestEntry entry) throws ViolationException {
    if (entry instanceof ManifestEntry.Stream && offer.entries() != 1) {
      throw new ViolationException("a stream that is not alone");
    }
    if (manifest.count() == offer.entries() || entry.size() > offer.bytes() - manifest.bytes()) {
      throw new ViolationException("more entries or bytes than were offered");
    }
    try {
      manifest.add(entry);
    } catch (IllegalArgumentException e) {
      throw new ViolationException(String.valueOf(e.getMessage()));
    }
  }

  /** Once for a page, which is no longer than a message. */
  private void takeMemory() throws ViolationException {
    long more = manifest.memory() - taken;
    if (!allowance.take(more)) {
      throw new ViolationException("its names take more memory than there is for offers");
    }
    taken += more;
  }
}
