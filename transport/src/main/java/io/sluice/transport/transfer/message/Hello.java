package io.sluice.transport.transfer.message;

import java.nio.ByteBuffer;

/**
 * The first message of both sides.
 *
 * <pre>
 * message Hello {
 *   uint32 version = 1; uint64 features = 2; string device_name = 3;
 *   bytes device_key = 4; bytes signature = 5; bytes commitment = 6;
 * }
 * </pre>
 *
 * @param version the newest protocol version the side speaks
 * @param features one bit for each extension it understands
 * @param deviceName what it calls itself, at most {@value #MAX_NAME_BYTES} bytes of UTF-8; not
 *     escaped
 * @param deviceKey its Ed25519 key, 32 bytes if it is one
 * @param signature over this session by that key, 64 bytes if it is one
 * @param commitment to the nonce of {@link Reveal}, 32 bytes if it is one
 */
public record Hello(
    int version,
    long features,
    String deviceName,
    ByteBuffer deviceKey,
    ByteBuffer signature,
    ByteBuffer commitment)
    implements Message {
  static final int TYPE = 1;
  static final int MAX_NAME_BYTES = 255;

  private static final int KEY_BYTES = 32;
  private static final int SIGNATURE_BYTES = 64;
  private static final int COMMITMENT_BYTES = 32;
  private static final ByteBuffer NONE = ByteBuffer.allocate(0).asReadOnlyBuffer();

  static Hello parse(FieldReader in) throws MalformedMessageException {
    int version = 0;
    long features = 0;
    String name = "";
    ByteBuffer key = NONE;
    ByteBuffer signature = NONE;
    ByteBuffer commitment = NONE;
    while (in.next()) {
      switch (in.field()) {
        case 1 -> version = (int) in.number(Integer.MAX_VALUE);
        case 2 -> features = in.bits();
        case 3 -> name = in.text(MAX_NAME_BYTES);
        case 4 -> key = in.bytes(KEY_BYTES);
        case 5 -> signature = in.bytes(SIGNATURE_BYTES);
        case 6 -> commitment = in.bytes(COMMITMENT_BYTES);
        default -> in.skip();
      }
    }
    return new Hello(version, features, name, key, signature, commitment);
  }

  void write(FieldWriter out) {
    out.number(1, version);
    out.number(2, features);
    out.text(3, deviceName, MAX_NAME_BYTES);
    out.optional(4, deviceKey);
    out.optional(5, signature);
    out.optional(6, commitment);
  }
}
