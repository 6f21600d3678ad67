package io.sluice.transport.sctp.packet;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A parameter of INIT or INIT ACK: type, length, value, padding (RFC 9260 section 3.2.1).
 *
 * @param value the bytes after type and length
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copied by nobody
public record Parameter(int type, byte[] value) {
  public static final int IPV4_ADDRESS = 5;
  public static final int IPV6_ADDRESS = 6;
  public static final int STATE_COOKIE = 7;
  public static final int UNRECOGNIZED = 8;
  public static final int COOKIE_PRESERVATIVE = 9;

  /** Host Name Address: deprecated, answered with ABORT (RFC 9260 section 3.3.2.1.3). */
  public static final int HOST_NAME = 11;

  public static final int SUPPORTED_ADDRESS_TYPES = 12;
  public static final int ECN_CAPABLE = 0x8000;

  /** RFC 9653: packets with checksum 0 are acceptable. */
  public static final int ZERO_CHECKSUM = 0x8001;

  /** RFC 4895: skipped, AUTH is not spoken here. */
  public static final int RANDOM = 0x8002;

  /** RFC 4895. */
  public static final int CHUNK_LIST = 0x8003;

  /** RFC 4895. */
  public static final int HMAC_ALGORITHMS = 0x8004;

  /** RFC 4820. */
  public static final int PADDING = 0x8005;

  /** RFC 5061 section 4.2.7: the chunk types beyond RFC 9260 that the sender understands. */
  public static final int SUPPORTED_EXTENSIONS = 0x8008;

  /** RFC 3758. */
  public static final int FORWARD_TSN_SUPPORTED = 0xC000;

  /** RFC 5061. */
  public static final int ADAPTATION = 0xC006;

  /** RFC 9653 section 8: the lower layer is DTLS. */
  private static final int EDMID_DTLS = 1;

  private static final int HEADER = 4;

  /** A peer may not make us keep more than this of one chunk. */
  private static final int MOST = 256;

  /** The announcement that packets without checksum are acceptable, because DTLS carries them. */
  public static Parameter zeroChecksum() {
    return new Parameter(ZERO_CHECKSUM, new byte[] {0, 0, 0, EDMID_DTLS});
  }

  /** The announcement that FORWARD TSN is understood. */
  public static Parameter forwardTsnSupported() {
    return new Parameter(FORWARD_TSN_SUPPORTED, new byte[0]);
  }

  /** The announcement of chunk types beyond RFC 9260. */
  public static Parameter supportedExtensions(List<Integer> chunkTypes) {
    byte[] value = new byte[chunkTypes.size()];
    for (int i = 0; i < value.length; i++) {
      value[i] = chunkTypes.get(i).byteValue();
    }
    return new Parameter(SUPPORTED_EXTENSIONS, value);
  }

  /**
   * The wish that the state cookie should live longer (RFC 9260 section 3.3.2.1).
   *
   * @param millis by how much
   */
  public static Parameter cookiePreservative(int millis) {
    return new Parameter(COOKIE_PRESERVATIVE, ByteBuffer.allocate(4).putInt(millis).array());
  }

  /** A parameter that is given back because it is not known. */
  public static Parameter unrecognized(Parameter unknown) {
    ByteBuffer quote = ByteBuffer.allocate(HEADER + unknown.value.length);
    writeAll(List.of(unknown), quote);
    return new Parameter(UNRECOGNIZED, quote.array());
  }

  /** Whether this is the announcement of {@link #zeroChecksum()}. */
  public boolean allowsZeroChecksumOverDtls() {
    return type == ZERO_CHECKSUM && value.length == 4 && Wire.i32(value, 0) == EDMID_DTLS;
  }

  /** Whether this is {@link #supportedExtensions} and names the chunk type. */
  public boolean announces(int chunkType) {
    if (type != SUPPORTED_EXTENSIONS) {
      return false;
    }
    for (byte each : value) {
      if (each == (byte) chunkType) {
        return true;
      }
    }
    return false;
  }

  /** Whether this implementation understands the type, or may ignore it knowingly. */
  public boolean isKnown() {
    return switch (type) {
      case IPV4_ADDRESS,
          IPV6_ADDRESS,
          STATE_COOKIE,
          UNRECOGNIZED,
          COOKIE_PRESERVATIVE,
          HOST_NAME,
          SUPPORTED_ADDRESS_TYPES,
          ECN_CAPABLE,
          ZERO_CHECKSUM,
          RANDOM,
          CHUNK_LIST,
          HMAC_ALGORITHMS,
          PADDING,
          SUPPORTED_EXTENSIONS,
          FORWARD_TSN_SUPPORTED,
          ADAPTATION ->
          true;
      default -> false;
    };
  }

  /** For an unknown type: whether the parameters after it may be looked at. */
  public boolean mayBeSkipped() {
    return (type & 0x8000) != 0;
  }

  /** For an unknown type: whether the peer wants to hear of it. */
  public boolean mustBeReported() {
    return (type & 0x4000) != 0;
  }

  static List<Parameter> parseAll(ByteBuffer in) throws MalformedPacketException {
    List<Parameter> all = new ArrayList<>();
    while (in.hasRemaining()) {
      if (in.remaining() < HEADER) {
        throw new MalformedPacketException("parameter header cut");
      }
      int type = in.getShort() & 0xffff;
      int length = (in.getShort() & 0xffff) - HEADER;
      if (length < 0 || length > in.remaining() || all.size() == MOST) {
        throw new MalformedPacketException("parameter length or count");
      }
      byte[] value = new byte[length];
      in.get(value);
      in.position(Math.min(in.limit(), in.position() + Wire.padded(length) - length));
      all.add(new Parameter(type, value));
    }
    return all;
  }

  static int lengthOf(List<Parameter> parameters) {
    int length = 0;
    for (Parameter each : parameters) {
      length = Wire.padded(length) + HEADER + each.value.length;
    }
    return length;
  }

  /** The padding of the last one belongs to the chunk (RFC 9260 section 3.2.1). */
  static void writeAll(List<Parameter> parameters, ByteBuffer out) {
    int start = out.position();
    for (Parameter each : parameters) {
      while (((out.position() - start) & 3) != 0) {
        out.put((byte) 0);
      }
      out.putShort((short) each.type).putShort((short) (HEADER + each.value.length));
      out.put(each.value);
    }
  }
}
