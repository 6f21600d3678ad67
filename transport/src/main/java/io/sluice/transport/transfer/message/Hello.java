package io.sluice.transport.transfer.message;

/**
 * The first message of both sides.
 *
 * <pre>message Hello { uint32 version = 1; uint64 features = 2; string device_name = 3; }</pre>
 *
 * @param version the newest protocol version the side speaks
 * @param features one bit for each extension it understands
 * @param deviceName what it calls itself, at most {@value #MAX_NAME_BYTES} bytes of UTF-8; not
 *     escaped
 */
public record Hello(int version, long features, String deviceName) implements Message {
  static final int TYPE = 1;
  static final int MAX_NAME_BYTES = 255;

  static Hello parse(FieldReader in) throws MalformedMessageException {
    int version = 0;
    long features = 0;
    String name = "";
    while (in.next()) {
      switch (in.field()) {
        case 1 -> version = (int) in.number(Integer.MAX_VALUE);
        case 2 -> features = in.bits();
        case 3 -> name = in.text(MAX_NAME_BYTES);
        default -> in.skip();
      }
    }
    return new Hello(version, features, name);
  }

  void write(FieldWriter out) {
    out.number(1, version);
    out.number(2, features);
    out.text(3, deviceName, MAX_NAME_BYTES);
  }
}
