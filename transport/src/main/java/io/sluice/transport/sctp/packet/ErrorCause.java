package io.sluice.transport.sctp.packet;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Why an ABORT or ERROR was sent (RFC 9260 section 3.3.10).
 *
 * @param info the bytes after code and length; their meaning depends on the code
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copied by nobody
public record ErrorCause(int code, byte[] info) {
  public static final int INVALID_STREAM = 1;
  public static final int MISSING_PARAMETER = 2;
  public static final int STALE_COOKIE = 3;
  public static final int OUT_OF_RESOURCE = 4;
  public static final int UNRESOLVABLE_ADDRESS = 5;
  public static final int UNRECOGNIZED_CHUNK = 6;
  public static final int INVALID_MANDATORY_PARAMETER = 7;
  public static final int UNRECOGNIZED_PARAMETERS = 8;
  public static final int NO_USER_DATA = 9;
  public static final int COOKIE_WHILE_SHUTTING_DOWN = 10;
  public static final int RESTART_WITH_NEW_ADDRESSES = 11;
  public static final int USER_ABORT = 12;
  public static final int PROTOCOL_VIOLATION = 13;

  private static final int HEADER = 4;
  private static final int MOST = 32;
  private static final int LONGEST_TEXT = 200;

  /** DATA on a stream that was never agreed. */
  public static ErrorCause invalidStream(int streamId) {
    return new ErrorCause(
        INVALID_STREAM, new byte[] {(byte) (streamId >>> 8), (byte) streamId, 0, 0});
  }

  /** A DATA chunk without data. */
  public static ErrorCause noUserData(int tsn) {
    return new ErrorCause(NO_USER_DATA, ByteBuffer.allocate(4).putInt(tsn).array());
  }

  /** INIT ACK without the one parameter that it must have. */
  public static ErrorCause missingCookie() {
    ByteBuffer info = ByteBuffer.allocate(6);
    return new ErrorCause(
        MISSING_PARAMETER, info.putInt(1).putShort((short) Parameter.STATE_COOKIE).array());
  }

  /**
   * The cookie of a COOKIE ECHO was too old.
   *
   * @param microseconds by how much
   */
  public static ErrorCause staleCookie(int microseconds) {
    return new ErrorCause(STALE_COOKIE, ByteBuffer.allocate(4).putInt(microseconds).array());
  }

  /** There is no room, or no path, for what the peer wants. */
  public static ErrorCause outOfResource() {
    return new ErrorCause(OUT_OF_RESOURCE, new byte[0]);
  }

  /** A host name where an address belongs. */
  public static ErrorCause unresolvableAddress() {
    return new ErrorCause(UNRESOLVABLE_ADDRESS, new byte[0]);
  }

  /** A field of INIT or INIT ACK that has a value which nobody may send. */
  public static ErrorCause invalidMandatoryParameter() {
    return new ErrorCause(INVALID_MANDATORY_PARAMETER, new byte[0]);
  }

  /** COOKIE ECHO came when only SHUTDOWN COMPLETE was missing. */
  public static ErrorCause cookieWhileShuttingDown() {
    return new ErrorCause(COOKIE_WHILE_SHUTTING_DOWN, new byte[0]);
  }

  /** Parameters of an INIT ACK that are not known, as {@link Parameter#unrecognized} made them. */
  public static ErrorCause unrecognized(List<Parameter> reports) {
    ByteArrayOutputStream quotes = new ByteArrayOutputStream();
    for (Parameter report : reports) {
      quotes.writeBytes(Arrays.copyOf(report.value(), Wire.padded(report.value().length)));
    }
    return new ErrorCause(UNRECOGNIZED_PARAMETERS, quotes.toByteArray());
  }

  /** A chunk that is not known; {@code quote} is its beginning. */
  public static ErrorCause unrecognizedChunk(byte[] quote) {
    return new ErrorCause(UNRECOGNIZED_CHUNK, quote);
  }

  /** The user broke the association off. */
  public static ErrorCause userAbort(String reason) {
    return new ErrorCause(USER_ABORT, text(reason));
  }

  /** A violation that has no code of its own. */
  public static ErrorCause protocolViolation(String what) {
    return new ErrorCause(PROTOCOL_VIOLATION, text(what));
  }

  /** For a log: the name of the code and the text of the peer, if it gave one. */
  public String describe() {
    String name =
        switch (code) {
          case INVALID_STREAM -> "invalid stream identifier";
          case MISSING_PARAMETER -> "missing mandatory parameter";
          case STALE_COOKIE -> "stale cookie";
          case OUT_OF_RESOURCE -> "out of resource";
          case UNRESOLVABLE_ADDRESS -> "unresolvable address";
          case UNRECOGNIZED_CHUNK -> "unrecognized chunk type";
          case INVALID_MANDATORY_PARAMETER -> "invalid mandatory parameter";
          case UNRECOGNIZED_PARAMETERS -> "unrecognized parameters";
          case NO_USER_DATA -> "no user data";
          case COOKIE_WHILE_SHUTTING_DOWN -> "cookie received while shutting down";
          case RESTART_WITH_NEW_ADDRESSES -> "restart with new addresses";
          case USER_ABORT -> "user abort";
          case PROTOCOL_VIOLATION -> "protocol violation";
          default -> "cause " + code;
        };
    boolean saysMore = (code == USER_ABORT || code == PROTOCOL_VIOLATION) && info.length > 0;
    return saysMore ? name + ": " + text(info) : name;
  }

  /** The causes before the first that is malformed. */
  static List<ErrorCause> parseReadable(ByteBuffer in) {
    List<ErrorCause> all = new ArrayList<>();
    while (in.remaining() >= HEADER && all.size() < MOST) {
      int code = in.getShort() & 0xffff;
      int length = (in.getShort() & 0xffff) - HEADER;
      if (length < 0 || length > in.remaining()) {
        break;
      }
      byte[] info = new byte[length];
      in.get(info);
      in.position(Math.min(in.limit(), in.position() + Wire.padded(length) - length));
      all.add(new ErrorCause(code, info));
    }
    return all;
  }

  static int lengthOf(List<ErrorCause> causes) {
    int length = 0;
    for (ErrorCause each : causes) {
      length = Wire.padded(length) + HEADER + each.info.length;
    }
    return length;
  }

  static void writeAll(List<ErrorCause> causes, ByteBuffer out) {
    int start = out.position();
    for (ErrorCause each : causes) {
      while (((out.position() - start) & 3) != 0) {
        out.put((byte) 0);
      }
      out.putShort((short) each.code).putShort((short) (HEADER + each.info.length));
      out.put(each.info);
    }
  }

  private static byte[] text(String what) {
    byte[] utf8 = what.getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(utf8, Math.min(LONGEST_TEXT, utf8.length));
  }

  private static String text(byte[] info) {
    return new String(info, 0, Math.min(LONGEST_TEXT, info.length), StandardCharsets.UTF_8);
  }
}
