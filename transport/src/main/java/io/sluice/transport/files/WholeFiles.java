package io.sluice.transport.files;

import io.sluice.transport.api.Decisions;
import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.Problem;
import io.sluice.transport.files.handle.DirectoryHandle;
import io.sluice.transport.files.handle.FileHandle;
import io.sluice.transport.files.handle.FileStat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Small files that are put in place together: those of one folder with one walk to it, all of them
 * with one force of the journal. In the order that every file keeps: written, on the disk, in the
 * journal, named.
 */
final class WholeFiles {
  /** One of them, from its first byte to its name. */
  private static final class Part {
    private final WholeFile file;
    private final ManifestEntry.File entry;
    private final String hidden;
    private @Nullable FileHandle handle;
    private @Nullable FileStat made;

    private Part(WholeFile file, ManifestEntry.File entry, String hidden) {
      this.file = file;
      this.entry = entry;
      this.hidden = hidden;
    }
  }

  /** What is done with one of them in the open directory that it goes into. */
  private interface Step {
    void take(Part part, DirectoryHandle directory) throws IOException;
  }

  /** Who is told of a name that an entry got. */
  interface Named {
    void named(int entry, String name) throws FileException;
  }

  private final Directories directories;
  private final Decisions decisions;
  private final @Nullable Resumption memory;
  private final @Nullable Checksums checksums;
  private final List<Part> parts = new ArrayList<>();
  private final Map<Integer, FileException> failures = new ConcurrentHashMap<>();

  /**
   * @param partPrefix of the hidden names
   */
  WholeFiles(
      Directories directories,
      Manifest manifest,
      Decisions decisions,
      @Nullable Resumption memory,
      @Nullable Checksums checksums,
      String partPrefix,
      List<WholeFile> files) {
    this.directories = directories;
    this.decisions = decisions;
    this.memory = memory;
    this.checksums = checksums;
    for (WholeFile file : files) {
      ManifestEntry.File entry = (ManifestEntry.File) manifest.entry(file.entry());
      parts.add(new Part(file, entry, partPrefix + file.entry() + ".part"));
    }
  }

  /** Puts them in place; why some are not. Of those nothing is left. */
  Map<Integer, FileException> place(Named names) {
    inEachDirectory(true, this::write);
    DiskWaits.all(going().map(part -> (Runnable) () -> sync(part)).toList());
    note();
    inEachDirectory(false, (part, directory) -> name(part, directory, names));
    syncNames();
    inEachDirectory(failed(), false, this::remove);
    return failures;
  }

  private Stream<Part> going() {
    return parts.stream().filter(part -> !failures.containsKey(part.file.entry()));
  }

  private List<Part> failed() {
    return parts.stream().filter(part -> failures.containsKey(part.file.entry())).toList();
  }

  private void inEachDirectory(boolean make, Step step) {
    inEachDirectory(going().toList(), make, step);
  }

  /** Takes the step for each part; a walk leads to all that follow each other in one directory. */
  private void inEachDirectory(List<Part> of, boolean make, Step step) {
    for (int from = 0; from < of.size(); ) {
      EntryPath path = of.get(from).entry.path();
      int end = from + 1;
      while (end < of.size() && of.get(end).entry.path().isBeside(path)) {
        end++;
      }
      List<Part> there = of.subList(from, end);
      try {
        Directories.Use use = directory -> there.forEach(part -> take(step, part, directory));
        if (make) {
          directories.making(path, use);
        } else {
          directories.existing(path, use);
        }
      } catch (FileException e) {
        there.forEach(part -> failures.putIfAbsent(part.file.entry(), e));
      }
      from = end;
    }
  }

  private void take(Step step, Part part, DirectoryHandle directory) {
    try {
      step.take(part, directory);
    } catch (IOException e) {
      failures.putIfAbsent(part.file.entry(), directories.failed(e));
    }
  }

  private void write(Part part, DirectoryHandle directory) throws IOException {
    FileHandle handle = directory.createFile(part.hidden, Modes.PRIVATE_FILE);
    part.handle = handle;
    part.made = handle.stat();
    if (part.file.content().hasRemaining()) {
      handle.write(0, part.file.content());
    }
    Attributes.of(part.entry).set(handle);
    handle.startSync();
    if (checksums != null) {
      checksums.whole(part.file.entry(), part.file.content());
    }
  }

  /** Any thread. */
  private void sync(Part part) {
    try (FileHandle handle = part.handle) {
      if (handle != null) {
        handle.sync();
      }
    } catch (IOException e) {
      failures.put(part.file.entry(), directories.failed(e));
    }
    part.handle = null;
  }

  /** Whose name is on the disk must be known to be ours. */
  private void note() {
    Resumption journal = memory;
    if (journal == null) {
      return;
    }
    going()
        .forEach(
            part -> {
              try {
                String key = part.made == null ? "" : PartFile.key(part.made);
                journal.begin(part.file.entry(), part.entry, part.hidden, key);
                if (part.entry.size() > 0) {
                  journal.wrote(part.file.entry(), 0, part.file.root());
                }
              } catch (FileException e) {
                failures.put(part.file.entry(), e);
              }
            });
    journal.force();
  }

  private void name(Part part, DirectoryHandle directory, Named names) throws IOException {
    checkIsOurs(part, directory);
    String own = directories.nameOf(part.entry.path());
    Naming naming = new Naming(decisions.of(part.file.entry()), own);
    naming.give(
        name -> directory.rename(part.hidden, name), name -> directory.replace(part.hidden, name));
    directories.changed(part.entry.path());
    names.named(part.file.entry(), naming.given());
    if (checksums != null) {
      checksums.inPlace(part.file.entry());
    }
  }

  private static void checkIsOurs(Part part, DirectoryHandle directory) throws IOException {
    if (part.made == null || !part.made.isSameAs(directory.stat(part.hidden))) {
      throw new FileException(Problem.LOCAL_FILE, "someone replaced its part file");
    }
  }

  private void syncNames() {
    going()
        .forEach(
            part -> {
              try {
                directories.sync(part.entry.path());
              } catch (FileException e) {
                // They are named: whatever it was, there is nothing to try again.
                FileException last = new FileException(e.problem(), e.reason(), e);
                failures.put(part.file.entry(), last);
              }
            });
  }

  private void remove(Part part, DirectoryHandle directory) throws IOException {
    if (part.handle != null) {
      part.handle.close();
    }
    if (checksums != null) {
      checksums.forget(part.file.entry());
    }
    if (part.made != null) {
      checkIsOurs(part, directory);
      directory.removeFile(part.hidden);
    }
    if (memory != null) {
      memory.dropped(part.file.entry());
    }
  }
}
