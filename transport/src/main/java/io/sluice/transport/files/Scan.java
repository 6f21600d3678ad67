package io.sluice.transport.files;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.PeerText;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks what the user wants to send, in the order of names, a directory before its content. */
final class Scan {
  /** How many skipped things are remembered: a broken tree may hold any number. */
  static final int MAX_SKIPPED = 1_000;

  private static final int USUAL_FILE = 0644;
  private static final int USUAL_DIRECTORY = 0755;

  private final List<ManifestEntry> entries = new ArrayList<>();
  private final Map<Integer, SourceFile> files = new HashMap<>();
  private final List<SkippedFile> skipped = new ArrayList<>();

  private final int maxEntries;

  private Scan(int maxEntries) {
    this.maxEntries = maxEntries;
  }

  static Scan of(List<Path> paths, int maxEntries) throws TransportException {
    Scan scan = new Scan(maxEntries);
    Map<String, Path> names = new HashMap<>();
    for (Path path : paths) {
      scan.addGiven(path, names);
    }
    if (scan.entries.isEmpty()) {
      throw failure(
          scan.skipped.isEmpty()
              ? "There is nothing to send."
              : "There is nothing to send: "
                  + quoted(scan.skipped.getFirst().path())
                  + " was skipped, because "
                  + scan.skipped.getFirst().reason()
                  + ".");
    }
    return scan;
  }

  List<ManifestEntry> entries() {
    return entries;
  }

  /** The files by their index in the entries. */
  Map<Integer, SourceFile> files() {
    return files;
  }

  List<SkippedFile> skipped() {
    return skipped;
  }

  private void addGiven(Path given, Map<String, Path> names) throws TransportException {
    Path real;
    try {
      real = given.toRealPath();
    } catch (IOException e) {
      throw unusable(given, e);
    }
    Path name = topName(given, real);
    String refusal = NameCheck.refusal(name);
    if (refusal != null) {
      throw failure(quoted(given) + " cannot be sent, because " + refusal + ".");
    }
    Path namesake = names.putIfAbsent(name.toString(), given);
    if (namesake != null) {
      throw failure(
          quoted(namesake)
              + " and "
              + quoted(given)
              + " would both arrive as "
              + quoted(name)
              + ". Send one after the other, or rename one.");
    }
    try {
      add(EntryPath.of(name.toString()), real);
    } catch (IOException e) {
      throw unusable(given, e);
    }
  }

  /** The name that something arrives under: as the user gave it, if that is a name. */
  private static Path topName(Path given, Path real) throws TransportException {
    Path name = given.getFileName();
    if (name == null || name.toString().matches("\\.{0,2}")) {
      name = real.getFileName();
    }
    if (name == null) {
      throw failure(quoted(given) + " has no name to arrive under. Send a folder in it.");
    }
    return name;
  }

  /**
   * Adds what is at {@code real}, which is not followed if it is a link.
   *
   * @throws IOException if it cannot be read
   */
  private void add(EntryPath path, Path real) throws IOException, TransportException {
    Class<? extends BasicFileAttributes> known =
        Modes.areKnownAt(real) ? PosixFileAttributes.class : BasicFileAttributes.class;
    var attributes = Files.readAttributes(real, known, LinkOption.NOFOLLOW_LINKS);
    if (attributes.isSymbolicLink()) {
      addLink(path, real, attributes);
    } else if (attributes.isDirectory()) {
      addDirectory(path, real, attributes);
    } else if (attributes.isRegularFile()) {
      addFile(path, real, attributes);
    } else {
      skip(real, "it is a named pipe, a socket or a device");
    }
  }

  private void addFile(EntryPath path, Path real, BasicFileAttributes attributes)
      throws IOException, TransportException {
    if (!Files.isReadable(real)) {
      throw new FileException(Problem.LOCAL_FILE, "it may not be read");
    }
    files.put(entries.size(), new SourceFile(real, FileStamp.of(attributes)));
    int mode = mode(attributes, USUAL_FILE);
    var modified = attributes.lastModifiedTime().toInstant();
    addEntry(new ManifestEntry.File(path, mode, modified, attributes.size()));
  }

  private void addLink(EntryPath path, Path real, BasicFileAttributes attributes)
      throws IOException, TransportException {
    Path target = Files.readSymbolicLink(real);
    if (!NameCheck.isReadable(target)
        || !ManifestEntry.Symlink.staysInside(path, target.toString())) {
      skip(real, "it is a link that leads out of the folder that is sent");
      return;
    }
    var modified = attributes.lastModifiedTime().toInstant();
    addEntry(new ManifestEntry.Symlink(path, modified, target.toString()));
  }

  private void addDirectory(EntryPath path, Path real, BasicFileAttributes attributes)
      throws IOException, TransportException {
    List<Path> children = children(real);
    int mode = mode(attributes, USUAL_DIRECTORY);
    addEntry(new ManifestEntry.Directory(path, mode, attributes.lastModifiedTime().toInstant()));
    for (Path child : children) {
      Path name = child.getFileName();
      String refusal = name == null ? "it has no name" : NameCheck.refusal(name);
      if (refusal == null && path.components().size() == EntryPath.MAX_DEPTH) {
        refusal = "it is more than " + EntryPath.MAX_DEPTH + " folders deep";
      }
      if (refusal != null) {
        skip(child, refusal);
      } else {
        addChild(path.child(String.valueOf(name)), child);
      }
    }
  }

  private void addChild(EntryPath path, Path real) throws TransportException {
    try {
      add(path, real);
    } catch (IOException e) {
      skip(real, FileErrors.of(e).reason());
    }
  }

  private List<Path> children(Path directory) throws IOException, TransportException {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path child : stream) {
        children.add(child);
        checkCount(entries.size() + children.size());
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    children.sort(Comparator.comparing(Path::toString));
    return children;
  }

  private void addEntry(ManifestEntry entry) throws TransportException {
    entries.add(entry);
    checkCount(entries.size());
  }

  private void skip(Path path, String reason) {
    if (skipped.size() < MAX_SKIPPED) {
      skipped.add(new SkippedFile(path, reason));
    }
  }

  private void checkCount(int count) throws TransportException {
    if (count > maxEntries) {
      throw failure(
          "There are more than "
              + maxEntries
              + " files and folders. Send them in several parts, or packed into one file.");
    }
  }

  private static int mode(BasicFileAttributes attributes, int usual) {
    return attributes instanceof PosixFileAttributes posix ? Modes.of(posix.permissions()) : usual;
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

  private static String quoted(@Nullable Path path) {
    return "\"" + PeerText.escape(String.valueOf(path)) + "\"";
  }
}
