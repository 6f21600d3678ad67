package io.sluice.transport.transfer.message;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.ManifestEntry;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one manifest entry.
 *
 * <pre>
 * message Entry {
 *   enum Kind { NONE = 0; FILE = 1; DIRECTORY = 2; SYMLINK = 3; STREAM = 4; }
 *   Kind kind = 1;
 *   repeated string path = 2;     // one text per component, but for the shared ones
 *   uint32 mode = 3;              // not for a symlink
 *   sint64 modified_seconds = 4;  // since 1970
 *   uint32 modified_nanos = 5;
 *   uint64 size = 6;              // of a file
 *   string target = 7;            // of a symlink
 *   uint32 shared = 9;            // leading components that are those of the entry before
 * }
 * </pre>
 */
final class Entry {
  private static final int FILE = 1;
  private static final int DIRECTORY = 2;
  private static final int SYMLINK = 3;
  private static final int STREAM = 4;
  private static final int MAX_TARGET_BYTES = 3 * 4096;
  private static final int MAX_NANOS = 999_999_999;

  /** Kind, mode, time, size, what is shared, and the lengths of target and entry. */
  private static final int MOST_BESIDE_TEXTS = 48;

  private Entry() {}

  /**
   * Reads an entry.
   *
   * @param before the path of the entry before it in the page, or null
   */
  static ManifestEntry parse(FieldReader in, @Nullable EntryPath before)
      throws MalformedMessageException {
    int kind = 0;
    int shared = 0;
    List<String> components = new ArrayList<>();
    int mode = 0;
    long seconds = 0;
    int nanos = 0;
    long size = 0;
    String target = "";
    while (in.next()) {
      switch (in.field()) {
        case 1 -> kind = (int) in.number(Integer.MAX_VALUE);
        case 2 -> components.add(component(in, components.size()));
        case 3 -> mode = (int) in.number(Integer.MAX_VALUE);
        case 4 -> seconds = in.signed();
        case 5 -> nanos = (int) in.number(MAX_NANOS);
        case 6 -> size = in.number(Long.MAX_VALUE);
        case 7 -> target = in.text(MAX_TARGET_BYTES);
        case 9 -> shared = (int) in.number(EntryPath.MAX_DEPTH);
        default -> in.skip();
      }
    }
    try {
      EntryPath path = path(before, shared, components);
      Instant modified = Instant.ofEpochSecond(seconds, nanos);
      return switch (kind) {
        case FILE -> new ManifestEntry.File(path, mode, modified, size);
        case STREAM -> new ManifestEntry.Stream(path, mode, modified);
        case DIRECTORY -> new ManifestEntry.Directory(path, mode, modified);
        case SYMLINK -> new ManifestEntry.Symlink(path, modified, target);
        default -> throw new MalformedMessageException("an entry of the unknown kind " + kind);
      };
    } catch (IllegalArgumentException unsafe) {
      // The constructors of EntryPath and ManifestEntry escape what they quote.
      throw new MalformedMessageException("an entry that is not safe: " + unsafe.getMessage());
    } catch (DateTimeException e) {
      throw new MalformedMessageException("a modification time out of range");
    }
  }

  private static EntryPath path(@Nullable EntryPath before, int shared, List<String> rest)
      throws MalformedMessageException {
    if (shared == 0) {
      return new EntryPath(rest);
    }
    List<String> earlier = before == null ? List.of() : before.components();
    if (shared > earlier.size()) {
      throw new MalformedMessageException("an entry that shares more than there is before it");
    }
    // Most are beside the entry before, whose folder is checked already.
    EntryPath folder = shared == earlier.size() ? before : null;
    if (before != null && shared == earlier.size() - 1) {
      folder = before.parent();
    }
    if (folder != null && rest.size() == 1) {
      return folder.child(rest.getFirst());
    }
    List<String> all = new ArrayList<>(earlier.subList(0, shared));
    all.addAll(rest);
    return new EntryPath(all);
  }

  private static String component(FieldReader in, int depth) throws MalformedMessageException {
    if (depth == EntryPath.MAX_DEPTH) {
      throw new MalformedMessageException("a path of more than " + depth + " components");
    }
    return in.text(EntryPath.MAX_COMPONENT_BYTES);
  }

  /** How many leading components a path has in common with the one before, but not all of it. */
  private static int shared(EntryPath path, @Nullable EntryPath before) {
    if (before == null) {
      return 0;
    }
    List<String> its = path.components();
    List<String> others = before.components();
    int most = Math.min(its.size() - 1, others.size());
    int shared = 0;
    while (shared < most && its.get(shared).equals(others.get(shared))) {
      shared++;
    }
    return shared;
  }

  /** What an entry takes in a page, in bytes at most. */
  static int room(ManifestEntry entry, @Nullable EntryPath before) {
    List<String> components = entry.path().components();
    int room = MOST_BESIDE_TEXTS;
    for (int i = shared(entry.path(), before); i < components.size(); i++) {
      room += 3 + utf8Length(components.get(i));
    }
    return entry instanceof ManifestEntry.Symlink link ? room + utf8Length(link.target()) : room;
  }

  /** In bytes at most. */
  private static int utf8Length(String text) {
    int length = text.length();
    for (int i = 0; i < text.length(); i++) {
      length += text.charAt(i) < 0x80 ? 0 : 2;
    }
    return length;
  }

  static FieldWriter write(ManifestEntry entry, @Nullable EntryPath before) {
    FieldWriter out = new FieldWriter(64);
    out.number(1, kind(entry));
    List<String> components = entry.path().components();
    int shared = shared(entry.path(), before);
    for (String component : components.subList(shared, components.size())) {
      out.text(2, component, EntryPath.MAX_COMPONENT_BYTES);
    }
    if (!(entry instanceof ManifestEntry.Symlink)) {
      out.number(3, entry.mode());
    }
    Instant modified = entry.modified();
    out.signed(4, modified.getEpochSecond());
    out.number(5, modified.getNano());
    out.number(6, entry.size());
    if (entry instanceof ManifestEntry.Symlink link) {
      out.text(7, link.target(), MAX_TARGET_BYTES);
    }
    out.number(9, shared);
    return out;
  }

  private static int kind(ManifestEntry entry) {
    return switch (entry) {
      case ManifestEntry.File _ -> FILE;
      case ManifestEntry.Stream _ -> STREAM;
      case ManifestEntry.Directory _ -> DIRECTORY;
      case ManifestEntry.Symlink _ -> SYMLINK;
    };
  }
}
