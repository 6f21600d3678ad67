package io.sluice.transport.files.journal;

import io.sluice.crypto.digest.Cover;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PrimitiveIterator;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A journal that is open, and what it said when it was opened. What is added is in the journal, and
 * not in what it said. Safe for several threads.
 */
public final class KeptTransfer implements Closeable {
  private static final int WINDOW = 256 * 1024;

  /** Takes in what a journal says. */
  private static final class Index implements Journal.Reader {
    private final FileIndex files = new FileIndex();
    private final List<String> made = new ArrayList<>();
    private JournalRecord.@Nullable About about;
    private final TreeMap<Long, Long> synced = new TreeMap<>();

    @Override
    public boolean take(long position, JournalRecord record) throws IOException {
      switch (record) {
        case JournalRecord.About said -> about = said;
        case JournalRecord.Begun begun -> files.begin(begun, position);
        case JournalRecord.Leaf leaf -> files.leaf(leaf.number(), leaf.index(), position);
        case JournalRecord.Synced said -> synced.merge(said.from(), said.end(), Math::max);
        case JournalRecord.Doubted doubted -> files.doubt(doubted.number(), position);
        case JournalRecord.Dropped dropped -> files.drop(dropped.number());
        case JournalRecord.Made directory -> made.add(directory.path());
      }
      return true;
    }
  }

  private final String id;
  private final Journal journal;
  private final Index index;
  private final AtomicInteger next;
  private final Instant ended;

  private KeptTransfer(String id, Journal journal, Index index, Instant ended) {
    this.id = id;
    this.journal = journal;
    this.index = index;
    this.ended = ended;
    this.next = new AtomicInteger(index.files.next());
  }

  static KeptTransfer create(String id, JournalStore store, JournalRecord.About about)
      throws IOException {
    Journal journal = Journal.create(store);
    journal.add(about);
    Index index = new Index();
    index.about = about;
    return new KeptTransfer(id, journal, index, Instant.MAX);
  }

  static KeptTransfer open(String id, JournalStore store, boolean repair) throws IOException {
    Instant ended = store.modified();
    Index index = new Index();
    Journal journal = Journal.open(store, index, repair);
    if (index.about == null) {
      throw new IOException("it does not say what it is about");
    }
    return new KeptTransfer(id, journal, index, ended);
  }

  /** What a journal is about: its first record. */
  static JournalRecord.About about(JournalStore store) throws IOException {
    Index index = new Index();
    Journal.Reader first =
        (position, record) -> {
          index.take(position, record);
          return false;
        };
    Journal.open(store, first, false);
    if (index.about == null) {
      throw new IOException("it does not say what it is about");
    }
    return index.about;
  }

  /** By which the user names it. */
  public String id() {
    return id;
  }

  /** When something was last added before it was opened. */
  public Instant ended() {
    return ended;
  }

  /** How much content it says there is, in bytes. */
  public long bytes() {
    return index.files.numbers().mapToLong(index.files::bytes).sum();
  }

  public JournalRecord.About about() {
    return Objects.requireNonNull(index.about);
  }

  /** Whether it says nothing of any file. */
  public boolean isEmpty() {
    return index.files.isEmpty();
  }

  /** Takes files one by one. */
  public interface Visitor {
    void visit(KeptFile file) throws IOException;
  }

  /** Shows all files that something was said of. */
  public void visit(Visitor visitor) throws IOException {
    for (PrimitiveIterator.OfInt numbers = index.files.numbers().iterator(); numbers.hasNext(); ) {
      visitor.visit(file(numbers.nextInt()));
    }
  }

  /**
   * What is said of the file of a number.
   *
   * @param number that a file has of which {@link #find} or {@link #visit} told
   */
  public KeptFile file(int number) throws IOException {
    if (journal.record(index.files.begun(number)) instanceof JournalRecord.Begun begun) {
      return new KeptFile(begun, index.files);
    }
    throw new IOException("the journal was changed");
  }

  /** Whether a leaf of the file of a number was there: nothing is read for it. */
  public boolean has(int number, long leaf) {
    return index.files.position(number, leaf) > 0;
  }

  /** The directories that were made, each with its names joined by slashes. */
  public List<String> made() {
    return index.made;
  }

  /** What is said of a file that is as it was then; null if nothing is. */
  public @Nullable KeptFile find(String path, long size, Instant modified) throws IOException {
    int number = index.files.find(path);
    if (number == FileIndex.NONE) {
      return null;
    }
    KeptFile file = file(number);
    JournalRecord.Begun begun = file.begun();
    boolean same =
        begun.path().equals(path) && begun.size() == size && begun.modified().equals(modified);
    return same ? file : null;
  }

  /** Whether a leaf was on the disk for sure when the journal ended. */
  public boolean isSure(KeptFile file, long leaf) {
    long position = file.position(leaf);
    Map.Entry<Long, Long> run = index.synced.floorEntry(position);
    return run != null && position < run.getValue() && !file.isDoubted(position);
  }

  /** The hashes of a run of leaves that are all there. */
  public byte[] hashes(KeptFile file, long first, int count) throws IOException {
    byte[] hashes = new byte[count * Journal.HASH_BYTES];
    ByteBuffer window = ByteBuffer.allocate(Math.min(WINDOW, count * 64 + 64)).limit(0);
    long from = 0;
    for (int i = 0; i < count; i++) {
      long at = Journal.hashAt(file.position(first + i));
      if (at < from || at + Journal.HASH_BYTES > from + window.limit()) {
        from = at;
        journal.read(window.clear(), at);
        window.flip();
        if (window.limit() < Journal.HASH_BYTES) {
          throw new IOException("the journal became shorter");
        }
      }
      window.get((int) (at - from), hashes, i * Journal.HASH_BYTES, Journal.HASH_BYTES);
    }
    return hashes;
  }

  /** The cover of a run of leaves that are all there. */
  public Cover cover(KeptFile file, long first, long count) throws IOException {
    Cover.Builder cover = new Cover.Builder(first);
    int step = 4096;
    for (long done = 0; done < count; done += step) {
      int some = (int) Math.min(step, count - done);
      byte[] hashes = hashes(file, first + done, some);
      for (int i = 0; i < some; i++) {
        cover.add(hashes, i * Journal.HASH_BYTES);
      }
    }
    return cover.build();
  }

  /** A number for a file that is begun now. */
  public int nextNumber() {
    return next.getAndIncrement();
  }

  public void add(JournalRecord record) throws IOException {
    journal.add(record);
  }

  /** Where the next record goes. */
  public long position() {
    return journal.position();
  }

  /** Returns when all that was added is on the disk. */
  public void force() throws IOException {
    journal.force();
  }

  @Override
  public void close() throws IOException {
    journal.close();
  }
}
