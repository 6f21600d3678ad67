package io.sluice.transport.session;

import io.sluice.transport.ice.DatagramSink;
import io.sluice.transport.udp.DatagramBatch;
import io.sluice.transport.udp.UdpSocket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Carries batches of datagrams from the socket readers to the session, by swapping a full batch for
 * an empty one. The batches are all there is: when the session is behind, a reader waits a little
 * and then drops what it has, as any router on the way would, so that STUN goes on.
 */
final class DatagramExchange implements DatagramSink {
  private static final int BATCHES = 8;
  private static final long PATIENCE_MILLIS = 20;

  private final BlockingQueue<DatagramBatch> empty = new ArrayBlockingQueue<>(BATCHES);
  private final Inbox inbox;

  DatagramExchange(Inbox inbox) {
    this.inbox = inbox;
    for (int i = 0; i < BATCHES; i++) {
      empty.add(DatagramBatch.standard());
    }
  }

  @Override
  public DatagramBatch exchange(DatagramBatch full, UdpSocket from) throws InterruptedException {
    DatagramBatch other = empty.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    if (other == null) {
      full.clear();
      return full;
    }
    inbox.put(new Input.Datagrams(full));
    return other;
  }

  /** Takes back a batch that the session has read. */
  void giveBack(DatagramBatch batch) {
    batch.clear();
    empty.offer(batch);
  }
}
