package io.sluice.transport.files;

import io.sluice.crypto.digest.Cover;
import io.sluice.crypto.digest.LeafHash;
import io.sluice.transport.api.Decisions;
import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.FileChecksum;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.Problem;
import io.sluice.transport.files.handle.DirectoryHandle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A folder of this machine's disk. Content is written to hidden part files, {@code
 * .sluice-RANDOM-ENTRY.part}, each in the directory that its file goes into. No link below the
 * target is followed. What is received never has the setuid, setgid or sticky bit and is never
 * writable by everyone.
 */
public final class FileSink implements Sink {
  private static final int RANDOM_BYTES = 8;

  /** What is read of existing files before the sender hears of it. */
  private static final long LOOK_BYTES = 256L << 20;

  private interface Work {
    void run() throws FileException;
  }

  private interface Step {
    void take(int entry) throws FileException;
  }

  private final Path target;
  private final Manifest manifest;
  private final Decisions decisions;
  private final Directories.Opener opener;
  private final DirectoryEntries directoryEntries;
  private final String partPrefix;
  private final Map<Integer, PartFile> parts = new ConcurrentHashMap<>();
  private final Map<Integer, String> givenNames = new ConcurrentHashMap<>();
  private final AtomicInteger alreadyThere = new AtomicInteger();
  private final OpenFiles open = new OpenFiles();

  /** Shared by who writes, exclusive to who closes: after that nothing is made any more. */
  private final ReadWriteLock life = new ReentrantReadWriteLock();

  private final @Nullable Resumption memory;
  private final @Nullable Checkpoints checkpoints;
  private @Nullable Directories directories;
  private @Nullable ExistingFiles existing;
  private @Nullable Checksums checksums;
  private boolean closed;
  private boolean finished;
  private volatile boolean complete;

  /**
   * Touches nothing yet.
   *
   * @param target an existing folder, to receive into it; or, if the manifest has one top-level
   *     entry, a path that does not exist yet in an existing folder, to receive under that name
   */
  public FileSink(Path target, Manifest manifest) {
    this(target, manifest, Decisions.TAKE_ALL);
  }

  /**
   * Touches nothing yet.
   *
   * @param decisions about its entries
   */
  public FileSink(Path target, Manifest manifest, Decisions decisions) {
    this(target, manifest, decisions, null, DirectoryHandle::open);
  }

  /**
   * As above, going on from an earlier run, and for a later one to go on.
   *
   * @param memory is closed with this sink; null if nothing is to be kept
   */
  public FileSink(
      Path target, Manifest manifest, Decisions decisions, @Nullable Resumption memory) {
    this(target, manifest, decisions, memory, DirectoryHandle::open);
  }

  FileSink(Path target, Manifest manifest, Decisions decisions, Directories.Opener opener) {
    this(target, manifest, decisions, null, opener);
  }

  FileSink(
      Path target,
      Manifest manifest,
      Decisions decisions,
      @Nullable Resumption memory,
      Directories.Opener opener) {
    this.memory = memory;
    this.checkpoints = memory == null ? null : new Checkpoints(memory, parts);
    this.target = target;
    this.manifest = manifest;
    this.decisions = decisions;
    this.opener = opener;
    this.directoryEntries = new DirectoryEntries(manifest, decisions.skipped());
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    partPrefix = ".sluice-" + HexFormat.of().formatHex(random) + "-";
  }

  @Override
  public Holdings look(int from, int count) throws FileException {
    List<Holdings.Holding> found = new ArrayList<>();
    int entry = from;
    long bytes = 0;
    while (entry < from + count && bytes < LOOK_BYTES) {
      if (decisions.takes(entry) && manifest.entry(entry) instanceof ManifestEntry.File file) {
        Holdings.Holding held = memory == null ? null : memory.look(entry, file, directories());
        if (held == null && decisions.compared().contains(entry)) {
          bytes += file.size();
          held = existing().look(entry, file);
        }
        if (held != null) {
          found.add(held);
        }
      }
      entry++;
    }
    return new Holdings(entry, found);
  }

  @Override
  public Cover keep(int entry, long first, long count) throws FileException {
    if (memory != null && memory.holds(entry)) {
      return memory.keep(entry, first, count);
    }
    Cover[] kept = new Cover[1];
    whileOpen(
        () -> {
          PartFile part = part(entry);
          kept[0] = existing().keep(entry, file(entry), first, count, part);
          open.used(part);
        });
    return Objects.requireNonNull(kept[0]);
  }

