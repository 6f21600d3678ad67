package io.sluice.transport.files.handle;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
    List<ListedName> names = new ArrayList<>();
    MemorySegment data = Scratch.current().data();
    while (names.size() <= most) {
      long filled =
          LinuxError.check(
              LinuxCall.GETDENTS64.run(directory, data.address(), Scratch.DATA_BYTES, 0), ".");
      if (filled == 0) {
        return names;
      }
      for (long at = 0; at < filled; ) {
        int length = Short.toUnsignedInt(data.get(JAVA_SHORT, at + LENGTH_AT));
        add(names, data.asSlice(at + NAME_AT, length - NAME_AT));
        at += length;
      }
    }
    return names;
  }

  private static void add(List<ListedName> names, MemorySegment field) {
    long length = 0;
    while (field.get(JAVA_BYTE, length) != 0) {
      length++;
    }
    ListedName name = name(field.asSlice(0, length));
    if (!name.text().equals(".") && !name.text().equals("..")) {
      names.add(name);
    }
  }

  /** Bytes of the disk as text, if they are text. */
  static ListedName name(MemorySegment segment) {
    byte[] bytes = segment.toArray(JAVA_BYTE);
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes)).toString();
      return new ListedName(text, true);
    } catch (CharacterCodingException e) {
      return new ListedName(new String(bytes, StandardCharsets.UTF_8), false);
    }
  }
}
