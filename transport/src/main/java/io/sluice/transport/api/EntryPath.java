package io.sluice.transport.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A relative path inside a transfer, as checked components: an instance cannot name anything
 * outside the folder it is resolved in. No component is empty, {@code .} or {@code ..}, or holds a
 * slash, a backslash or NUL; each is at most 255 bytes of UTF-8, and there are 1 to 64 of them.
 */
public final class EntryPath implements Comparable<EntryPath> {
  /** The longest component, in bytes of UTF-8: what common file systems store. */
  public static final int MAX_COMPONENT_BYTES = 255;

  /** The deepest path. */
  public static final int MAX_DEPTH = 64;

  /** Immutable, and checked. */
  private final List<String> components;

  /**
   * A path of one component or more.
   *
   * @throws IllegalArgumentException if the components are not a safe relative path; the message
   *     escapes what it quotes
   */
  public EntryPath(List<String> components) {
    checkDepth(components.size());
    components.forEach(EntryPath::check);
    this.components = List.copyOf(components);
  }

  /** The last component is checked already, and so are the others, which are those of a path. */
  private EntryPath(List<String> folder, String name) {
    List<String> longer = new ArrayList<>(folder.size() + 1);
    longer.addAll(folder);
    longer.add(name);
    this.components = List.copyOf(longer);
  }

  /** One path of the given components, with the same conditions as the constructor. */
  public static EntryPath of(String... components) {
    return new EntryPath(List.of(components));
  }

  /** The components, from the top. */
  public List<String> components() {
    return components;
  }

  /** This path with one more component. */
  public EntryPath child(String component) {
    checkDepth(components.size() + 1);
    check(component);
    return new EntryPath(components, component);
  }

  /** The folder that it is in, or null if it is at the top. */
  public @Nullable EntryPath parent() {
    int depth = components.size() - 1;
    return depth == 0
        ? null
        : new EntryPath(components.subList(0, depth - 1), components.get(depth - 1));
  }

  /** Whether both are directly in the same folder, or both at the top. */
  public boolean isBeside(EntryPath other) {
    int folders = components.size() - 1;
    if (folders != other.components.size() - 1) {
      return false;
    }
    // From the end: there two paths differ first.
    for (int i = folders - 1; i >= 0; i--) {
      if (!components.get(i).equals(other.components.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** The last component. */
  public String name() {
    return components.getLast();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EntryPath path && components.equals(path.components);
  }

  @Override
  public int hashCode() {
    return components.hashCode();
  }

  /** The components joined by slashes, not escaped for a terminal. */
  @Override
  public String toString() {
    return String.join("/", components);
  }

  /** A folder comes right before what is in it; names are ordered as {@link #compareNames} does. */
  @Override
  public int compareTo(EntryPath other) {
    int shared = Math.min(components.size(), other.components.size());
    for (int i = 0; i < shared; i++) {
      int order = compareNames(components.get(i), other.components.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(components.size(), other.components.size());
  }

  /** The order of the bytes of two names in UTF-8, which is that of their code points. */
  public static int compareNames(String one, String other) {
    int shared = Math.min(one.length(), other.length());
    for (int i = 0; i < shared; i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a != b) {
        // A code point of two chars is above all of one, but its chars are not.
        boolean mixed = Character.isSurrogate(a) != Character.isSurrogate(b);
        return mixed ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  private static void checkDepth(int depth) {
    if (depth < 1 || depth > MAX_DEPTH) {
      throw new IllegalArgumentException("a path of " + depth + " components");
    }
  }

  private static void check(String component) {
    if (component.isEmpty() || component.equals(".") || component.equals("..")) {
      throw new IllegalArgumentException("the path component \"" + component + "\"");
    }
    if (component.indexOf('/') >= 0
        || component.indexOf('\\') >= 0
        || component.indexOf('\0') >= 0
        || isTooLong(component)) {
      throw new IllegalArgumentException(
          "the path component \"" + PeerText.escape(component) + "\"");
    }
  }

  private static boolean isTooLong(String component) {
    return component.length() > MAX_COMPONENT_BYTES / 3
        && component.getBytes(StandardCharsets.UTF_8).length > MAX_COMPONENT_BYTES;
  }
}
