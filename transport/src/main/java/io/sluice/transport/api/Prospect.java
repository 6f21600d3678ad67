package io.sluice.transport.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What receiving an offer into a target would meet there, as far as can be seen beforehand.
 *
 * @param freeSpace how much room there is, in bytes; -1 if it is not known
 * @param here how many bytes of it earlier runs of the same transfer have left there, about
 * @param obstacles what no decision about single entries can help against
 * @param taken files and links whose names belong to another file or link: they can be skipped,
 *     renamed, or put in its place
 * @param alike those of {@code taken} that are files as long as the ones there
 * @param misfits entries whose names belong to something of another kind, a folder where a file
 *     should be or the reverse: they can be skipped, or renamed
 * @param names what entries would be called whose own names are impossible here, or the same as
 *     those of others; by index
 */
public record Prospect(
    long freeSpace,
    long here,
    List<FileProblem> obstacles,
    EntrySet taken,
    EntrySet alike,
    EntrySet misfits,
    Map<Integer, String> names) {
  public Prospect {
    obstacles = List.copyOf(obstacles);
    names = Map.copyOf(names);
  }

  /** Where nothing of it is yet. */
  public Prospect(
      long freeSpace,
      List<FileProblem> obstacles,
      EntrySet taken,
      EntrySet alike,
      EntrySet misfits,
      Map<Integer, String> names) {
    this(freeSpace, 0, obstacles, taken, alike, misfits, names);
  }

  /** Whether nothing is in the way of anything. */
  public boolean isClear() {
    return obstacles.isEmpty() && taken.isEmpty() && misfits.isEmpty();
  }

  /** A phrase for the user if there is too little room, else null. */
  public @Nullable String spaceProblem(long bytes) {
    return freeSpace < 0 || bytes - here <= freeSpace
        ? null
        : String.format(
            Locale.ROOT,
            "not enough space on the disk: %,d bytes needed, %,d free",
            bytes - here,
            freeSpace);
  }
}
