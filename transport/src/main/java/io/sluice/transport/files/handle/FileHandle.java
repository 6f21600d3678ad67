package io.sluice.transport.files.handle;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;

/** An open regular file. Not to be used by two threads at the same time. */
public interface FileHandle extends Closeable {
  /**
   * Reads once.
   *
   * @return how many bytes, at most those that the buffer has room for; -1 at the end of the file
   */
  int read(long position, ByteBuffer into) throws IOException;

  /** Writes all of the buffer's rest. */
  void write(long position, ByteBuffer data) throws IOException;

  /**
   * As {@link #write} of so many zeros, but they take no room on the disk, where the file system
   * can do that.
   */
  void writeZeros(long position, long length) throws IOException;

  FileStat stat() throws IOException;

  /** Permission bits, where the file system has them. */
  void setMode(int mode) throws IOException;

  /**
   * When it was modified, as exactly as the file system stores it.
   *
   * @throws IOException also for a time that it cannot store
   */
  void setModified(Instant time) throws IOException;

  /** Has the system begin to write out the content, and does not wait: {@link #sync} does. */
  void startSync();

  /** Returns when content, mode and time are on the disk. */
  void sync() throws IOException;
}
