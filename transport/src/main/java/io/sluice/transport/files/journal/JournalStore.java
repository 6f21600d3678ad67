package io.sluice.transport.files.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;

/** The bytes of a journal, which only grow. */
interface JournalStore extends Closeable {
  long size() throws IOException;

  /** When something was last added. */
  Instant modified() throws IOException;

  /**
   * Fills the buffer from {@code position} on, as far as there is something.
   *
   * @return how many bytes, or -1 at the end
   */
  int read(ByteBuffer into, long position) throws IOException;

  /** Puts all of it at the position. */
  void write(ByteBuffer data, long position) throws IOException;

  /** Cuts off what is behind. */
  void truncate(long size) throws IOException;

  /** Returns when all that was written is on the disk. */
  void force() throws IOException;
}
