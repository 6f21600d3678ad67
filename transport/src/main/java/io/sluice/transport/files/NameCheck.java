package io.sluice.transport.files;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.ManifestEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Which names and links of this machine can be sent, and which of a peer's links can be made. */
final class NameCheck {
  private NameCheck() {}

  /** Why a name cannot be one of {@link EntryPath}, as a phrase; or null if it can. */
  static @Nullable String refusal(Path name) {
    String text = name.toString();
    if (!isReadable(name)) {
      return "its name is not valid in this system's character encoding";
    }
    if (text.indexOf('\\') >= 0) {
      return "there is a backslash in its name";
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > EntryPath.MAX_COMPONENT_BYTES) {
      return "its name is longer than " + EntryPath.MAX_COMPONENT_BYTES + " bytes";
    }
    return null;
  }

  /**
   * Whether the path is exactly its text: Java replaces bytes that it cannot decode, and what comes
   * of that names something else.
   */
  static boolean isReadable(Path path) {
    return path.getFileSystem().getPath(path.toString()).equals(path);
  }

  /**
   * Whether a link leads only to what is sent with it. Beyond {@link
   * ManifestEntry.Symlink#staysInside}, {@code ..} may stand at the beginning only: behind a name,
   * that name may itself be a link upwards, and {@code link/..} then lies outside.
   */
  static boolean isSafeLink(EntryPath path, String target) {
    boolean down = false;
    for (String part : target.split("/", -1)) {
      if (part.equals("..") && down) {
        return false;
      }
      down |= !part.equals("..") && !part.equals(".") && !part.isEmpty();
    }
    return ManifestEntry.Symlink.staysInside(path, target);
  }
}
