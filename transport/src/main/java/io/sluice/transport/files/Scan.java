package io.sluice.transport.files;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.PeerText;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.Selection;
import io.sluice.transport.api.TransportException;
import io.sluice.transport.files.handle.DirectoryHandle;
import io.sluice.transport.files.handle.FileStat;
import io.sluice.transport.files.handle.ListedName;
import io.sluice.transport.files.select.Filter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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

  private final List<ManifestEntry> entries = new ArrayList<>();
  private final Map<Integer, SourceFile> files = new HashMap<>();
  private final List<SkippedFile> skipped = new ArrayList<>();
  private final List<DirectoryHandle> roots = new ArrayList<>();
  private final Selection selection;
  private final int maxEntries;
  private long leftOut;

  private Scan(Selection selection, int maxEntries) {
    this.selection = selection;
    this.maxEntries = maxEntries;
  }

  /** What is found; {@link #roots} stay open, for the caller to close. */
  static Scan of(Selection selection, int maxEntries) throws TransportException {
    Scan scan = new Scan(selection, maxEntries);
    try {
      scan.addAll();
      return scan;
    } catch (TransportException | RuntimeException e) {
      scan.closeRoots();
      throw e;
    }
  }

  private void addAll() throws TransportException {
    Map<String, Path> names = new HashMap<>();
    for (Path path : selection.paths()) {
      addGiven(path, names);
    }
    if (entries.isEmpty() && leftOut > 0) {
      throw failure("There is nothing to send: all of it is left out.");
    }
    if (entries.isEmpty()) {
      throw failure(
          skipped.isEmpty()
              ? "There is nothing to send."
              : "There is nothing to send: "
                  + quoted(skipped.getFirst().path())
                  + " was skipped, because "
                  + skipped.getFirst().reason()
                  + ".");
    }
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

  /** How many files and folders the selection's patterns leave out; a folder counts once. */
  long leftOut() {
    return leftOut;
  }

  /** The open directories that the files are read from. */
  List<DirectoryHandle> roots() {
    return roots;
  }

  private void closeRoots() {
    for (DirectoryHandle root : roots) {
      try {
        root.close();
      } catch (IOException e) {
        // Nothing was written through it.
      }
    }
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
      addTop(EntryPath.of(name.toString()), real);
    } catch (IOException e) {
      throw unusable(given, e);
    }
  }

  private void addTop(EntryPath path, Path real) throws IOException, TransportException {
    boolean isFolder = Files.isDirectory(real);
    if (Filter.leavesOutGiven(selection.excludes(), path.name(), isFolder)) {
      leftOut++;
      return;
    }
    if (isFolder) {
      DirectoryHandle root = root(real);
      Filter filter = Filter.of(selection.excludes(), selection.git(), root, real);
      addDirectory(path, new Place(root, root, List.of(), real, filter));
      return;
    }
    Path folder = real.getParent();
    Path name = real.getFileName();
    if (folder == null || name == null || !NameCheck.isReadable(name)) {
      throw new FileException(
          Problem.LOCAL_FILE, "its name is not valid in this system's character encoding");
    }
    DirectoryHandle root = root(folder);
    add(path, new Place(root, root, List.of(name.toString()), real, Filter.NOTHING));
  }

  private DirectoryHandle root(Path directory) throws IOException {
    DirectoryHandle root = DirectoryHandle.open(directory);
    roots.add(root);
    return root;
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
   * Something below a root.
   *
   * @param in the open directory that it is in; of a root, the root itself
   * @param names lead from the root to it
   * @param shown for messages
   * @param filter of the directory that it is in
   */
  private record Place(
      DirectoryHandle root, DirectoryHandle in, List<String> names, Path shown, Filter filter) {
    String name() {
      return names.getLast();
    }

    Place child(String name) {
      List<String> longer = new ArrayList<>(names);
      longer.add(name);
      return new Place(root, in, List.copyOf(longer), shown.resolve(name), filter);
    }

    Place opened(DirectoryHandle directory) throws IOException {
      return new Place(root, directory, names, shown, filter.enter(name(), directory));
    }
  }

  /**
   * Adds what is at the place, which is not followed if it is a link.
   *
   * @throws IOException if it cannot be read
   */
  private void add(EntryPath path, Place place) throws IOException, TransportException {
    FileStat stat = place.in.stat(place.name());
    if (place.filter.leavesOut(place.name(), stat.kind() == FileStat.Kind.DIRECTORY)) {
      leftOut++;
      return;
    }
    switch (stat.kind()) {
      case LINK -> addLink(path, place, stat);
      case DIRECTORY -> {
        try (DirectoryHandle directory = place.in.openDirectory(place.name())) {
          addDirectory(path, place.opened(directory));
        }
      }
      case FILE -> addFile(path, place, stat);
      case OTHER -> skip(place.shown, "it is a named pipe, a socket or a device");
    }
  }

  private void addFile(EntryPath path, Place place, FileStat stat)
      throws IOException, TransportException {
    if (!place.in.isReadable(place.name())) {
      throw new FileException(Problem.LOCAL_FILE, "it may not be read");
    }
    files.put(entries.size(), new SourceFile(place.root, place.names, FileStamp.of(stat)));
    addEntry(new ManifestEntry.File(path, stat.mode(), stat.modified(), stat.size()));
  }

  private void addLink(EntryPath path, Place place, FileStat stat)
      throws IOException, TransportException {
    ListedName target = place.in.readLink(place.name());
    if (!target.isText() || !ManifestEntry.Symlink.staysInside(path, target.text())) {
      skip(place.shown, "it is a link that leads out of the folder that is sent");
      return;
    }
    addEntry(new ManifestEntry.Symlink(path, stat.modified(), target.text()));
  }

  private void addDirectory(EntryPath path, Place place) throws IOException, TransportException {
    List<ListedName> children = children(place.in);
    FileStat stat = place.in.stat();
    int index = entries.size();
    addEntry(new ManifestEntry.Directory(path, stat.mode(), stat.modified()));
    for (ListedName child : children) {
      String refusal = NameCheck.refusal(child);
      if (refusal == null && path.components().size() == EntryPath.MAX_DEPTH) {
        refusal = "it is more than " + EntryPath.MAX_DEPTH + " folders deep";
      }
      if (refusal != null) {
        skip(place.shown.resolve(child.text()), refusal);
      } else {
        addChild(path.child(child.text()), place.child(child.text()));
      }
    }
    if (place.filter.leavesOutEmptyFolders() && entries.size() == index + 1) {
      entries.removeLast();
      leftOut++;
    }
  }

  private void addChild(EntryPath path, Place place) throws TransportException {
    try {
      add(path, place);
    } catch (IOException e) {
      skip(place.shown, FileErrors.of(e).reason());
    }
  }

  private List<ListedName> children(DirectoryHandle directory)
      throws IOException, TransportException {
    List<ListedName> children = new ArrayList<>(directory.list(maxEntries - entries.size()));
    checkCount(entries.size() + children.size());
    children.sort(Comparator.comparing(ListedName::text));
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
