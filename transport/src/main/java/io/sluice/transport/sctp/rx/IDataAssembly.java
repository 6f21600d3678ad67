package io.sluice.transport.sctp.rx;

import io.sluice.transport.sctp.packet.Data;
import io.sluice.transport.sctp.packet.IData;
import io.sluice.transport.sctp.packet.ProtocolViolationException;
import io.sluice.transport.sctp.packet.SkippedStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages of I-DATA (RFC 8260 section 2.2): a fragment says itself which message it belongs
 * to and where. The ordered and the unordered messages of a stream are two {@link Lane}s.
 */
final class IDataAssembly implements Assembly {
  private final Ready ready;
  private final int maxMessage;
  private final BufferGuess guess = new BufferGuess();
  private @Nullable Lane[] lanes = new @Nullable Lane[16];
  private long held;

  IDataAssembly(Ready ready, int maxMessage) {
    this.ready = ready;
    this.maxMessage = maxMessage;
  }

  @Override
  public int header() {
    return IData.HEADER;
  }

  @Override
  public void add(byte[] packet, int chunk) throws ProtocolViolationException {
    boolean unordered = (Data.flags(packet, chunk) & Data.UNORDERED) != 0;
    Lane lane = lane(Data.streamId(packet, chunk), unordered);
    long before = lane.held();
    try {
      lane.add(packet, chunk, maxMessage);
    } finally {
      held += lane.held() - before;
    }
  }

  /** Fragments before the TSN that belong to no message in the list have all come. */
  @Override
  public void forward(int cumulativeTsn, List<SkippedStream> skipped) {
    for (SkippedStream each : skipped) {
      Lane lane = lane(each.streamId(), each.unordered());
      long before = lane.held();
      lane.skip(each.number());
      held += lane.held() - before;
    }
  }

  @Override
  public void reset(int streamId) {
    for (int index = 2 * streamId; index <= 2 * streamId + 1; index++) {
      Lane lane = index < lanes.length ? lanes[index] : null;
      if (lane != null) {
        held -= lane.held();
        lane.close();
        lanes[index] = null;
      }
    }
  }

  @Override
  public long spare() {
    return guess.spare();
  }

  @Override
  public long held() {
    return held;
  }

  /** The peer can make at most two for each of 65,536 streams exist. */
  private Lane lane(int streamId, boolean unordered) {
    int index = 2 * streamId + (unordered ? 1 : 0);
    if (index >= lanes.length) {
      lanes = Arrays.copyOf(lanes, Math.max(index + 1, 2 * lanes.length));
    }
    Lane lane = lanes[index];
    if (lane == null) {
      lane = new Lane(streamId, unordered, ready, guess);
      lanes[index] = lane;
    }
    return lane;
  }
}
