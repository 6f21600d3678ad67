package io.sluice.crypto.dtls;

import io.sluice.crypto.DatagramLink;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One end of a link inside this process, which loses only what overflows it. */
record MemoryLink(BlockingQueue<byte[]> incoming, BlockingQueue<byte[]> outgoing)
    implements DatagramLink {
  private static final int MAX_DATAGRAM = 1200;
  private static final int MAX_QUEUED = 64;

  static MemoryLink create() {
    return new MemoryLink(
        new ArrayBlockingQueue<>(MAX_QUEUED), new ArrayBlockingQueue<>(MAX_QUEUED));
  }

  /** The other end of the same link. */
  MemoryLink otherEnd() {
    return new MemoryLink(/* incoming= */ outgoing, /* outgoing= */ incoming);
  }

  @Override
  public int receive(byte[] into, int offset, int length, long waitNanos)
      throws InterruptedIOException {
    byte[] datagram = poll(waitNanos);
    if (datagram == null) {
      return -1;
    }
    int taken = Math.min(datagram.length, length);
    System.arraycopy(datagram, 0, into, offset, taken);
    return taken;
  }

  @Override
  public void send(byte[] datagram, int offset, int length) {
    var _ = outgoing.offer(Arrays.copyOfRange(datagram, offset, offset + length));
  }

  @Override
  public int maxDatagram() {
    return MAX_DATAGRAM;
  }

  private byte @Nullable [] poll(long waitNanos) throws InterruptedIOException {
    try {
      return incoming.poll(waitNanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }
}
