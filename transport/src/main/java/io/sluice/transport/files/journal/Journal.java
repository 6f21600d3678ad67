package io.sluice.transport.files.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Records one after the other, each with its length and a checksum; what a crash left of the last
 * ones is cut off when it is opened. Safe for several threads.
 *
 * <pre>
 *   "sluice journal 1\n"   then for each record:   length[4]   CRC32C[4]   record
 * </pre>
 */
public final class Journal implements Closeable {
  /** What every journal begins with. */
  static final String MAGIC = "sluice journal 1\n";

  static final int HASH_BYTES = 32;

  private static final int FRAME = 8;
  private static final int READ_BYTES = 1 << 20;

  /** Most records are no longer, in bytes: then they are read at once. */
  private static final int SHORT_RECORD = 500;

  /** Takes what a journal says. */
  interface Reader {
    /**
     * One record.
     *
     * @param position where its frame begins
     * @param record null if it is of a kind that this version does not know
     * @return whether to read on
     */
    boolean take(long position, JournalRecord record) throws IOException;
  }

  private final JournalStore store;
  private long end;

  private Journal(JournalStore store, long end) {
    this.store = store;
    this.end = end;
  }

  /** A new journal in an empty store. */
  static Journal create(JournalStore store) throws IOException {
    ByteBuffer magic = ByteBuffer.wrap(MAGIC.getBytes(StandardCharsets.US_ASCII));
    store.write(magic.duplicate(), 0);
    return new Journal(store, magic.remaining());
  }

  /**
   * Reads a journal to its last good record, and cuts off what is behind.
   *
   * @param repair whether to cut: not while another process may be writing
   * @throws IOException also if it is none
   */
  static Journal open(JournalStore store, Reader reader, boolean repair) throws IOException {
    ByteBuffer magic = ByteBuffer.allocate(MAGIC.length());
    while (magic.hasRemaining() && store.read(magic, magic.position()) > 0) {}
    if (!MAGIC.equals(new String(magic.array(), StandardCharsets.US_ASCII))) {
      throw new IOException("it is not a journal of this version");
    }
    long end = readAll(store, reader);
    if (repair && store.size() > end) {
      store.truncate(end);
    }
    return new Journal(store, end);
  }

  /** Reads up to the first record that is not whole or not wanted, and returns where that is. */
  private static long readAll(JournalStore store, Reader reader) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES).limit(0);
    long at = MAGIC.length();
    while (need(FRAME, buffer, store, at)) {
      int length = buffer.getInt(buffer.position());
      int checksum = buffer.getInt(buffer.position() + 4);
      if (length < 1
          || length > JournalRecord.MAX_BYTES
          || !need(FRAME + length, buffer, store, at)) {
        break;
      }
      ByteBuffer record = buffer.slice(buffer.position() + FRAME, length);
      if (checksum(record) != checksum) {
        break;
      }
      JournalRecord parsed = JournalRecord.parse(record);
      if (parsed != null && !reader.take(at, parsed)) {
        break;
      }
      buffer.position(buffer.position() + FRAME + length);
      at += FRAME + length;
    }
    return at;
  }

  /** Makes so many bytes be in the buffer, which stands at {@code at}; false at the end. */
  private static boolean need(int count, ByteBuffer buffer, JournalStore store, long at)
      throws IOException {
    if (buffer.remaining() >= count) {
      return true;
    }
    buffer.compact();
    int before = buffer.position();
    long from = at + before;
    while (buffer.hasRemaining()) {
      int read = store.read(buffer, from);
      if (read <= 0) {
        break;
      }
      from += read;
    }
    buffer.flip();
    return buffer.remaining() >= count;
  }

  /** Adds a record; it is on the disk after the next {@link #force}. */
  public void add(JournalRecord record) throws IOException {
    ByteBuffer body = record.write();
    ByteBuffer framed = ByteBuffer.allocate(FRAME + body.remaining());
    framed.putInt(body.remaining()).putInt(checksum(body)).put(body).flip();
    synchronized (this) {
      store.write(framed.duplicate(), end);
      end += framed.remaining();
    }
  }

  /** Where the next record goes: all before it has been said. */
  public synchronized long position() {
    return end;
  }

  public void force() throws IOException {
    store.force();
  }

  /** Where the hash of the leaf record at this position stands. */
  static long hashAt(long position) {
    // Behind the frame, the type, the file's number and the leaf's index.
    return position + FRAME + 1 + 4 + 8;
  }

  /** The record whose frame begins at this position, which was read or added before. */
  @Nullable JournalRecord record(long position) throws IOException {
    ByteBuffer some = ByteBuffer.allocate(FRAME + SHORT_RECORD);
    read(some, position);
    some.flip();
    if (some.remaining() < FRAME) {
      return null;
    }
    int length = some.getInt(0);
    if (length < 1 || length > JournalRecord.MAX_BYTES) {
      return null;
    }
    if (FRAME + length <= some.remaining()) {
      return JournalRecord.parse(some.slice(FRAME, length));
    }
    ByteBuffer all = ByteBuffer.allocate(length);
    read(all, position + FRAME);
    return JournalRecord.parse(all.flip());
  }

  /** Fills the buffer from a position on, as far as there is something. */
  void read(ByteBuffer into, long position) throws IOException {
    long at = position;
    while (into.hasRemaining()) {
      int count = store.read(into, at);
      if (count <= 0) {
        return;
      }
      at += count;
    }
  }

  @Override
  public void close() throws IOException {
    store.close();
  }

  private static int checksum(ByteBuffer record) {
    CRC32C crc = new CRC32C();
    crc.update(record.duplicate());
    return (int) crc.getValue();
  }
}
