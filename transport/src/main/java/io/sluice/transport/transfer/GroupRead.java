package io.sluice.transport.transfer;

import io.sluice.transport.api.Problem;
import io.sluice.transport.transfer.message.Block;
import io.sluice.transport.transfer.message.Digest;
import io.sluice.transport.transfer.message.WholeFiles;
import java.util.List;

/**
 * Small files for the driver of a {@link Sender} to read, all of each.
 *
 * @param files one at least, by ascending entry
 */
public record GroupRead(List<Part> files) {
  /**
   * Files of up to this many bytes are sent whole, many in one message: for more, a block of their
   * own costs little beside their content.
   */
  public static final int LARGEST_FILE = 32 * 1024;

  /** One file, which has this many bytes. */
  public record Part(int entry, int length) {}

  /** What became of one file. */
  public sealed interface Result {
    /** It was read whole, and is in the data. */
    record Whole(int entry, Digest root) implements Result {}

    /**
     * It could not be read, and is not in the data.
     *
     * @param reason a phrase for both users, safe to show
     */
    record Failed(int entry, Problem problem, String reason) implements Result {}
  }

  public GroupRead {
    files = List.copyOf(files);
  }

  /** The content of all, in bytes. */
  public int length() {
    return files.stream().mapToInt(Part::length).sum();
  }

  /** Whether one more file fits into the message. */
  static boolean hasRoom(int files, int length, long size) {
    int each = WholeFiles.FILE_BYTES;
    return files < WholeFiles.MAX_FILES && length + size + (files + 1L) * each <= Block.MAX_DATA;
  }
}
