package io.sluice.transport.transfer.message;

import java.nio.ByteBuffer;

/**
 * The next bytes of a direction, on the channel of pipes.
 *
 * <pre>message PipeData { bytes data = 1; }</pre>
 *
 * @param data 1 byte to {@value #MAX_DATA} bytes; a view of what was parsed, and nobody changes it
 */
public record PipeData(ByteBuffer data) implements PipeMessage {
  static final int TYPE = 26;

  /** The most bytes of one message. */
  public static final int MAX_DATA = Block.MAX_DATA;

  private static final int HEADER = 16;

  static PipeData parse(FieldReader in) throws MalformedMessageException {
    ByteBuffer data = ByteBuffer.allocate(0);
    while (in.next()) {
      switch (in.field()) {
        case 1 -> data = in.bytes(MAX_DATA);
        default -> in.skip();
      }
    }
    if (!data.hasRemaining()) {
      throw new MalformedMessageException("data of a pipe without a byte in it");
    }
    return new PipeData(data);
  }

  /** The bytes to make room for. */
  int expectedLength() {
    return HEADER + data.remaining();
  }

  void write(FieldWriter out) {
    out.bytes(1, data);
  }
}
