package io.sluice.transport.udp;

import java.io.Closeable;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import jdk.net.ExtendedSocketOptions;

/**
 * A {@link UdpSocket} on a {@link DatagramChannel}. The channel is non-blocking, because an
 * interrupt during a blocking operation would close it; threads wait in selectors instead.
 */
public final class NioUdpSocket implements UdpSocket {
  /** What is asked for; the kernel may give less (net.core.rmem_max, net.core.wmem_max). */
  private static final int BUFFER_BYTES = 4 * 1024 * 1024;

  /** How long a sender waits for a full socket buffer before its datagram is lost. */
  private static final long FULL_BUFFER_MILLIS = 20;

  private final DatagramChannel channel;
  private final Selector readable;
  private final Selector writable;
  private final InetSocketAddress local;
  private final boolean neverFragments;
  private final AtomicLong sendFailures = new AtomicLong();

  private NioUdpSocket(DatagramChannel channel, Selector readable, Selector writable)
      throws IOException {
    this.channel = channel;
    this.readable = readable;
    this.writable = writable;
    local = (InetSocketAddress) channel.getLocalAddress();
    neverFragments = forbidFragments(channel, true);
    channel.register(readable, SelectionKey.OP_READ);
    channel.register(writable, SelectionKey.OP_WRITE);
  }

  /** Opens a socket; a {@link UdpSocket.Binder}. */
  public static NioUdpSocket bind(InetSocketAddress local) throws IOException {
    InetAddress address = local.getAddress();
    DatagramChannel channel =
        DatagramChannel.open(
            address instanceof Inet4Address
                ? StandardProtocolFamily.INET
                : StandardProtocolFamily.INET6);
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
      channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_BYTES);
      channel.bind(local);
      return new NioUdpSocket(channel, Selector.open(), Selector.open());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public InetSocketAddress localAddress() {
    return local;
  }

  @Override
  public boolean receive(DatagramBatch into, long timeoutNanos) throws IOException {
    int before = into.count();
    drain(into);
    if (into.count() == before && timeoutNanos > 0) {
      awaitReadable(timeoutNanos);
      drain(into);
    }
    return into.count() > before;
  }

  private void drain(DatagramBatch into) throws IOException {
    ByteBuffer target = ByteBuffer.wrap(into.array());
    // One byte more than the longest datagram, so that a longer one is noticed.
    while (into.room() > MAX_DATAGRAM) {
      int start = into.end();
      target.limit(start + MAX_DATAGRAM + 1).position(start);
      InetSocketAddress source = (InetSocketAddress) channel.receive(target);
      if (source == null) {
        return;
      }
      int length = target.position() - start;
      if (length <= MAX_DATAGRAM) {
        into.commit(length, source);
      }
    }
  }

  private void awaitReadable(long timeoutNanos) throws IOException {
    try {
      // Rounded up: select(0) would wait for ever.
      readable.select(key -> {}, Math.max(1, TimeUnit.NANOSECONDS.toMillis(timeoutNanos)));
    } catch (ClosedSelectorException e) {
      throw closed(e);
    }
    // A close during the wait only ends the wait, and the channel is closed a moment later.
    if (!readable.isOpen()) {
      throw new ClosedChannelException();
    }
  }

  @Override
  public void send(DatagramBatch batch, InetSocketAddress to) throws IOException {
    ByteBuffer datagram = ByteBuffer.wrap(batch.array());
    for (int i = 0; i < batch.count(); i++) {
      int offset = batch.offset(i);
      datagram.limit(offset + batch.length(i)).position(offset);
      send(datagram, to);
    }
  }

  @Override
  public void send(byte[] datagram, int offset, int length, InetSocketAddress to)
      throws IOException {
    send(ByteBuffer.wrap(datagram, offset, length), to);
  }

  @Override
  public void sendFragmentable(byte[] datagram, int offset, int length, InetSocketAddress to)
      throws IOException {
    // What other threads send meanwhile is short: control, which nobody fragments.
    forbidFragments(channel, false);
    try {
      send(datagram, offset, length, to);
    } finally {
      forbidFragments(channel, true);
    }
  }

  @Override
  public boolean neverFragments() {
    return neverFragments;
  }

  /** The don't-fragment bit of IPv4, and no fragments by this machine; whether there is such. */
  private static boolean forbidFragments(DatagramChannel channel, boolean forbid)
      throws IOException {
    boolean possible = channel.supportedOptions().contains(ExtendedSocketOptions.IP_DONTFRAGMENT);
    if (possible) {
      channel.setOption(ExtendedSocketOptions.IP_DONTFRAGMENT, forbid);
    }
    return possible;
  }

  private void send(ByteBuffer datagram, InetSocketAddress to) throws IOException {
    try {
      // An empty datagram also reports 0, and is never worth waiting for.
      if (channel.send(datagram, to) == 0 && datagram.hasRemaining()) {
        sendAfterWaiting(datagram, to);
      }
    } catch (ClosedChannelException e) {
      throw e;
    } catch (IOException e) {
      // Unreachable, too long for the path (as a probe may be), refused by a firewall: the next
      // one may get through.
      sendFailures.incrementAndGet();
    }
  }

  private void sendAfterWaiting(ByteBuffer datagram, InetSocketAddress to) throws IOException {
    try {
      writable.select(key -> {}, FULL_BUFFER_MILLIS);
    } catch (ClosedSelectorException e) {
      throw closed(e);
    }
    if (channel.send(datagram, to) == 0) {
      sendFailures.incrementAndGet();
    }
  }

  @Override
  public long sendFailures() {
    return sendFailures.get();
  }

  @Override
  public void close() {
    // The channel's descriptor is freed when both selectors have let go of it.
    closeQuietly(writable);
    closeQuietly(readable);
    closeQuietly(channel);
  }

  private static void closeQuietly(Closeable part) {
    try {
      part.close();
    } catch (IOException e) {
      // Nothing is left to do with it, and nothing depends on it.
    }
  }

  private static ClosedChannelException closed(ClosedSelectorException cause) {
    ClosedChannelException closed = new ClosedChannelException();
    closed.initCause(cause);
    return closed;
  }
}
