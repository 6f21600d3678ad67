package io.sluice.transport.files;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.Selection;
import io.sluice.transport.api.TransportException;
import io.sluice.transport.files.GivenPaths.Given;
import io.sluice.transport.files.handle.DirectoryHandle;
import io.sluice.transport.files.handle.FileStat;
import io.sluice.transport.files.handle.ListedName;
import io.sluice.transport.files.select.Filter;
import io.sluice.transport.manifest.ManifestBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Walks what the user wants to send, in the order of a manifest. */
final class Scan {
  /** How many skipped things are remembered: a broken tree may hold any number. */
  static final int MAX_SKIPPED = 1_000;

  /** Everyone may read it. */
  private static final int READABLE = 0444;

  private final ManifestBuilder entries = new ManifestBuilder();
  private final SharedFiles files = new SharedFiles();
  private final List<SkippedFile> skipped = new ArrayList<>();
  private final Selection selection;
  private final int maxEntries;
  private final long maxMemory;

  /** Folders that are listed only if something in them is. */
  private final Deque<ManifestEntry.Directory> pending = new ArrayDeque<>();

  private long leftOut;

  private Scan(Selection selection, int maxEntries, long maxMemory) {
    this.selection = selection;
    this.maxEntries = maxEntries;
    this.maxMemory = maxMemory;
  }

  /**
   * What is found; {@link #files} stay open, for the caller to close.
   *
   * @param maxMemory what the names may take, in bytes
   */
  static Scan of(Selection selection, int maxEntries, long maxMemory) throws TransportException {
    Scan scan = new Scan(selection, maxEntries, maxMemory);
    try {
      scan.addAll();
      return scan;
    } catch (TransportException | RuntimeException e) {
      scan.files.close();
      throw e;
    }
  }

  private void addAll() throws TransportException {
    for (Given given : GivenPaths.of(selection.paths())) {
      try {
        addTop(given);
      } catch (IOException e) {
        throw given.unusable(e);
      }
    }
    if (entries.count() == 0) {
      throw failure("There is nothing to send" + whyNothing());
    }
  }

  private String whyNothing() {
    if (leftOut > 0) {
      return ": all of it is left out.";
    }
    if (skipped.isEmpty()) {
      return ".";
    }
    SkippedFile first = skipped.getFirst();
    String path = GivenPaths.quoted(first.path());
    return ": " + path + " was skipped, because " + first.reason() + ".";
  }

  Manifest manifest() {
    return entries.build();
  }

  SharedFiles files() {
    return files;
  }

  List<SkippedFile> skipped() {
    return skipped;
  }

  /** How many files and folders the selection's patterns leave out; a folder counts once. */
  long leftOut() {
    return leftOut;
  }

  private void addTop(Given given) throws IOException, TransportException {
    boolean isFolder = Files.isDirectory(given.real());
    if (Filter.leavesOutGiven(selection.excludes(), given.name(), isFolder)) {
      leftOut++;
      return;
    }
    EntryPath path = EntryPath.of(given.name());
    if (isFolder) {
      DirectoryHandle root = DirectoryHandle.open(given.real());
      files.addTop(given.name(), root, List.of());
      Filter filter = Filter.of(selection.excludes(), selection.git(), root, given.real());
      addDirectory(path, new Folder(root, given.real(), filter));
      return;
    }
    Path folder = given.real().getParent();
    Path name = given.real().getFileName();
    if (folder == null || name == null || !NameCheck.isReadable(name)) {
      throw new FileException(
          Problem.LOCAL_FILE, "its name is not valid in this system's character encoding");
    }
    DirectoryHandle root = DirectoryHandle.open(folder);
    files.addTop(given.name(), root, List.of(name.toString()));
    add(path, new Folder(root, folder, Filter.NOTHING), name.toString());
  }

  /**
   * A folder that is walked through.
   *
   * @param shown for messages
   */
  private record Folder(DirectoryHandle open, Path shown, Filter filter) {
    Folder enter(String name, DirectoryHandle below) throws IOException {
      return new Folder(below, shown.resolve(name), filter.enter(name, below));
    }
  }

