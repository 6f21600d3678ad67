package io.sluice.transport.files.crash;

import io.sluice.transport.files.handle.DirectoryHandle;
import io.sluice.transport.files.handle.FileHandle;
import io.sluice.transport.files.handle.FileStat;
import io.sluice.transport.files.handle.ListedName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * One folder of a disk in memory. Content that was not synced is lost, or is something else, when
 * the power fails; names that were not synced are as they were before.
 */
public final class CrashDisk {
  /** A file: what is written at each offset, and what of it is on the disk. */
  private static final class Content {
    final long number;
    Map<Long, ByteBuffer> written = new TreeMap<>();
    Map<Long, ByteBuffer> synced = new TreeMap<>();
    Instant modified = Instant.EPOCH;

    Content(long number) {
      this.number = number;
    }

    long size() {
      long size = 0;
      for (Map.Entry<Long, ByteBuffer> piece : written.entrySet()) {
        size = Math.max(size, piece.getKey() + piece.getValue().remaining());
      }
      return size;
    }

    FileStat stat() {
      return new FileStat(FileStat.Kind.FILE, size(), size(), 0600, modified, number);
    }
  }

  private Map<String, Content> names = new HashMap<>();
  private Map<String, Content> syncedNames = new HashMap<>();
  private BooleanSupplier room = () -> true;
  private long numbers;

  /** From now on whatever takes room is refused where this says that there is none. */
  public void room(BooleanSupplier hasRoom) {
    room = hasRoom;
  }

  private void takeRoom(String name) throws FileSystemException {
    if (!room.getAsBoolean()) {
      throw new FileSystemException(name, null, "No space left on device");
    }
  }

  /** The content under a name, by offset; null if nothing has it. */
  public Map<Long, ByteBuffer> content(String name) {
    Content content = names.get(name);
    return content == null ? null : content.written;
  }

  /** All names. */
  public List<String> names() {
    return List.copyOf(names.keySet());
  }

  /** The power fails. */
  public void losePower(Random random) {
    if (random.nextBoolean()) {
      names = new HashMap<>(syncedNames);
    }
    syncedNames = new HashMap<>(names);
    for (Content content : names.values()) {
      Map<Long, ByteBuffer> left = new TreeMap<>(content.synced);
      content.written.forEach(
          (offset, data) -> {
            switch (random.nextInt(3)) {
              case 0 -> left.put(offset, data);
              case 1 -> left.put(offset, ByteBuffer.allocate(data.remaining()));
              default -> {}
            }
          });
      content.synced.forEach(
          (offset, data) -> {
            // What was synced and not written again is safe.
            if (data.equals(content.written.get(offset))) {
              left.put(offset, data);
            }
          });
      content.written = left;
      content.synced = new TreeMap<>(left);
    }
  }

  /** Opens the folder. */
  public DirectoryHandle open() {
    return new Folder();
  }

  private Content existing(String name) throws NoSuchFileException {
    Content content = names.get(name);
    if (content == null) {
      throw new NoSuchFileException(name);
    }
    return content;
  }

  private final class Handle implements FileHandle {
    private final Content content;

    Handle(Content content) {
      this.content = content;
    }

    @Override
    public int read(long position, ByteBuffer into) {
      ByteBuffer piece = content.written.get(position);
      if (piece == null) {
        return -1;
      }
      int count = Math.min(into.remaining(), piece.remaining());
      into.put(piece.slice(piece.position(), count));
      return count;
    }

    @Override
    public void write(long position, ByteBuffer data) throws IOException {
      takeRoom("content");
      content.written.put(position, data.slice());
      data.position(data.limit());
    }

    @Override
    public void writeZeros(long position, long length) {
      content.written.put(position, ByteBuffer.allocate((int) length));
    }

    @Override
    public FileStat stat() {
      return content.stat();
    }

    @Override
    public void setMode(int mode) {}

    @Override
    public void setModified(Instant time) throws IOException {
      takeRoom("content");
      content.modified = time;
    }

    @Override
    public void startSync() {}

    @Override
    public void sync() {
      content.synced = new TreeMap<>(content.written);
    }

    @Override
    public void close() {}
  }

  private final class Folder implements DirectoryHandle {
    @Override
    public DirectoryHandle openDirectory(String name) throws IOException {
      throw new NoSuchFileException(name);
    }

    @Override
    public void makeDirectory(String name, int mode) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileHandle createFile(String name, int mode) throws IOException {
      if (names.containsKey(name)) {
        throw new FileAlreadyExistsException(name);
      }
      takeRoom(name);
      Content made = new Content(++numbers);
      names.put(name, made);
      return new Handle(made);
    }

    @Override
    public FileHandle openToRead(String name) throws IOException {
      return new Handle(existing(name));
    }

    @Override
    public FileHandle openToWrite(String name) throws IOException {
      return new Handle(existing(name));
    }

    @Override
    public FileStat stat(String name) throws IOException {
      return existing(name).stat();
    }

    @Override
    public FileStat stat() {
      return new FileStat(FileStat.Kind.DIRECTORY, 0, 0, 0700, Instant.EPOCH, 0L);
    }

    @Override
    public boolean isReadable(String name) {
      return true;
    }

    @Override
    public List<ListedName> list(int most) {
      List<ListedName> all = new ArrayList<>();
      names.keySet().forEach(name -> all.add(new ListedName(name, true)));
      return all;
    }

    @Override
    public ListedName readLink(String name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void makeLink(String name, String target) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void rename(String from, String to) throws IOException {
      if (names.containsKey(to)) {
        throw new FileAlreadyExistsException(to);
      }
      replace(from, to);
    }

    @Override
    public void replace(String from, String to) throws IOException {
      takeRoom(to);
      names.put(to, existing(from));
      names.remove(from);
    }

    @Override
    public void removeFile(String name) throws IOException {
      existing(name);
      names.remove(name);
    }

    @Override
    public void removeDirectory(String name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void setMode(int mode) {}

    @Override
    public void setModified(Instant time) {}

    @Override
    public void setModified(String name, Instant time) {}

    @Override
    public void sync() {
      syncedNames = new HashMap<>(names);
    }

    @Override
    public void close() {}
  }
}
