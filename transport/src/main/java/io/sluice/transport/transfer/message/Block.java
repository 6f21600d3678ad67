package io.sluice.transport.transfer.message;

import java.nio.ByteBuffer;

/**
 * One leaf of a file, sent unordered.
 *
 * <pre>
 * message Block {
 *   uint64 transfer = 1; uint32 entry = 2; uint64 index = 3; bytes leaf_hash = 4; bytes data = 5;
 *   uint32 plain_length = 6;
 * }
 * </pre>
 *
 * @param entry which entry of the manifest
 * @param index which leaf of it: its bytes start at {@code index} × 128 KiB
 * @param leafHash of the leaf, as in RFC 6962 section 2.1
 * @param data the leaf, or one Zstandard frame (RFC 8878) that holds it; at most 128 KiB; a view of
 *     what was parsed, and nobody changes it
 * @param plainLength of the leaf if {@code data} is a frame; 0 if it is the leaf itself
 */
public record Block(
    long transfer, int entry, long index, Digest leafHash, ByteBuffer data, int plainLength)
    implements Content {
  /** The bit in {@code Hello.features} of a side that takes compressed blocks. */
  public static final long COMPRESSION_FEATURE = 4;

  static final int TYPE = 7;

  /** The length of every leaf but the last of a file, in bytes. */
  public static final int MAX_DATA = 128 * 1024;

  private static final int HEADER = 80;

  /** A block whose data is the leaf itself. */
  public Block(long transfer, int entry, long index, Digest leafHash, ByteBuffer data) {
    this(transfer, entry, index, leafHash, data, 0);
  }

  /** How long the leaf is, in bytes. */
  @Override
  public int length() {
    return plainLength == 0 ? data.remaining() : plainLength;
  }

  static Block parse(FieldReader in) throws MalformedMessageException {
    long transfer = 0;
    int entry = 0;
    long index = 0;
    Digest hash = null;
    ByteBuffer data = ByteBuffer.allocate(0);
    int plainLength = 0;
    while (in.next()) {
      switch (in.field()) {
        case 1 -> transfer = in.number(Long.MAX_VALUE);
        case 2 -> entry = (int) in.number(Integer.MAX_VALUE);
        case 3 -> index = in.number(Long.MAX_VALUE);
        case 4 -> hash = in.digest();
        case 5 -> data = in.bytes(MAX_DATA);
        case 6 -> plainLength = (int) in.number(MAX_DATA);
        default -> in.skip();
      }
    }
    if (hash == null) {
      throw new MalformedMessageException("a block without its hash");
    }
    return new Block(transfer, entry, index, hash, data, plainLength);
  }

  /** The bytes to make room for. */
  int expectedLength() {
    return HEADER + data.remaining();
  }

  void write(FieldWriter out) {
    out.number(1, transfer);
    out.number(2, entry);
    out.number(3, index);
    out.digest(4, leafHash);
    out.bytes(5, data);
    out.number(6, plainLength);
  }
}
