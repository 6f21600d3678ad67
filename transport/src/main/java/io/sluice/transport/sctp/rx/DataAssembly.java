package io.sluice.transport.sctp.rx;

import io.sluice.transport.sctp.packet.Data;
import io.sluice.transport.sctp.packet.ProtocolViolationException;
import io.sluice.transport.sctp.packet.SkippedStream;
import java.util.List;

/** Makes messages of DATA: fragments by TSN, then order by stream sequence number. */
final class DataAssembly implements Assembly {
  private final DataFragments fragments;
  private final DataStreams streams;

  DataAssembly(ReceivedTsns received, Ready ready, int maxMessage) {
    fragments = new DataFragments(received, maxMessage);
    streams = new DataStreams(ready);
  }

  @Override
  public int header() {
    return Data.HEADER;
  }

  @Override
  public void add(byte[] packet, int chunk) throws ProtocolViolationException {
    Run whole = fragments.add(packet, chunk);
    if (whole != null) {
      streams.complete(whole);
    }
  }

  @Override
  public void forward(int cumulativeTsn, List<SkippedStream> skipped) {
    fragments.discardThrough(cumulativeTsn);
    for (SkippedStream each : skipped) {
      streams.skip(each.streamId(), each.number());
    }
  }

  @Override
  public void reset(int streamId) {
    streams.reset(streamId);
  }

  @Override
  public long spare() {
    return fragments.spare();
  }

  @Override
  public long held() {
    return fragments.held() + streams.held();
  }
}
