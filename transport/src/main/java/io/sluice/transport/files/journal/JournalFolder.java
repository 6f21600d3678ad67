package io.sluice.transport.files.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The folder of all journals of this user: nobody else may read or write it, and no peer has a say
 * in what is in it. Each is locked by who uses it.
 */
public final class JournalFolder {
  /** Which end of a transfer a journal is of; the last part of its file's name. */
  public enum Side {
    SEND,
    RECEIVE;

    private String suffix() {
      return this == SEND ? ".send" : ".receive";
    }
  }

  private static final int ID_BYTES = 4;
  private static final String ID = "[0-9a-f]{8}";

  /** Of this process; a lock of the system's goes with any channel of the file that is closed. */
  private static final Set<Path> IN_USE = ConcurrentHashMap.newKeySet();

  private final Path folder;

  /**
   * Touches nothing yet.
   *
   * @param folder is made when the first journal is
   */
  public JournalFolder(Path folder) {
    this.folder = folder;
  }

  /** A new journal, which is locked. */
  public KeptTransfer create(Side side, JournalRecord.About about) throws IOException {
    boolean posix = Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null;
    Files.createDirectories(folder, permissions(posix, "rwx------"));
    byte[] random = new byte[ID_BYTES];
    while (true) {
      new SecureRandom().nextBytes(random);
      String id = HexFormat.of().formatHex(random);
      Path file = file(id, side);
      try {
        FileChannel channel =
            FileChannel.open(
                file,
                Set.of(
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE),
                permissions(posix, "rw-------"));
        IN_USE.add(file);
        channel.tryLock();
        return KeptTransfer.create(id, new FileStore(channel, file, true), about);
      } catch (FileAlreadyExistsException e) {
        // Another id.
      }
    }
  }

  /** The ids of all journals of a side. */
  public List<String> ids(Side side) throws IOException {
    List<String> ids = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + side.suffix())) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        String id = name.substring(0, name.length() - side.suffix().length());
        if (id.matches(ID)) {
          ids.add(id);
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    }
    ids.sort(null);
    return ids;
  }

  /** When something was last added. */
  public Instant modified(String id, Side side) throws IOException {
    return Files.getLastModifiedTime(file(id, side)).toInstant();
  }

  /**
   * Opens and locks a journal to go on with it.
   *
   * @return null if someone uses it
   * @throws IOException if it is none, or cannot be read
   */
  public @Nullable KeptTransfer open(String id, Side side) throws IOException {
    Path file = file(id, side);
    if (!IN_USE.add(file)) {
      return null;
    }
    FileChannel channel = null;
    KeptTransfer kept = null;
    try {
      channel = open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
      boolean locked = channel.tryLock() != null;
      kept = locked ? KeptTransfer.open(id, new FileStore(channel, file, true), true) : null;
      return kept;
    } finally {
      if (kept == null) {
        if (channel != null) {
          channel.close();
        }
        IN_USE.remove(file);
      }
    }
  }

  /**
   * What a journal is about; no more of it is read.
   *
   * @return null if this process uses it
   * @throws IOException if it is none, or cannot be read
   */
  public JournalRecord.@Nullable About about(String id, Side side) throws IOException {
    Path file = file(id, side);
    if (IN_USE.contains(file)) {
      return null;
    }
    try (FileChannel channel = open(file, StandardOpenOption.READ)) {
      return KeptTransfer.about(new FileStore(channel, file, false));
    }
  }

  /**
   * Opens a journal to look at it, also while another process uses it.
   *
   * @return null if this process uses it
   */
  public @Nullable KeptTransfer look(String id, Side side) throws IOException {
    Path file = file(id, side);
    if (IN_USE.contains(file)) {
      return null;
    }
    FileChannel channel = open(file, StandardOpenOption.READ);
    try {
      return KeptTransfer.open(id, new FileStore(channel, file, false), false);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static FileChannel open(Path file, OpenOption... options) throws IOException {
    Set<OpenOption> all = new HashSet<>(List.of(options));
    all.add(LinkOption.NOFOLLOW_LINKS);
    return FileChannel.open(file, all);
  }

  /** Puts a file that is no journal out of the way; nothing is lost. */
  public void setAside(String id, Side side) throws IOException {
    Path file = file(id, side);
    Files.move(
        file,
        file.resolveSibling(file.getFileName() + ".unreadable"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Removes a journal, if it is there. */
  public void remove(String id, Side side) throws IOException {
    Files.deleteIfExists(file(id, side));
  }

  private Path file(String id, Side side) throws NoSuchFileException {
    if (!id.matches(ID)) {
      throw new NoSuchFileException(id);
    }
    return folder.resolve(id + side.suffix());
  }

  private static FileAttribute<?>[] permissions(boolean posix, String granted) {
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(granted))
        }
        : new FileAttribute<?>[0];
  }

  private record FileStore(FileChannel channel, Path file, boolean isLocked)
      implements JournalStore {
    @Override
    public Instant modified() throws IOException {
      return Files.getLastModifiedTime(file).toInstant();
    }

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
      return channel.read(into, position);
    }

    @Override
    public void write(ByteBuffer data, long position) throws IOException {
      long at = position;
      while (data.hasRemaining()) {
        at += channel.write(data, at);
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      channel.truncate(size);
    }

    @Override
    public void force() throws IOException {
      channel.force(false);
    }

    @Override
    public void close() throws IOException {
      channel.close();
      if (isLocked) {
        IN_USE.remove(file);
      }
    }
  }
}
