package io.sluice.cli.release;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Known advisories against libraries, from a list that is committed with the program.
 *
 * @param asOf the day on which the list was last compared with what is published
 */
record Advisories(LocalDate asOf, List<Advisory> all) {
  private static final String DATE = "# as of\t";
  private static final int COLUMNS = 6;
  private static final String NONE = "-";

  /**
   * One advisory.
   *
   * @param library group and name
   * @param firstAffected the first version that has the flaw
   * @param firstFixed the first that does not have it any more; "-" while there is none
   * @param answer why the flaw does not concern sluice; "-" if it would
   */
  record Advisory(
      String library,
      String firstAffected,
      String firstFixed,
      String id,
      String what,
      String answer) {
    boolean concerns(Component component) {
      return component.library().equals(library)
          && Versions.compare(component.version(), firstAffected) >= 0
          && (firstFixed.equals(NONE) || Versions.compare(component.version(), firstFixed) < 0);
    }

    boolean isAnswered() {
      return !answer.equals(NONE);
    }
  }

  /** A library in the program. */
  record Component(String library, String version) {}

  /**
   * Reads the list.
   *
   * @throws IllegalArgumentException if a line is no advisory, or the date is missing
   */
  static Advisories parse(List<String> lines) {
    LocalDate asOf = null;
    List<Advisory> all = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith(DATE)) {
        asOf = LocalDate.parse(line.substring(DATE.length()).strip());
      } else if (!line.startsWith("#") && !line.isBlank()) {
        all.add(advisory(line));
      }
    }
    if (asOf == null) {
      throw new IllegalArgumentException("the list does not say of which day it is");
    }
    return new Advisories(asOf, List.copyOf(all));
  }

  private static Advisory advisory(String line) {
    String[] columns = line.split("\t", -1);
    if (columns.length != COLUMNS) {
      throw new IllegalArgumentException(columns.length + " columns: " + line);
    }
    return new Advisory(columns[0], columns[1], columns[2], columns[3], columns[4], columns[5]);
  }

  /** What each of these libraries has against it that is not answered. */
  List<String> against(List<Component> components) {
    List<String> found = new ArrayList<>();
    for (Component component : components) {
      for (Advisory advisory : all) {
        if (advisory.concerns(component) && !advisory.isAnswered()) {
          found.add(
              "%s %s: %s, %s; fixed in %s"
                  .formatted(
                      component.library(),
                      component.version(),
                      advisory.id(),
                      advisory.what(),
                      advisory.firstFixed()));
        }
      }
    }
    return found;
  }
}
