package io.sluice.transport.transfer.message;

import java.nio.ByteBuffer;

/**
 * A datagram of the handshake for new keys.
 *
 * <pre>message RenewalFlight { uint32 epoch = 1; bytes datagram = 2; }</pre>
 *
 * @param epoch the number that the new keys will have
 * @param datagram DTLS records, at most {@value #MAX_DATAGRAM} bytes
 */
public record RenewalFlight(int epoch, ByteBuffer datagram) implements RenewalMessage {
  public static final int MAX_DATAGRAM = 1200;

  static final int TYPE = 41;

  private static final ByteBuffer NONE = ByteBuffer.allocate(0).asReadOnlyBuffer();

  static RenewalFlight parse(FieldReader in) throws MalformedMessageException {
    int epoch = 0;
    ByteBuffer datagram = NONE;
    while (in.next()) {
      switch (in.field()) {
        case 1 -> epoch = (int) in.number(MAX_EPOCH);
        case 2 -> datagram = in.bytes(MAX_DATAGRAM);
        default -> in.skip();
      }
    }
    return new RenewalFlight(epoch, datagram);
  }

  void write(FieldWriter out) {
    out.number(1, epoch);
    out.bytes(2, datagram);
  }
}
