package io.sluice.transport.sctp.tx;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.CongestionAlgorithm;
import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.congestion.AckSample;
import io.sluice.transport.sctp.congestion.CongestionControl;
import io.sluice.transport.sctp.packet.Data;
import io.sluice.transport.sctp.packet.Sack;
import io.sluice.transport.sctp.packet.Wire;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A sender alone; every packet is one chunk of 1,160 bytes. */
abstract class SenderFixture {
  static final long MS = 1_000_000;
  static final int FIRST = -5;
  static final int SIZE = 1_160;
  static final int LIMIT = Data.HEADER + SIZE + 3;

  final SctpOptions options = SctpOptions.defaults();
  final Rto rto = new Rto(options);
  final byte[] packet = new byte[2_000];
  SendQueue queue = newQueue();
  DataSender sender = newSender(1 << 20);
  long now = -1_000_000_000L;

  final DataSender newSender(long peerWindow) {
    queue = newQueue();
    return new DataSender(
        options, rto, new Unpaced(reno()), queue, interleaving(), FIRST, peerWindow);
  }

  /** Whether messages are sent as I-DATA. */
  boolean interleaving() {
    return false;
  }

  private SendQueue newQueue() {
    return new SendQueue(options, new StreamSettings(), interleaving(), true, 1 << 20);
  }

  static CongestionControl reno() {
    return CongestionControl.of(CongestionAlgorithm.NEW_RENO, SIZE, new SplittableRandom(1));
  }

  /** What a controller wants, but at once: how packets are spread over time is another matter. */
  record Unpaced(CongestionControl within) implements CongestionControl {
    @Override
    public long window() {
      return within.window();
    }

    @Override
    public long pacingRate() {
      return UNPACED;
    }

    @Override
    public void onSent(long now, int bytes, long inFlight) {
      within.onSent(now, bytes, inFlight);
    }

    @Override
    public void onAcknowledged(AckSample sample) {
      within.onAcknowledged(sample);
    }

    @Override
    public void onLoss(long now, long inFlight) {
      within.onLoss(now, inFlight);
    }

    @Override
    public void onTimeout(long now, long inFlight) {
      within.onTimeout(now, inFlight);
    }

    @Override
    public void onSpuriousTimeout() {
      within.onSpuriousTimeout();
    }

    @Override
    public void onPathMtu(int payload) {
      within.onPathMtu(payload);
    }
  }

  void offer(int chunks) {
    assertTrue(queue.offer(message(0, chunks * SIZE), now));
  }

  static SctpMessage message(int stream, int size) {
    return new SctpMessage(stream, 53, false, ByteBuffer.allocate(size));
  }

  /** Sends everything that may leave; the TSNs. */
  List<Integer> writeAll() {
    List<Integer> sent = new ArrayList<>();
    while (sender.write(packet, 0, LIMIT, packet.length, now) > 0) {
      sent.add(Data.tsn(packet, 0));
    }
    return sent;
  }

  /** Lets the next deadline come. */
  boolean timeout() {
    now = sender.nextTimeout();
    return sender.handleTimeout(now);
  }

  static List<Integer> tsns(int from, int count) {
    List<Integer> tsns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tsns.add(FIRST + from + i);
    }
    return tsns;
  }

  /** A SACK comes a round trip of 20 ms later. */
  boolean sackAfterRoundTrip(int cumulative, int... gap) throws Exception {
    now += 20 * MS;
    return sack(1 << 20, cumulative, gap);
  }

  /**
   * A SACK comes.
   *
   * @param cumulative index of the last chunk in sequence, -1 for none
   * @param gap start and end of gap blocks, from the cumulative TSN
   */
  boolean sack(long window, int cumulative, int... gap) throws Exception {
    return acknowledge(window, cumulative, gap, new int[0]);
  }

  /** A SACK comes that also reports chunks as received twice, by index. */
  boolean acknowledge(long window, int cumulative, int[] gap, int[] duplicates) throws Exception {
    byte[] chunk = new byte[Sack.HEADER + 2 * gap.length + 4 * duplicates.length];
    Sack.writeHeader(chunk, 0, FIRST + cumulative, window, gap.length / 2, duplicates.length);
    for (int i = 0; i < gap.length; i++) {
      Wire.put16(chunk, Sack.HEADER + 2 * i, gap[i]);
    }
    for (int i = 0; i < duplicates.length; i++) {
      Wire.put32(chunk, Sack.HEADER + 2 * gap.length + 4 * i, FIRST + duplicates[i]);
    }
    Sack sack = new Sack();
    sack.read(chunk, 0);
    return sender.acknowledge(sack, now);
  }
}