  @Override
  public ByteBuffer recall(int entry, long first, int count) throws FileException {
    return memory != null && memory.holds(entry)
        ? memory.recall(entry, first, count)
        : existing().recall(file(entry), first, count);
  }

  @Override
  public void write(int entry, long offset, ByteBuffer data, byte[] leafHash) throws FileException {
    Resumption kept = memory;
    Checkpoints syncs = checkpoints;
    if (kept == null || syncs == null) {
      write(entry, offset, data);
      return;
    }
    int length = data.remaining();
    long leaf = offset / LeafHash.LEAF_BYTES;
    whileOpen(() -> kept.writes(entry, file(entry), part(entry), leaf));
    write(entry, offset, data);
    whileOpen(
        () -> {
          syncs.wrote(entry, length);
          kept.wrote(entry, leaf, leafHash);
        });
  }

  /** Has the journal say of all that was written that it is on the disk; it is, then. */
  void checkpoint() {
    if (checkpoints != null) {
      checkpoints.run();
    }
  }

  @Override
  public void complete() {
    complete = true;
  }

  @Override
  public void write(int entry, long offset, ByteBuffer data) throws FileException {
    ManifestEntry.File file = file(entry);
    Objects.checkFromIndexSize(offset, data.remaining(), file.size());
    whileOpen(
        () -> {
          PartFile part = part(entry);
          ByteBuffer same = data.duplicate();
          part.write(offset, data);
          open.used(part);
          if (checksums != null) {
            checksums.written(entry, offset, same);
          }
        });
  }

  @Override
  public Map<Integer, FileException> publish(List<Integer> entries) {
    entries.forEach(this::file);
    Map<Integer, FileException> failures = new ConcurrentHashMap<>();
    try {
      whileOpen(() -> publish(entries, failures));
    } catch (FileException e) {
      entries.forEach(entry -> failures.putIfAbsent(entry, e));
    }
    return failures;
  }

  /**
   * First the system begins to write out all, then all are waited for side by side; then they are
   * named, and one wait makes the names of each directory last.
   */
  private void publish(List<Integer> entries, Map<Integer, FileException> failures) {
    List<Integer> others = new ArrayList<>();
    for (int entry : entries) {
      if (memory != null && memory.isInPlace(entry)) {
        take(entry, failures, this::leaveInPlace);
      } else if (isSame(entry)) {
        take(entry, failures, this::keepWhole);
      } else {
        others.add(entry);
      }
    }
    publishParts(others, failures);
  }

  /** An earlier run put it there. */
  private void leaveInPlace(int entry) throws FileException {
    Checksums sums = checksums;
    if (sums != null) {
      long size = file(entry).size();
      existing().reading(file(entry), there -> sums.complete(entry, size, there::read));
      sums.inPlace(entry);
    }
  }

  private boolean isSame(int entry) {
    try {
      return decisions.compared().contains(entry) && existing().isSame(entry, file(entry));
    } catch (FileException e) {
      return false;
    }
  }

  /** What is there is what was offered, and stays. */
  private void keepWhole(int entry) throws FileException {
    long size = file(entry).size();
    existing()
        .reread(
            entry,
            file(entry),
            there -> {
              if (checksums != null) {
                checksums.complete(entry, size, there::read);
              }
            });
    alreadyThere.incrementAndGet();
    if (checksums != null) {
      checksums.inPlace(entry);
    }
    parts.remove(entry);
  }

  private void publishParts(List<Integer> entries, Map<Integer, FileException> failures) {
    each(entries, failures, this::complete);
    DiskWaits.all(
        entries.stream()
            .filter(entry -> !failures.containsKey(entry))
            .map(entry -> (Runnable) () -> take(entry, failures, this::sync))
            .toList());
    if (memory != null) {
      // Whose name is on the disk must be known to be ours.
      memory.force();
    }
    each(entries, failures, this::giveName);
    each(entries, failures, this::syncName);
  }

  private void sync(int entry) throws FileException {
    keeping(() -> part(entry).sync());
  }

  private void syncName(int entry) throws FileException {
    keeping(() -> directories().sync(file(entry).path()));
  }

