package io.sluice.transport.files.journal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One thing that a journal says. docs/decisions/0012-journal.md has the bytes. */
public sealed interface JournalRecord {
  /** The longest record without its frame, in bytes. */
  int MAX_BYTES = 60_000;

  /**
   * What the transfer is. The first record; one that comes later counts instead.
   *
   * @param identity of the offer, in hexadecimal, or empty
   * @param about what the journal's side needs to begin again, as lines of its own making
   * @param files how many files, with {@code bytes} in all
   */
  record About(String identity, String about, long files, long bytes) implements JournalRecord {}

  /**
   * A file is begun.
   *
   * @param number counted from 0, by which later records name it
   * @param path in the transfer, components joined by slashes
   * @param size in bytes, with {@code modified}, as the manifest says
   * @param place the name it is written under, or where it is read from
   * @param key what the file system knows that by: device and inode
   */
  record Begun(int number, String path, long size, Instant modified, String place, String key)
      implements JournalRecord {}

  /** A leaf is written, or was read, and hashes to this: 32 bytes, not to be changed. */
  record Leaf(int number, long index, ByteBuffer hash) implements JournalRecord {
    public static Leaf of(int number, long index, byte[] hash) {
      return new Leaf(number, index, ByteBuffer.wrap(hash));
    }
  }

  /**
   * Of all that records between two positions say is written, all is on the disk.
   *
   * @param from where the run began that says so: it knows nothing of what runs before it synced
   */
  record Synced(long from, long end) implements JournalRecord {}

  /** What earlier records say of a file's leaves has to be looked at: some are overwritten. */
  record Doubted(int number) implements JournalRecord {}

  /** A directory was made; its names are joined by slashes. */
  record Made(String path) implements JournalRecord {}

  /** Nothing is there any more of a file. */
  record Dropped(int number) implements JournalRecord {}

  /** Without its frame. */
  default ByteBuffer write() {
    ByteBuffer out = ByteBuffer.allocate(longest());
    switch (this) {
      case About about -> {
        text(out.put((byte) 1), about.identity());
        text(out, about.about());
        out.putLong(about.files()).putLong(about.bytes());
      }
      case Begun begun -> {
        text(out.put((byte) 2).putInt(begun.number()), begun.path());
        Instant modified = begun.modified();
        out.putLong(begun.size()).putLong(modified.getEpochSecond()).putInt(modified.getNano());
        text(out, begun.place());
        text(out, begun.key());
      }
      case Leaf leaf ->
          out.put((byte) 3)
              .putInt(leaf.number())
              .putLong(leaf.index())
              .put(leaf.hash().duplicate());
      case Synced synced -> out.put((byte) 4).putLong(synced.from()).putLong(synced.end());
      case Doubted doubted -> out.put((byte) 5).putInt(doubted.number());
      case Dropped dropped -> out.put((byte) 6).putInt(dropped.number());
      case Made made -> text(out.put((byte) 7), made.path());
    }
    return out.flip();
  }

  /** At least how many bytes it takes: three for a character at most. */
  private int longest() {
    int characters =
        switch (this) {
          case About about -> about.identity().length() + about.about().length();
          case Begun b -> b.path().length() + b.place().length() + b.key().length();
          case Made made -> made.path().length();
          case Leaf _, Synced _, Doubted _, Dropped _ -> 0;
        };
    return 64 + 3 * characters;
  }

  /** The record in these bytes; null if they are none that this version knows. */
  static @Nullable JournalRecord parse(ByteBuffer in) {
    try {
      return switch (in.get()) {
        case 1 -> new About(text(in), text(in), in.getLong(), in.getLong());
        case 2 ->
            new Begun(
                in.getInt(),
                text(in),
                in.getLong(),
                Instant.ofEpochSecond(in.getLong(), in.getInt()),
                text(in),
                text(in));
        case 3 -> {
          int number = in.getInt();
          long index = in.getLong();
          byte[] hash = new byte[32];
          in.get(hash);
          yield Leaf.of(number, index, hash);
        }
        case 4 -> new Synced(in.getLong(), in.getLong());
        case 5 -> new Doubted(in.getInt());
        case 6 -> new Dropped(in.getInt());
        case 7 -> new Made(text(in));
        default -> null;
      };
    } catch (BufferUnderflowException | DateTimeException e) {
      return null;
    }
  }

  private static void text(ByteBuffer out, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.putShort((short) utf8.length).put(utf8);
  }

  private static String text(ByteBuffer in) {
    byte[] utf8 = new byte[in.getShort() & 0xFFFF];
    in.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