  /**
   * Adds what has a name in a folder, which is not followed if it is a link.
   *
   * @throws IOException if it cannot be read
   */
  private void add(EntryPath path, Folder in, String name) throws IOException, TransportException {
    FileStat stat = in.open.stat(name);
    if (in.filter.leavesOut(name, stat.kind() == FileStat.Kind.DIRECTORY)) {
      leftOut++;
      return;
    }
    switch (stat.kind()) {
      case LINK -> addLink(path, in, name, stat);
      case DIRECTORY -> {
        try (DirectoryHandle directory = in.open.openDirectory(name)) {
          addDirectory(path, in.enter(name, directory));
        }
      }
      case FILE -> addFile(path, in, name, stat);
      case OTHER -> skip(in.shown.resolve(name), "it is a named pipe, a socket or a device");
    }
  }

  private void addFile(EntryPath path, Folder in, String name, FileStat stat)
      throws IOException, TransportException {
    if ((stat.mode() & READABLE) != READABLE && !in.open.isReadable(name)) {
      throw new FileException(Problem.LOCAL_FILE, "it may not be read");
    }
    addEntry(new ManifestEntry.File(path, stat.mode(), stat.modified(), stat.size()));
    files.add(entries.count() - 1, FileStamp.of(stat));
  }

  private void addLink(EntryPath path, Folder in, String name, FileStat stat)
      throws IOException, TransportException {
    ListedName target = in.open.readLink(name);
    if (!target.isText() || !ManifestEntry.Symlink.staysInside(path, target.text())) {
      skip(in.shown.resolve(name), "it is a link that leads out of the folder that is sent");
      return;
    }
    addEntry(new ManifestEntry.Symlink(path, stat.modified(), target.text()));
  }

  private void addDirectory(EntryPath path, Folder folder) throws IOException, TransportException {
    List<ListedName> children = children(folder.open);
    FileStat stat = folder.open.stat();
    var listed = new ManifestEntry.Directory(path, stat.mode(), stat.modified());
    pending.addLast(listed);
    if (!folder.filter.leavesOutEmptyFolders()) {
      addPending();
    }
    for (ListedName child : children) {
      String refusal = NameCheck.refusal(child);
      if (refusal == null && path.components().size() == EntryPath.MAX_DEPTH) {
        refusal = "it is more than " + EntryPath.MAX_DEPTH + " folders deep";
      }
      if (refusal != null) {
        skip(folder.shown.resolve(child.text()), refusal);
      } else {
        addChild(path.child(child.text()), folder, child.text());
      }
    }
    if (listed.equals(pending.peekLast())) {
      pending.removeLast();
      leftOut++;
    }
  }

  private void addChild(EntryPath path, Folder in, String name) throws TransportException {
    try {
      add(path, in, name);
    } catch (IOException e) {
      skip(in.shown.resolve(name), FileErrors.of(e).reason());
    }
  }

  private List<ListedName> children(DirectoryHandle directory)
      throws IOException, TransportException {
    List<ListedName> children = directory.list(maxEntries - entries.count());
    checkCount(entries.count() + children.size());
    return children;
  }

  private void addEntry(ManifestEntry entry) throws TransportException {
    addPending();
    entries.add(entry);
    checkCount(entries.count());
  }

  private void addPending() throws TransportException {
    while (!pending.isEmpty()) {
      entries.add(pending.removeFirst());
      checkCount(entries.count());
    }
  }

  private void skip(Path path, String reason) {
    if (skipped.size() < MAX_SKIPPED) {
      skipped.add(new SkippedFile(path, reason));
    }
  }

  private void checkCount(int count) throws TransportException {
    if (count > maxEntries || entries.memory() > maxMemory) {
      String most =
          count > maxEntries
              ? "There are more than " + maxEntries + " files and folders."
              : "The names of all files and folders take more memory than this program has.";
      throw failure(most + " Send them in several parts, or packed into one file.");
    }
  }

  private static TransportException failure(String sentence) {
    return new TransportException(Problem.LOCAL_FILE, sentence);
  }
}