  /**
   * Waits for the disk. What finds no room there may be lost although the next wait succeeds: this
   * is a failure, and not to be tried again when there is room.
   */
  private static void keeping(Work wait) throws FileException {
    try {
      wait.run();
    } catch (DiskFullException e) {
      throw new FileException(e.problem(), e.reason(), e);
    }
  }

  private static void each(List<Integer> entries, Map<Integer, FileException> failures, Step step) {
    entries.stream()
        .filter(entry -> !failures.containsKey(entry))
        .forEach(entry -> take(entry, failures, step));
  }

  private static void take(int entry, Map<Integer, FileException> failures, Step step) {
    try {
      step.take(entry);
    } catch (FileException e) {
      failures.put(entry, e);
    }
  }

  @Override
  public Map<Integer, FileException> place(List<WholeFile> files) {
    Map<Boolean, List<WholeFile>> known =
        files.stream().collect(Collectors.partitioningBy(file -> mayBeHere(file.entry())));
    Map<Integer, FileException> failures = placeNew(known.getOrDefault(false, List.of()));
    for (WholeFile file : known.getOrDefault(true, List.of())) {
      failures.putAll(
          memory != null && memory.isInPlace(file.entry())
              ? publish(List.of(file.entry()))
              : Sink.super.place(List.of(file)));
    }
    return failures;
  }

  private boolean mayBeHere(int entry) {
    return (memory != null && memory.holds(entry)) || decisions.compared().contains(entry);
  }

  private Map<Integer, FileException> placeNew(List<WholeFile> files) {
    Map<Integer, FileException> failures = new HashMap<>();
    try {
      whileOpen(
          () ->
              failures.putAll(
                  new WholeFiles(
                          directories(), manifest, decisions, memory, checksums, partPrefix, files)
                      .place(this::noteName)));
    } catch (FileException e) {
      files.forEach(file -> failures.putIfAbsent(file.entry(), e));
    }
    return failures;
  }

  private void complete(int entry) throws FileException {
    PartFile part = part(entry);
    open.withdraw(part);
    long size = file(entry).size();
    if (memory != null) {
      memory.begin(entry, file(entry), part);
    }
    part.complete(size, Attributes.of(file(entry)));
    if (checksums != null) {
      Checksums sums = checksums;
      part.read(file -> sums.complete(entry, size, file::read));
    }
  }

  private void giveName(int entry) throws FileException {
    noteName(entry, part(entry).giveName(decisions.of(entry)));
    directories().changed(file(entry).path());
    parts.remove(entry);
    if (checksums != null) {
      checksums.inPlace(entry);
    }
  }

  @Override
  public void symlink(int entry) throws FileException {
    if (!(manifest.entry(entry) instanceof ManifestEntry.Symlink link)) {
      throw new IllegalArgumentException("entry " + entry + " is no link");
    }
    whileOpen(
        () -> directories().making(link.path(), directory -> makeLink(entry, link, directory)));
  }

  private void makeLink(int entry, ManifestEntry.Symlink link, DirectoryHandle directory)
      throws IOException {
    Naming naming = new Naming(decisions.of(entry), directories().nameOf(link.path()));
    try {
      naming.give(
          name -> directory.makeLink(name, link.target()),
          name -> replaceByLink(entry, link, directory, name));
      Attributes.of(link).setOfLink(directory, naming.given());
      noteName(entry, naming.given());
      directories().changed(link.path());
    } catch (UnsupportedOperationException e) {
      throw new FileException(Problem.LOCAL_FILE, "this computer has no links");
    }
  }

  private void replaceByLink(
      int entry, ManifestEntry.Symlink link, DirectoryHandle directory, String name)
      throws IOException {
    String hidden = partPrefix + entry + ".part";
    directory.makeLink(hidden, link.target());
    try {
      directory.replace(hidden, name);
    } catch (IOException e) {
      directory.removeFile(hidden);
      throw e;
    }
  }

  private void noteName(int entry, String given) throws FileException {
    if (!given.equals(directories().nameOf(manifest.entry(entry).path()))) {
      givenNames.put(entry, given);
    }
  }

  /** How many files were there already, the same as they were offered, and stayed. */
  public int alreadyThere() {
    return alreadyThere.get();
  }

