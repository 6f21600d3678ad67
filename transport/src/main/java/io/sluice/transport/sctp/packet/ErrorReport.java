package io.sluice.transport.sctp.packet;

import java.nio.ByteBuffer;
import java.util.List;

/** ERROR: something is wrong, but the association lives on (RFC 9260 section 3.3.10). */
public record ErrorReport(List<ErrorCause> causes) implements Chunk {

  public ErrorReport {
    causes = List.copyOf(causes);
  }

  static ErrorReport parse(ByteBuffer value) {
    return new ErrorReport(ErrorCause.parseReadable(value));
  }

  @Override
  public int type() {
    return ChunkType.ERROR;
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
