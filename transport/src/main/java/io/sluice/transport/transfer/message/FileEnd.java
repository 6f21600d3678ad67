package io.sluice.transport.transfer.message;

/**
 * The sender has read a file to its end. Its blocks may still be on their way.
 *
 * <pre>message FileEnd { uint64 transfer = 1; uint32 entry = 2; uint64 size = 3; bytes root = 4; }
 * </pre>
 *
 * @param size what was read, in bytes
 * @param root of the hash tree over its leaves, as in RFC 6962 section 2.1
 */
public record FileEnd(long transfer, int entry, long size, Digest root) implements TransferMessage {
  static final int TYPE = 8;

  static FileEnd parse(FieldReader in) throws MalformedMessageException {
    long transfer = 0;
    int entry = 0;
    long size = 0;
    Digest root = null;
    while (in.next()) {
      switch (in.field()) {
        case 1 -> transfer = in.number(Long.MAX_VALUE);
        case 2 -> entry = (int) in.number(Integer.MAX_VALUE);
        case 3 -> size = in.number(Long.MAX_VALUE);
        case 4 -> root = in.digest();
        default -> in.skip();
      }
    }
    if (root == null) {
      throw new MalformedMessageException("the end of a file without its root hash");
    }
    return new FileEnd(transfer, entry, size, root);
  }

  void write(FieldWriter out) {
    out.number(1, transfer);
    out.number(2, entry);
    out.number(3, size);
    out.digest(4, root);
  }
}
