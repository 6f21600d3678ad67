package io.sluice.transport.transfer.message;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * Opens a transfer; pages of the manifest follow.
 *
 * <pre>
 * message Offer { uint64 transfer = 1; uint64 entries = 2; uint64 bytes = 3; bytes identity = 4; }
 * </pre>
 *
 * @param entries how many entries the manifest has, 0 or more
 * @param bytes the content of all its files together, 0 or more
 * @param identity {@value #IDENTITY_BYTES} bytes, in hexadecimal, by which the receiver knows the
 *     same things offered again; empty if the sender has none
 */
public record Offer(long transfer, long entries, long bytes, String identity)
    implements TransferMessage {
  /** The bit in {@code Hello.features} of a side that takes files whose size is not known. */
  public static final long STREAM_FEATURE = 8;

  static final int TYPE = 3;

  /** The length of an identity. */
  public static final int IDENTITY_BYTES = 16;

  /** An offer without an identity. */
  public Offer(long transfer, long entries, long bytes) {
    this(transfer, entries, bytes, "");
  }

  static Offer parse(FieldReader in) throws MalformedMessageException {
    long transfer = 0;
    long entries = 0;
    long bytes = 0;
    String identity = "";
    while (in.next()) {
      switch (in.field()) {
        case 1 -> transfer = in.number(Long.MAX_VALUE);
        case 2 -> entries = in.number(Long.MAX_VALUE);
        case 3 -> bytes = in.number(Long.MAX_VALUE);
        case 4 -> identity = identity(in.bytes(IDENTITY_BYTES));
        default -> in.skip();
      }
    }
    return new Offer(transfer, entries, bytes, identity);
  }

  private static String identity(ByteBuffer bytes) throws MalformedMessageException {
    if (bytes.remaining() != 0 && bytes.remaining() != IDENTITY_BYTES) {
      throw new MalformedMessageException("an identity of " + bytes.remaining() + " bytes");
    }
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return HexFormat.of().formatHex(copy);
  }

  void write(FieldWriter out) {
    out.number(1, transfer);
    out.number(2, entries);
    out.number(3, bytes);
    if (!identity.isEmpty()) {
      out.bytes(4, ByteBuffer.wrap(HexFormat.of().parseHex(identity)));
    }
  }
}
