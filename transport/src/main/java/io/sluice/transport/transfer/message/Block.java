package io.sluice.transport.transfer.message;

import java.nio.ByteBuffer;

/**
 * One leaf of a file, sent unordered.
 *
 * <pre>
 * message Block {
 *   uint64 transfer = 1; uint32 entry = 2; uint64 index = 3; bytes leaf_hash = 4; bytes data = 5;
 * }
 * </pre>
 *
 * @param entry which entry of the manifest
 * @param index which leaf of it: its bytes start at {@code index} × 128 KiB
 * @param leafHash of the data, as in RFC 6962 section 2.1
 * @param data at most 128 KiB; a view of what was parsed, and nobody changes it
 */
public record Block(long transfer, int entry, long index, Digest leafHash, ByteBuffer data)
    implements TransferMessage {
  static final int TYPE = 7;

  /** The length of every leaf but the last of a file, in bytes. */
  public static final int MAX_DATA = 128 * 1024;

  private static final int HEADER = 80;

  static Block parse(FieldReader in) throws MalformedMessageException {
    long transfer = 0;
    int entry = 0;
    long index = 0;
    Digest hash = null;
    ByteBuffer data = ByteBuffer.allocate(0);
    while (in.next()) {
      switch (in.field()) {
        case 1 -> transfer = in.number(Long.MAX_VALUE);
        case 2 -> entry = (int) in.number(Integer.MAX_VALUE);
        case 3 -> index = in.number(Long.MAX_VALUE);
        case 4 -> hash = in.digest();
        case 5 -> data = in.bytes(MAX_DATA);
        default -> in.skip();
      }
    }
    if (hash == null) {
      throw new MalformedMessageException("a block without its hash");
    }
    return new Block(transfer, entry, index, hash, data);
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
  }
}
