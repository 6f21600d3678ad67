package io.sluice.cli.release;

/** Which of two versions of a library is newer, by their numbers; words count less than numbers. */
final class Versions {
  private Versions() {}

  /** Negative, zero or positive, as for a comparator. */
  static int compare(String one, String other) {
    String[] left = one.split("[.-]");
    String[] right = other.split("[.-]");
    for (int i = 0; i < Math.max(left.length, right.length); i++) {
      int order = compareParts(part(left, i), part(right, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** A version that ends counts on with zeros: 1.2 is 1.2.0. */
  private static String part(String[] parts, int index) {
    return index < parts.length ? parts[index] : "0";
  }

  private static int compareParts(String one, String other) {
    boolean number = isNumber(one);
    if (number != isNumber(other)) {
      return number ? 1 : -1;
    }
    return number ? Long.compare(Long.parseLong(one), Long.parseLong(other)) : one.compareTo(other);
  }

  private static boolean isNumber(String part) {
    return part.matches("\\d{1,18}");
  }
}
