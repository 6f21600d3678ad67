package io.sluice.transport.transfer.message;

import java.nio.ByteBuffer;

/**
 * The hashes of leaves that the receiver holds, as they were asked for; or none, if it holds them
 * no more.
 *
 * <pre>
 * message Basis { uint64 transfer = 1; uint32 entry = 2; uint64 first = 3; bytes hashes = 4; }
 * </pre>
 *
 * @param first the first leaf
 * @param hashes 32 bytes for each leaf, one after the other; nobody changes them
 */
public record Basis(long transfer, int entry, long first, ByteBuffer hashes)
    implements TransferMessage {
  static final int TYPE = 18;

  /** The most leaves in one message, 128 MiB of a file. */
  public static final int MAX_LEAVES = 1024;

  static Basis parse(FieldReader in) throws MalformedMessageException {
    long transfer = 0;
    int entry = 0;
    long first = 0;
    ByteBuffer hashes = ByteBuffer.allocate(0);
    while (in.next()) {
      switch (in.field()) {
        case 1 -> transfer = in.number(Long.MAX_VALUE);
        case 2 -> entry = (int) in.number(Integer.MAX_VALUE);
        case 3 -> first = in.number(Long.MAX_VALUE);
        case 4 -> hashes = in.bytes(MAX_LEAVES * Digest.BYTES);
        default -> in.skip();
      }
    }
    if (hashes.remaining() % Digest.BYTES != 0) {
      throw new MalformedMessageException("a part of a hash");
    }
    return new Basis(transfer, entry, first, hashes);
  }

  /** How many hashes there are. */
  public int count() {
    return hashes.remaining() / Digest.BYTES;
  }

  /** One of the hashes, counted from 0. */
  public Digest hash(int at) {
    return Digest.of(hashes.slice(at * Digest.BYTES, Digest.BYTES));
  }

  void write(FieldWriter out) {
    out.number(1, transfer);
    out.number(2, entry);
    out.number(3, first);
    if (hashes.hasRemaining()) {
      out.bytes(4, hashes);
    }
  }
}