  /** Has SHA-256 of every file be kept. To be called before the first write. */
  public void keepChecksums() {
    checksums = new Checksums();
  }

  /** SHA-256 of the files that are in place, in the order of the manifest; none if not kept. */
  public List<FileChecksum> checksums() throws FileException {
    List<FileChecksum> all = new ArrayList<>();
    if (checksums != null) {
      for (Map.Entry<Integer, String> sum : checksums.all().entrySet()) {
        all.add(new FileChecksum(place(sum.getKey()), sum.getValue()));
      }
    }
    return all;
  }

  /** Where an entry is, from the target as it was given. */
  private Path place(int entry) throws FileException {
    Layout layout = directories().layout();
    List<String> names = new ArrayList<>(layout.names(manifest.entry(entry).path()));
    String given = givenNames.get(entry);
    if (given != null) {
      names.set(names.size() - 1, given);
    }
    Path place = layout.rename() == null ? target : target.resolveSibling("");
    for (String name : names) {
      place = place.resolve(name);
    }
    return place;
  }

  /** The names that entries got because their own were taken, by their index. */
  public Map<Integer, String> givenNames() {
    return Map.copyOf(givenNames);
  }

  @Override
  public void finishDirectories() throws FileException {
    whileOpen(
        () -> {
          FileException unmade = directoryEntries.make(directories());
          keeping(() -> directories().sync());
          FileException unset = directoryEntries.setAttributes(directories());
          finished = true;
          if (unmade != null || unset != null) {
            throw unmade != null ? unmade : Objects.requireNonNull(unset);
          }
        });
  }

  @Override
  public void discard(int entry) {
    PartFile part = parts.remove(entry);
    if (checksums != null) {
      checksums.forget(entry);
    }
    if (part != null) {
      part.discard();
      open.forget(part);
    }
    if (memory != null) {
      memory.dropped(entry);
    }
  }

  @Override
  public void close() {
    life.writeLock().lock();
    try {
      closed = true;
      if (memory != null && checkpoints != null && !complete && !memory.isEmpty()) {
        suspend(memory, checkpoints);
        return;
      }
      parts.keySet().forEach(this::discard);
      if (memory != null) {
        memory.forget();
      }
      if (directories != null && !finished) {
        directories.removeEmpty();
        // What is in place stays, and should be as usable as the sender's.
        directoryEntries.setAttributes(directories);
        finished = true;
      }
      if (directories != null) {
        directories.close();
      }
    } finally {
      life.writeLock().unlock();
    }
  }

  /** Leaves all as it is, on the disk, for a later run. */
  private void suspend(Resumption kept, Checkpoints last) {
    last.run();
    parts.values().forEach(PartFile::release);
    kept.close();
    if (directories != null) {
      directories.close();
    }
  }

  private ManifestEntry.File file(int entry) {
    if (manifest.entry(entry) instanceof ManifestEntry.File file) {
      return file;
    }
    throw new IllegalArgumentException("entry " + entry + " is no file");
  }

  private PartFile part(int entry) throws FileException {
    Directories below = directories();
    if (memory != null && !parts.containsKey(entry)) {
      PartFile left = memory.part(entry, file(entry).path(), below);
      if (left != null) {
        parts.put(entry, left);
      }
    }
    return parts.computeIfAbsent(
        entry, e -> new PartFile(below, file(e).path(), partPrefix + e + ".part"));
  }

  private synchronized Directories directories() throws FileException {
    if (directories == null) {
      Layout layout = memory == null ? Layout.of(target, manifest) : memory.layout();
      directories = new Directories(layout.with(changedNames()), opener);
      if (memory != null) {
        directories.goOn(memory.made(), memory::made);
      }
    }
    return directories;
  }

  private synchronized ExistingFiles existing() throws FileException {
    if (existing == null) {
      existing = new ExistingFiles(directories());
    }
    return existing;
  }

  private Map<EntryPath, String> changedNames() {
    Map<EntryPath, String> names = new HashMap<>();
    decisions.names().forEach((entry, name) -> names.put(manifest.entry(entry).path(), name));
    return names;
  }

  private void whileOpen(Work work) throws FileException {
    life.readLock().lock();
    try {
      if (closed) {
        throw new FileException(Problem.OTHER, "it is not being received any more");
      }
      work.run();
    } finally {
      life.readLock().unlock();
    }
  }
}
