package io.sluice.transport.transfer.message;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.ManifestEntry;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of one manifest entry.
 *
 * <pre>
 * message Entry {
 *   enum Kind { NONE = 0; FILE = 1; DIRECTORY = 2; SYMLINK = 3; }
 *   Kind kind = 1;
 *   repeated string path = 2;     // one text per component
 *   uint32 mode = 3;              // not for a symlink
 *   sint64 modified_seconds = 4;  // since 1970
 *   uint32 modified_nanos = 5;
 *   uint64 size = 6;              // of a file
 *   string target = 7;            // of a symlink
 * }
 * </pre>
 */
final class Entry {
  private static final int FILE = 1;
  private static final int DIRECTORY = 2;
  private static final int SYMLINK = 3;
  private static final int MAX_TARGET_BYTES = 3 * 4096;
  private static final int MAX_NANOS = 999_999_999;

  private Entry() {}

  static ManifestEntry parse(FieldReader in) throws MalformedMessageException {
    int kind = 0;
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
        default -> in.skip();
      }
    }
    try {
      EntryPath path = new EntryPath(components);
      Instant modified = Instant.ofEpochSecond(seconds, nanos);
      return switch (kind) {
        case FILE -> new ManifestEntry.File(path, mode, modified, size);
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

  private static String component(FieldReader in, int depth) throws MalformedMessageException {
    if (depth == EntryPath.MAX_DEPTH) {
      throw new MalformedMessageException("a path of more than " + depth + " components");
    }
    return in.text(EntryPath.MAX_COMPONENT_BYTES);
  }

  static FieldWriter write(ManifestEntry entry) {
    FieldWriter out = new FieldWriter(64);
    out.number(1, kind(entry));
    for (String component : entry.path().components()) {
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
    return out;
  }

  private static int kind(ManifestEntry entry) {
    return switch (entry) {
      case ManifestEntry.File _ -> FILE;
      case ManifestEntry.Directory _ -> DIRECTORY;
      case ManifestEntry.Symlink _ -> SYMLINK;
    };
  }
}
