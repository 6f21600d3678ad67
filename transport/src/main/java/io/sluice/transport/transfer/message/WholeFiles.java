package io.sluice.transport.transfer.message;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Small files, each whole: instead of a Block and a FileEnd of each. Sent unordered.
 *
 * <pre>
 * message WholeFiles {
 *   uint64 transfer = 1; repeated WholeFile files = 2; bytes data = 3; uint32 plain_length = 4;
 * }
 * message WholeFile { uint32 entry = 1; bytes root = 2; }
 * </pre>
 *
 * @param files one at least; their content is in the data, in this order, each as long as its size
 *     in the manifest
 * @param data the content of all, or one Zstandard frame (RFC 8878) that holds it; at most 128 KiB;
 *     a view of what was parsed, and nobody changes it
 * @param plainLength of the content if {@code data} is a frame; 0 if it is the content itself
 */
public record WholeFiles(long transfer, List<WholeFile> files, ByteBuffer data, int plainLength)
    implements Content {
  /**
   * One of the files.
   *
   * @param root of the hash tree over its one leaf, or over none, as in RFC 6962 section 2.1
   */
  public record WholeFile(int entry, Digest root) {
    private static WholeFile parse(FieldReader in) throws MalformedMessageException {
      int entry = 0;
      Digest root = null;
      while (in.next()) {
        switch (in.field()) {
          case 1 -> entry = (int) in.number(Integer.MAX_VALUE);
          case 2 -> root = in.digest();
          default -> in.skip();
        }
      }
      if (root == null) {
        throw new MalformedMessageException("a file without its root hash");
      }
      return new WholeFile(entry, root);
    }

    private FieldWriter write() {
      FieldWriter out = new FieldWriter(FILE_BYTES);
      out.number(1, entry);
      out.digest(2, root);
      return out;
    }
  }

  static final int TYPE = 22;

  /** How many files a message may have: as many are open at the receiver at the same time. */
  public static final int MAX_FILES = 128;

  /** What each file takes in a message beside its content, in bytes at most. */
  public static final int FILE_BYTES = 48;

  private static final int HEADER = 32;

  public WholeFiles {
    files = List.copyOf(files);
  }

  @Override
  public int length() {
    return plainLength == 0 ? data.remaining() : plainLength;
  }

  static WholeFiles parse(FieldReader in) throws MalformedMessageException {
    long transfer = 0;
    List<WholeFile> files = new ArrayList<>();
    ByteBuffer data = ByteBuffer.allocate(0);
    int plainLength = 0;
    while (in.next()) {
      switch (in.field()) {
        case 1 -> transfer = in.number(Long.MAX_VALUE);
        case 2 -> files.add(WholeFile.parse(in.message()));
        case 3 -> data = in.bytes(Block.MAX_DATA);
        case 4 -> plainLength = (int) in.number(Block.MAX_DATA);
        default -> in.skip();
      }
    }
    if (files.isEmpty() || files.size() > MAX_FILES) {
      throw new MalformedMessageException(files.size() + " whole files in one message");
    }
    return new WholeFiles(transfer, files, data, plainLength);
  }

  /** The bytes to make room for. */
  int expectedLength() {
    return HEADER + files.size() * FILE_BYTES + data.remaining();
  }

  void write(FieldWriter out) {
    out.number(1, transfer);
    files.forEach(file -> out.message(2, file.write()));
    out.bytes(3, data);
    out.number(4, plainLength);
  }
}
