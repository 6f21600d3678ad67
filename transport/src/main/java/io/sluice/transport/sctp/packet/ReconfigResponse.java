package io.sluice.transport.sctp.packet;

import java.nio.ByteBuffer;

/**
 * Re-configuration Response: what became of a request (<a
 * href="https://www.rfc-editor.org/rfc/rfc6525#section-4.4">RFC 6525 section 4.4</a>).
 *
 * <pre>
 * +-------------------------------+-------------------------------+
 * |           type = 16           |      length = 12 or 20        |
 * |            number of the request that is answered             |
 * |                            result                             |
 * |      sender's next TSN (optional, for a TsnResetRequest)      |
 * |     receiver's next TSN (optional, for a TsnResetRequest)     |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * The optional fields are not kept: nothing here asks for a reset of TSNs.
 *
 * @param number of the request
 * @param result one of the constants here, or anything else that a peer may send
 */
public record ReconfigResponse(int number, int result) implements ReconfigParameter {
  public static final int NOTHING_TO_DO = 0;
  public static final int PERFORMED = 1;
  public static final int DENIED = 2;

  /** There is no such stream. */
  public static final int WRONG_STREAM = 3;

  /** Another request is being performed. */
  public static final int ALREADY_IN_PROGRESS = 4;

  /** Neither the number of the last request nor the one after it. */
  public static final int BAD_NUMBER = 5;

  /** The request will be answered again when it was performed. */
  public static final int IN_PROGRESS = 6;

  static final int TYPE = 16;
  private static final int FIXED = 8;

  static ReconfigResponse parse(ByteBuffer value) throws MalformedPacketException {
    ReconfigParameter.require(value, FIXED);
    return new ReconfigResponse(value.getInt(), value.getInt());
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public int valueLength() {
    return FIXED;
  }

  @Override
  public void writeValue(ByteBuffer out) {
    out.putInt(number).putInt(result);
  }
}
