package io.sluice.transport.files.handle;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * The records of {@code getdents64(2)}.
 *
 * <pre>
 *   0 inode  8 offset  16 length of the record (16 bits)  18 type (8 bits)  19 name, ends in a zero
 * </pre>
 */
final class LinuxListing {
  private static final int LENGTH_AT = 16;
  private static final int NAME_AT = 19;

  private LinuxListing() {}

  static List<ListedName> of(int directory, int most) throws IOException {
    ListedNames names = new ListedNames();
    Scratch scratch = Scratch.current();
    byte[] records = new byte[Scratch.DATA_BYTES];
    while (names.size() <= most) {
      int filled =
          (int)
              LinuxError.check(
                  LinuxCall.GETDENTS64.run(
                      directory, scratch.data().address(), Scratch.DATA_BYTES, 0),
                  ".");
      if (filled == 0) {
        break;
      }
      MemorySegment.copy(scratch.data(), JAVA_BYTE, 0, records, 0, filled);
      for (int at = 0; at < filled; at += length(records, at)) {
        add(names, records, at + NAME_AT);
      }
    }
    return names.sorted();
  }

  private static int length(byte[] records, int at) {
    // Both machines have the low byte first.
    return (records[at + LENGTH_AT] & 0xff) | ((records[at + LENGTH_AT + 1] & 0xff) << 8);
  }

  private static void add(ListedNames names, byte[] records, int start) {
    int end = start;
    while (records[end] != 0) {
      end++;
    }
    int length = end - start;
    boolean isItselfOrParent = length <= 2 && records[start] == '.' && records[end - 1] == '.';
    if (!isItselfOrParent) {
      names.add(records, start, length);
    }
  }
}
