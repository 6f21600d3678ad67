package io.sluice.transport.transfer.message;

/**
 * A direction has come to its end, behind its last data on the channel of pipes. The other
 * direction goes on.
 *
 * <pre>message PipeEnd { uint64 length = 1; bytes digest = 2; }</pre>
 *
 * @param length of all that was sent, in bytes
 * @param digest SHA-256 of all that was sent
 */
public record PipeEnd(long length, Digest digest) implements PipeMessage {
  static final int TYPE = 28;

  static PipeEnd parse(FieldReader in) throws MalformedMessageException {
    long length = 0;
    Digest digest = null;
    while (in.next()) {
      switch (in.field()) {
        case 1 -> length = in.number(Long.MAX_VALUE);
        case 2 -> digest = in.digest();
        default -> in.skip();
      }
    }
    if (digest == null) {
      throw new MalformedMessageException("the end of a pipe without its digest");
    }
    return new PipeEnd(length, digest);
  }

  void write(FieldWriter out) {
    out.number(1, length);
    out.digest(2, digest);
  }
}
