package io.sluice.transport.files;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.Problem;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A sink without a disk. */
final class MemorySink implements Sink {
  private final Manifest manifest;
  private final Map<Integer, byte[]> parts = new HashMap<>();
  private final Map<Integer, Integer> written = new HashMap<>();
  private final Map<EntryPath, byte[]> files = new HashMap<>();
  private final Set<EntryPath> taken = new HashSet<>();
  private boolean closed;

  MemorySink(Manifest manifest) {
    this.manifest = manifest;
  }

  /** Puts something in the way. */
  synchronized void occupy(EntryPath path) {
    taken.add(path);
  }

  synchronized byte @Nullable [] content(EntryPath path) {
    return files.get(path);
  }

  synchronized Set<EntryPath> names() {
    return Set.copyOf(taken);
  }

  @Override
  public synchronized void write(int entry, long offset, ByteBuffer data) throws FileException {
    ManifestEntry.File file = file(entry);
    checkOpen();
    int count = data.remaining();
    Objects.checkFromIndexSize(offset, count, file.size());
    data.get(parts.computeIfAbsent(entry, e -> new byte[(int) file.size()]), (int) offset, count);
    written.merge(entry, (int) offset + count, Math::max);
  }

  @Override
  public synchronized Map<Integer, FileException> publish(List<Integer> entries) {
    Map<Integer, FileException> failures = new HashMap<>();
    for (int entry : entries) {
      try {
        publishOne(entry);
      } catch (FileException e) {
        failures.put(entry, e);
      }
    }
    return failures;
  }

  private void publishOne(int entry) throws FileException {
    ManifestEntry.File file = file(entry);
    checkOpen();
    if (written.getOrDefault(entry, 0) != file.size()) {
      throw new FileException(Problem.INTEGRITY, "it is not complete");
    }
    take(file.path());
    byte[] content = parts.remove(entry);
    files.put(file.path(), content == null ? new byte[0] : content);
  }

  @Override
  public synchronized void symlink(int entry) throws FileException {
    if (!(manifest.entry(entry) instanceof ManifestEntry.Symlink link)) {
      throw new IllegalArgumentException("entry " + entry + " is no link");
    }
    take(link.path());
  }

  @Override
  public synchronized void finishDirectories() {
    for (ManifestEntry entry : manifest) {
      if (entry instanceof ManifestEntry.Directory) {
        taken.add(entry.path());
      }
    }
  }

  @Override
  public synchronized void discard(int entry) {
    parts.remove(entry);
    written.remove(entry);
  }

  @Override
  public synchronized void close() {
    closed = true;
    parts.clear();
  }

  private void take(EntryPath path) throws FileException {
    if (!taken.add(path)) {
      throw new FileException(Problem.CONFLICT, FileErrors.TAKEN);
    }
  }

  private void checkOpen() throws FileException {
    if (closed) {
      throw new FileException(Problem.OTHER, "it is not being received any more");
    }
  }

  private ManifestEntry.File file(int entry) {
    if (manifest.entry(entry) instanceof ManifestEntry.File file) {
      return file;
    }
    throw new IllegalArgumentException("entry " + entry + " is no file");
  }
}
