package io.sluice.transport.files;

import io.sluice.crypto.digest.Cover;
import java.util.List;

/**
 * What is here already of some entries.
 *
 * @param end the entries before this one were looked at
 * @param files by ascending entry; those of which something is here
 */
public record Holdings(int end, List<Holding> files) {
  /** The most runs of one file that are told: of more, the longest. */
  public static final int MAX_RUNS = 256;

  /**
   * What is here of one file.
   *
   * @param runs of whole leaves: 1 to {@value #MAX_RUNS}, in order, apart from each other
   */
  public record Holding(int entry, List<Cover> runs) {
    public Holding {
      runs = List.copyOf(runs);
    }
  }

  public Holdings {
    files = List.copyOf(files);
  }
}
