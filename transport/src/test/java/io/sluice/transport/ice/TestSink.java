package io.sluice.transport.ice;

import io.sluice.transport.udp.DatagramBatch;
import io.sluice.transport.udp.UdpSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A sink that keeps what comes as text; a datagram is a byte of the DTLS range and its text. */
final class TestSink implements DatagramSink {
  private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
  private final AtomicInteger batches = new AtomicInteger();
  private volatile CountDownLatch hold = new CountDownLatch(0);

  static byte[] datagram(String text) {
    return ("\u0017" + text).getBytes(StandardCharsets.US_ASCII);
  }

  /** Keeps the next batch's thread from coming back until the latch is counted down. */
  CountDownLatch holdUp() {
    CountDownLatch latch = new CountDownLatch(1);
    hold = latch;
    return latch;
  }

  @Override
  public DatagramBatch exchange(DatagramBatch full, UdpSocket from) throws InterruptedException {
    // Before a test sees the texts: a latch that it sets then is for the next batch.
    CountDownLatch latch = hold;
    batches.incrementAndGet();
    for (int i = 0; i < full.count(); i++) {
      texts.add(
          new String(
              full.array(), full.offset(i) + 1, full.length(i) - 1, StandardCharsets.US_ASCII));
    }
    full.clear();
    latch.await();
    return full;
  }

  @Nullable String next() throws InterruptedException {
    return texts.poll(10, TimeUnit.SECONDS);
  }

  boolean isEmpty() {
    return texts.isEmpty();
  }

  int batches() {
    return batches.get();
  }
}
