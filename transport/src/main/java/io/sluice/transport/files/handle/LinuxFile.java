package io.sluice.transport.files.handle;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Instant;

/** A file as Linux's descriptor. A thread's interrupt does not close it. */
final class LinuxFile implements FileHandle {
  private int descriptor;

  LinuxFile(int descriptor) {
    this.descriptor = descriptor;
  }

  @Override
  public int read(long position, ByteBuffer into) throws IOException {
    if (!into.hasRemaining()) {
      return 0;
    }
    Scratch scratch = Scratch.current();
    int most = Math.min(into.remaining(), Scratch.DATA_BYTES);
    int count =
        (int) check(LinuxCall.PREAD64.run(open(), scratch.data().address(), most, position));
    into.put(scratch.dataBuffer().limit(count));
    return count == 0 ? -1 : count;
  }

  @Override
  public void write(long position, ByteBuffer data) throws IOException {
    Scratch scratch = Scratch.current();
    long at = position;
    while (data.hasRemaining()) {
      int length = Math.min(data.remaining(), Scratch.DATA_BYTES);
      scratch.dataBuffer().put(0, data, data.position(), length);
      int count = (int) check(LinuxCall.PWRITE64.run(open(), scratch.data().address(), length, at));
      data.position(data.position() + count);
      at += count;
    }
  }

  @Override
  public void writeZeros(long position, long length) throws IOException {
    long size = stat().size();
    long end = Math.addExact(position, length);
    if (position < size && !punchHole(position, Math.min(end, size) - position)) {
      ByteBuffer zeros = ByteBuffer.allocate(Scratch.DATA_BYTES);
      for (long at = position; at < end; at += zeros.limit()) {
        write(at, zeros.clear().limit((int) Math.min(zeros.capacity(), end - at)));
      }
      return;
    }
    if (end > size) {
      check(LinuxCall.FTRUNCATE.run(open(), end, 0, 0));
    }
  }

  private boolean punchHole(long position, long length) throws IOException {
    long how = LinuxFlags.FALLOC_FL_KEEP_SIZE | LinuxFlags.FALLOC_FL_PUNCH_HOLE;
    return LinuxCall.FALLOCATE.run(open(), how, position, length) == 0;
  }

  @Override
  public FileStat stat() throws IOException {
    return LinuxStat.of(open());
  }

  @Override
  public void setMode(int mode) throws IOException {
    check(LinuxCall.FCHMOD.run(open(), mode, 0, 0));
  }

  @Override
  public void setModified(Instant time) throws IOException {
    check(LinuxCall.UTIMENSAT.run(open(), 0, times(time), 0));
  }

  @Override
  public void startSync() {
    // A hint: what cannot be begun now is told by the sync.
    LinuxCall.SYNC_FILE_RANGE.run(descriptor, 0, 0, LinuxFlags.SYNC_FILE_RANGE_WRITE);
  }

  @Override
  public void sync() throws IOException {
    check(LinuxCall.FSYNC.run(open()));
  }

  @Override
  public void close() throws IOException {
    int last = descriptor;
    descriptor = -1;
    if (last >= 0) {
      check(LinuxCall.CLOSE.run(last));
    }
  }

  /** The address of two {@code struct timespec}: access as it is, modification as given. */
  static long times(Instant modified) {
    MemorySegment times = Scratch.current().times();
    times.set(JAVA_LONG, 8, LinuxFlags.UTIME_OMIT);
    times.set(JAVA_LONG, 16, modified.getEpochSecond());
    times.set(JAVA_LONG, 24, modified.getNano());
    return times.address();
  }

  private int open() throws ClosedChannelException {
    if (descriptor < 0) {
      throw new ClosedChannelException();
    }
    return descriptor;
  }

  private static long check(long result) throws IOException {
    return LinuxError.check(result, "");
  }
}
