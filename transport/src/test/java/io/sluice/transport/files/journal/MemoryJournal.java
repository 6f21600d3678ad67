package io.sluice.transport.files.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;

/** A journal in memory, which outlives those who write it, and can lose what was not forced. */
public final class MemoryJournal {
  private byte[] bytes = new byte[256];
  private int size;
  private int forced;
  private boolean exists;

  /** What a process sees of it. */
  private final class Store implements JournalStore {
    @Override
    public long size() {
      return size;
    }

    @Override
    public Instant modified() {
      return Instant.EPOCH;
    }

    @Override
    public int read(ByteBuffer into, long position) {
      int count = (int) Math.min(into.remaining(), size - position);
      if (count <= 0) {
        return -1;
      }
      into.put(bytes, (int) position, count);
      return count;
    }

    @Override
    public void write(ByteBuffer data, long position) {
      int end = (int) position + data.remaining();
      if (end > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
      }
      data.get(bytes, (int) position, data.remaining());
      size = Math.max(size, end);
    }

    @Override
    public void truncate(long length) {
      size = (int) length;
      forced = Math.min(forced, size);
    }

    @Override
    public void force() {
      forced = size;
    }

    @Override
    public void close() {}
  }

  /** Opens it as a process that starts does. */
  public KeptTransfer open() throws IOException {
    if (exists) {
      return KeptTransfer.open("00000000", new Store(), true);
    }
    exists = true;
    var about = new JournalRecord.About("00".repeat(16), "a test", 1, 1);
    return KeptTransfer.create("00000000", new Store(), about);
  }

  /** The power fails: of what was not forced, the end is lost, or is something else. */
  public void losePower(Random random) {
    size = forced + random.nextInt(size - forced + 1);
    if (size > forced && random.nextInt(4) == 0) {
      bytes[size - 1]++;
    }
    if (size < JOURNAL_HEAD) {
      exists = false;
      size = 0;
    }
  }

  /** Where the record of what it is about ends; without it, it is no journal. */
  private static final int JOURNAL_HEAD = 96;
}
