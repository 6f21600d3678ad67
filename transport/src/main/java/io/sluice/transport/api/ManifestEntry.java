package io.sluice.transport.api;

import java.time.Instant;

/** One thing in a transfer. Its index in the manifest is how both sides name it on the wire. */
public sealed interface ManifestEntry {
  EntryPath path();

  /** Permission bits as in POSIX, 0 to 0777; never setuid, setgid or sticky. */
  int mode();

  Instant modified();

  /** The bytes of content: 0 for anything but a file, and for a stream. */
  default long size() {
    return 0;
  }

  /** A regular file of {@code size} bytes, 0 or more. */
  record File(EntryPath path, int mode, Instant modified, long size) implements ManifestEntry {
    public File {
      checkMode(mode);
      if (size < 0) {
        throw new IllegalArgumentException("a size of " + size);
      }
    }
  }

  /**
   * A regular file whose size nobody knows before its end, as of what comes out of a program. A
   * manifest with one has nothing else.
   */
  record Stream(EntryPath path, int mode, Instant modified) implements ManifestEntry {
    public Stream {
      checkMode(mode);
    }
  }

  /** A directory, listed before what is in it. */
  record Directory(EntryPath path, int mode, Instant modified) implements ManifestEntry {
    public Directory {
      checkMode(mode);
    }
  }

  /**
   * A symbolic link that stays inside the transfer: {@code target} is relative to the folder the
   * link is in, and does not lead above the first component of {@code path}.
   */
  record Symlink(EntryPath path, Instant modified, String target) implements ManifestEntry {
    public Symlink {
      if (!staysInside(path, target)) {
        throw new IllegalArgumentException(
            "the link \"" + PeerText.escape(path + " -> " + target) + "\"");
      }
    }

    @Override
    public int mode() {
      return 0777;
    }

    /**
     * Whether a link at {@code path} with this target leads only to places below its first folder.
     * A {@code ..} may stand at the beginning only: behind a name, that name may itself be a link
     * upwards, and {@code link/..} then lies outside.
     */
    public static boolean staysInside(EntryPath path, String target) {
      if (target.isEmpty() || target.startsWith("/") || target.length() > 4096) {
        return false;
      }
      int depth = path.components().size() - 1;
      boolean down = false;
      for (String part : target.split("/", -1)) {
        switch (part) {
          case "", "." -> {}
          case ".." -> {
            if (down) {
              return false;
            }
            depth--;
          }
          default -> {
            down = true;
            if (part.indexOf('\\') >= 0 || part.indexOf('\0') >= 0) {
              return false;
            }
            depth++;
          }
        }
        if (depth < 1) {
          return false;
        }
      }
      return true;
    }
  }

  private static void checkMode(int mode) {
    if ((mode & ~0777) != 0) {
      throw new IllegalArgumentException("the mode " + Integer.toOctalString(mode));
    }
  }
}
