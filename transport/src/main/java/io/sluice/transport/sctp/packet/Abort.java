package io.sluice.transport.sctp.packet;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * ABORT: the association is gone (RFC 9260 section 3.3.7).
 *
 * @param reflected the T bit: the tag in the header is the one that the receiver itself sent
 * @param causes why; those before the first malformed one, for even an ABORT with a nonsensical
 *     cause must abort
 */
public record Abort(boolean reflected, List<ErrorCause> causes) implements Chunk {

  public Abort {
    causes = List.copyOf(causes);
  }

  static Abort parse(int flags, ByteBuffer value) {
    return new Abort((flags & 1) != 0, ErrorCause.parseReadable(value));
  }

  @Override
  public int type() {
    return ChunkType.ABORT;
  }

  @Override
  public int flags() {
    return reflected ? 1 : 0;
  }

  @Override
  public int valueLength() {
    return ErrorCause.lengthOf(causes);
  }

  @Override
  public void writeValue(ByteBuffer out) {
    ErrorCause.writeAll(causes, out);
  }
}
