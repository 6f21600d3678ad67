package io.sluice.transport.files;

import io.sluice.transport.api.Decisions;
import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.FileChecksum;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.Problem;
import io.sluice.transport.files.handle.DirectoryHandle;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stream that becomes a file: as {@link FileSink}, of one entry that has as many bytes as come.
 * Nothing of it is kept for a later run, for the sender cannot read it again.
 */
public final class OpenEndedSink implements Sink {
  private static final int RANDOM_BYTES = 8;

  private final Path target;
  private final Manifest manifest;
  private final Decisions decisions;
  private final Allowed allowed;
  private final String hidden;
  private @Nullable Directories directories;
  private @Nullable PartFile part;
  private @Nullable Checksums checksums;
  private long size;
  private String given = "";
  private boolean closed;

  /**
   * How much is taken.
   *
   * @param most in bytes
   * @param reason a phrase for both users, of why no more is
   */
  public record Allowed(long most, String reason) {
    /** As much as there is room for. */
    public static final Allowed ALL = new Allowed(Long.MAX_VALUE, "");

    void check(long end) throws FileException {
      if (end > most) {
        throw new FileException(Problem.REFUSED, reason);
      }
    }
  }

  /**
   * Touches nothing yet.
   *
   * @param target an existing folder, or a path that does not exist yet in one
   * @param manifest of a stream
   */
  public OpenEndedSink(Path target, Manifest manifest, Decisions decisions, Allowed allowed) {
    this.target = target;
    this.manifest = manifest;
    this.decisions = decisions;
    this.allowed = allowed;
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    hidden = ".sluice-" + HexFormat.of().formatHex(random) + "-0.part";
  }

  /** Has SHA-256 of the file be kept. To be called before the first write. */
  public void keepChecksums() {
    checksums = new Checksums();
  }

  @Override
  public synchronized void write(int entry, long offset, ByteBuffer data) throws FileException {
    long end = offset + data.remaining();
    allowed.check(end);
    ByteBuffer same = data.duplicate();
    part().write(offset, data);
    size = Math.max(size, end);
    if (checksums != null) {
      checksums.written(entry, offset, same);
    }
  }

  @Override
  public synchronized Map<Integer, FileException> publish(List<Integer> entries) {
    Map<Integer, FileException> failures = new HashMap<>();
    for (int entry : entries) {
      try {
        put(entry);
      } catch (FileException e) {
        failures.put(entry, e);
      }
    }
    return failures;
  }

  private void put(int entry) throws FileException {
    PartFile file = part();
    Checksums sums = checksums;
    file.complete(size, Attributes.of(stream()));
    if (sums != null) {
      file.read(written -> sums.complete(entry, size, written::read));
    }
    file.sync();
    given = file.giveName(decisions.of(entry));
    directories().changed(path());
    directories().sync(path());
    if (sums != null) {
      sums.inPlace(entry);
    }
  }

  @Override
  public void symlink(int entry) {
    throw new IllegalArgumentException("entry " + entry + " is no link");
  }

  @Override
  public synchronized void finishDirectories() throws FileException {
    directories().sync();
  }

  @Override
  public synchronized void discard(int entry) {
    if (part != null) {
      part.discard();
    }
  }

  /** The name that the file got because its own was taken, by its index. */
  public synchronized Map<Integer, String> givenNames() {
    boolean another = directories != null && !given.isEmpty() && !given.equals(ownName());
    return another ? Map.of(0, given) : Map.of();
  }

  /** SHA-256 of the file if it is in place; none if not kept. */
  public synchronized List<FileChecksum> checksums() {
    if (checksums == null || directories == null || given.isEmpty()) {
      return List.of();
    }
    Path folder = directories.layout().rename() == null ? target : target.resolveSibling("");
    return checksums.all().values().stream()
        .map(sum -> new FileChecksum(folder.resolve(given), sum))
        .toList();
  }

  @Override
  public synchronized void close() {
    closed = true;
    discard(0);
    if (directories != null) {
      directories.close();
    }
  }

  private ManifestEntry stream() {
    return manifest.entry(0);
  }

  private EntryPath path() {
    return stream().path();
  }

  private String ownName() {
    return Objects.requireNonNull(directories).nameOf(path());
  }

  private PartFile part() throws FileException {
    if (closed) {
      throw new FileException(Problem.OTHER, "it is not being received any more");
    }
    if (part == null) {
      part = new PartFile(directories(), path(), hidden);
    }
    return part;
  }

  private Directories directories() throws FileException {
    if (directories == null) {
      Map<EntryPath, String> names = new HashMap<>();
      decisions.names().forEach((_, name) -> names.put(path(), name));
      directories = new Directories(Layout.of(target, manifest).with(names), DirectoryHandle::open);
    }
    return directories;
  }
}
