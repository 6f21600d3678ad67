package io.sluice.transport.sctp.packet;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * FORWARD TSN: what lies before it will not come any more (<a
 * href="https://www.rfc-editor.org/rfc/rfc3758#section-3.2">RFC 3758 section 3.2</a>).
 *
 * <pre>
 * +---------------+---------------+-------------------------------+
 * |  type = 0xC0  |     flags     |            length             |
 * |                      new cumulative TSN                       |
 * |       stream identifier       |    stream sequence number     |  ...
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param cumulativeTsn the receiver is to behave as if it had all chunks up to this one
 * @param skipped the last ordered message of each stream that was given up; 16-bit numbers
 */
public record ForwardTsn(int cumulativeTsn, List<SkippedStream> skipped) implements Chunk {
  private static final int FIXED = 4;

  /** Bytes of an element of {@link #skipped} in the chunk. */
  public static final int SKIPPED = 4;

  public ForwardTsn {
    skipped = List.copyOf(skipped);
  }

  static ForwardTsn parse(ByteBuffer value) throws MalformedPacketException {
    if (value.remaining() < FIXED || (value.remaining() - FIXED) % SKIPPED != 0) {
      throw new MalformedPacketException("FORWARD TSN of " + value.remaining() + " bytes");
    }
    int cumulativeTsn = value.getInt();
    List<SkippedStream> skipped = new ArrayList<>(value.remaining() / SKIPPED);
    while (value.hasRemaining()) {
      int streamId = value.getShort() & 0xffff;
      skipped.add(new SkippedStream(streamId, false, value.getShort() & 0xffff));
    }
    return new ForwardTsn(cumulativeTsn, skipped);
  }

  @Override
  public int type() {
    return ChunkType.FORWARD_TSN;
  }

  @Override
  public int valueLength() {
    return FIXED + SKIPPED * skipped.size();
  }

  @Override
  public void writeValue(ByteBuffer out) {
    out.putInt(cumulativeTsn);
    for (SkippedStream each : skipped) {
      out.putShort((short) each.streamId()).putShort((short) each.number());
    }
  }
}
