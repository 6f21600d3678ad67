package io.sluice.transport.sctp.packet;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * I-FORWARD-TSN: {@link ForwardTsn} where messages are interleaved (<a
 * href="https://www.rfc-editor.org/rfc/rfc8260#section-2.3.1">RFC 8260 section 2.3.1</a>).
 *
 * <pre>
 * +---------------+---------------+-------------------------------+
 * |  type = 0xC2  |     flags     |            length             |
 * |                      new cumulative TSN                       |
 * |       stream identifier       |          reserved           |U|
 * |                      message identifier                       |  ...
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param cumulativeTsn the receiver is to behave as if it had all chunks up to this one
 * @param skipped for each stream the last ordered and the last unordered message that was given up
 */
public record IForwardTsn(int cumulativeTsn, List<SkippedStream> skipped) implements Chunk {
  private static final int FIXED = 4;
  private static final int UNORDERED = 1;

  /** Bytes of an element of {@link #skipped} in the chunk. */
  public static final int SKIPPED = 8;

  public IForwardTsn {
    skipped = List.copyOf(skipped);
  }

  static IForwardTsn parse(ByteBuffer value) throws MalformedPacketException {
    if (value.remaining() < FIXED || (value.remaining() - FIXED) % SKIPPED != 0) {
      throw new MalformedPacketException("I-FORWARD-TSN of " + value.remaining() + " bytes");
    }
    int cumulativeTsn = value.getInt();
    List<SkippedStream> skipped = new ArrayList<>(value.remaining() / SKIPPED);
    while (value.hasRemaining()) {
      int streamId = value.getShort() & 0xffff;
      boolean unordered = (value.getShort() & UNORDERED) != 0;
      skipped.add(new SkippedStream(streamId, unordered, value.getInt()));
    }
    return new IForwardTsn(cumulativeTsn, skipped);
  }

  @Override
  public int type() {
    return ChunkType.I_FORWARD_TSN;
  }

  @Override
  public int valueLength() {
    return FIXED + SKIPPED * skipped.size();
  }

  @Override
  public void writeValue(ByteBuffer out) {
    out.putInt(cumulativeTsn);
    for (SkippedStream each : skipped) {
      out.putShort((short) each.streamId());
      out.putShort((short) (each.unordered() ? UNORDERED : 0));
      out.putInt(each.number());
    }
  }
}
