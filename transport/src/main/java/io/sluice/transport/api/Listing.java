package io.sluice.transport.api;

import java.util.List;

/**
 * What a selection of this machine's files comes to.
 *
 * @param manifest what would be offered
 * @param notices what of it cannot be sent, each as a sentence for the user
 * @param leftOut how many files and folders the selection leaves out; a folder counts once
 */
public record Listing(Manifest manifest, List<String> notices, long leftOut) {
  public Listing {
    notices = List.copyOf(notices);
  }
}
