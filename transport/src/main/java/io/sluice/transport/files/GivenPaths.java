package io.sluice.transport.files;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.PeerText;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the user names to be sent, and the names that it arrives under. */
final class GivenPaths {
  /**
   * A path that was given.
   *
   * @param name that it arrives under
   * @param real without links
   */
  record Given(Path path, String name, Path real) {
    /** Why it cannot be sent. */
    TransportException unusable(IOException cause) {
      return GivenPaths.unusable(path, cause);
    }
  }

  private GivenPaths() {}

  /**
   * All of them, in the order in which their names are listed.
   *
   * @throws TransportException if one is not there, cannot arrive under its name, or under the same
   *     as another
   */
  static Collection<Given> of(List<Path> paths) throws TransportException {
    TreeMap<String, Given> byName = new TreeMap<>(EntryPath::compareNames);
    for (Path path : paths) {
      Given given = of(path);
      Given namesake = byName.putIfAbsent(given.name, given);
      if (namesake != null) {
        throw failure(
            quoted(namesake.path)
                + " and "
                + quoted(path)
                + " would both arrive as \""
                + PeerText.escape(given.name)
                + "\". Send one after the other, or rename one.");
      }
    }
    return byName.values();
  }

  private static Given of(Path path) throws TransportException {
    Path real;
    try {
      real = path.toRealPath();
    } catch (IOException e) {
      throw unusable(path, e);
    }
    Path name = name(path, real);
    String refusal = NameCheck.refusal(name);
    if (refusal != null) {
      throw failure(quoted(path) + " cannot be sent, because " + refusal + ".");
    }
    return new Given(path, name.toString(), real);
  }

  /** As the user gave it, if that is a name. */
  private static Path name(Path given, Path real) throws TransportException {
    Path name = given.getFileName();
    if (name == null || name.toString().matches("\\.{0,2}")) {
      name = real.getFileName();
    }
    if (name == null) {
      throw failure(quoted(given) + " has no name to arrive under. Send a folder in it.");
    }
    return name;
  }

  private static TransportException unusable(Path given, IOException cause) {
    String reason = FileErrors.of(cause).reason();
    return new TransportException(
        Problem.LOCAL_FILE,
        cause instanceof NoSuchFileException
            ? "There is no file or folder " + quoted(given) + "."
            : quoted(given) + " cannot be sent: " + reason + ".",
        cause);
  }

  private static TransportException failure(String sentence) {
    return new TransportException(Problem.LOCAL_FILE, sentence);
  }

  /** A path in a sentence for the user. */
  static String quoted(@Nullable Path path) {
    return "\"" + PeerText.escape(String.valueOf(path)) + "\"";
  }
}
