package io.sluice.transport.api;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A relative path inside a transfer, as checked components: an instance cannot name anything
 * outside the folder it is resolved in. No component is empty, {@code .} or {@code ..}, or holds a
 * slash, a backslash or NUL; each is at most 255 bytes of UTF-8, and there are 1 to 64 of them.
 */
public record EntryPath(List<String> components) implements Comparable<EntryPath> {
  /** The longest component, in bytes of UTF-8: what common file systems store. */
  public static final int MAX_COMPONENT_BYTES = 255;

  /** The deepest path. */
  public static final int MAX_DEPTH = 64;

  /**
   * @throws IllegalArgumentException if the components are not a safe relative path; the message
   *     escapes what it quotes
   */
  public EntryPath {
    components = List.copyOf(components);
    if (components.isEmpty() || components.size() > MAX_DEPTH) {
      throw new IllegalArgumentException("a path of " + components.size() + " components");
    }
    components.forEach(EntryPath::check);
  }

  /** One path of the given components, with the same conditions as the constructor. */
  public static EntryPath of(String... components) {
    return new EntryPath(List.of(components));
  }

  /** This path with one more component. */
  public EntryPath child(String component) {
    var longer = new java.util.ArrayList<>(components);
    longer.add(component);
    return new EntryPath(longer);
  }

  /** The last component. */
  public String name() {
    return components.getLast();
  }

  /** The components joined by slashes, not escaped for a terminal. */
  @Override
  public String toString() {
    return String.join("/", components);
  }

  @Override
  public int compareTo(EntryPath other) {
    int shared = Math.min(components.size(), other.components.size());
    for (int i = 0; i < shared; i++) {
      int order = components.get(i).compareTo(other.components.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(components.size(), other.components.size());
  }

  private static void check(String component) {
    if (component.isEmpty() || component.equals(".") || component.equals("..")) {
      throw new IllegalArgumentException("the path component \"" + component + "\"");
    }
    if (component.indexOf('/') >= 0
        || component.indexOf('\\') >= 0
        || component.indexOf('\0') >= 0
        || component.getBytes(StandardCharsets.UTF_8).length > MAX_COMPONENT_BYTES) {
      throw new IllegalArgumentException(
          "the path component \"" + PeerText.escape(component) + "\"");
    }
  }
}
