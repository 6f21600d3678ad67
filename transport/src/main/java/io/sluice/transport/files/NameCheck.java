package io.sluice.transport.files;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.files.handle.ListedName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Which names of this machine can be sent. */
final class NameCheck {
  private NameCheck() {}

  /** Why a name cannot be one of {@link EntryPath}, as a phrase; or null if it can. */
  static @Nullable String refusal(Path name) {
    return refusal(new ListedName(name.toString(), isReadable(name)));
  }

  /** The same of a name as it was found on the disk. */
  static @Nullable String refusal(ListedName name) {
    String text = name.text();
    if (!name.isText()) {
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
}
