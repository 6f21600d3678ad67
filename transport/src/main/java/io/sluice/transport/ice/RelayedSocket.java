package io.sluice.transport.ice;

import io.sluice.transport.udp.DatagramBatch;
import io.sluice.transport.udp.UdpSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A socket whose address is a port at a TURN server. What is sent goes to the server, with the
 * number of the peer's channel before it, and comes back from there the same way (RFC 8656 section
 * 12.4). The server sees nothing but what the network would see.
 *
 * <p>The first datagrams to an address wait for nothing and are lost, until its channel is bound:
 * checks are sent again anyway.
 */
final class RelayedSocket implements UdpSocket {
  /** The number of the channel and the length of the datagram. */
  private static final int CHANNEL_HEADER = 4;

  private final UdpSocket socket;
  private final InetSocketAddress server;
  private final TurnAllocation allocation;
  private final DatagramBatch outgoing = DatagramBatch.standard();
  private final byte[] single = new byte[MAX_DATAGRAM + CHANNEL_HEADER];

  private RelayedSocket(UdpSocket socket, InetSocketAddress server, TurnAllocation allocation) {
    this.socket = socket;
    this.server = server;
    this.allocation = allocation;
  }

  /**
   * Asks for a port, and waits for it.
   *
   * @param socket from which the server is asked; closed with this, or when there is no port
   * @throws IOException with a phrase for the user if there is none
   */
  static RelayedSocket open(
      UdpSocket socket, InetSocketAddress server, TurnServer who, long patienceNanos)
      throws IOException {
    long now = System.nanoTime();
    boolean ipv6 = server.getAddress().getAddress().length == 16;
    RelayedSocket relayed =
        new RelayedSocket(socket, server, new TurnAllocation(who, ipv6, new SecureRandom(), now));
    try {
      relayed.await(now + patienceNanos);
      return relayed;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private void await(long deadline) throws IOException {
    DatagramBatch batch = DatagramBatch.standard();
    while (true) {
      long left = deadline - System.nanoTime();
      synchronized (this) {
        String failure = allocation.failure();
        if (allocation.relayed() != null && failure == null) {
          return;
        }
        if (failure != null || left <= 0 || Thread.currentThread().isInterrupted()) {
          throw new IOException(failure == null ? "it does not answer" : failure);
        }
      }
      step(batch, 0, deadline);
      batch.clear();
    }
  }

  @Override
  public synchronized InetSocketAddress localAddress() {
    return Objects.requireNonNull(allocation.relayed());
  }

  @Override
  public boolean receive(DatagramBatch into, long timeoutNanos) throws IOException {
    long end = System.nanoTime() + Math.max(0, timeoutNanos);
    int before = into.count();
    while (true) {
      boolean some = step(into, before, end);
      if (into.count() > before) {
        return true;
      }
      if (System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted()) {
        return false;
      }
      // What was taken out of the batch gives its room back only when all of it is empty.
      if (some && into.isEmpty()) {
        into.clear();
      } else if (some && into.room() < MAX_DATAGRAM) {
        return false;
      }
    }
  }

  /**
   * Asks the server what is to be asked, waits for datagrams, and leaves those of peers in the
   * batch.
   *
   * @param before how many are in the batch already
   * @return whether anything came
   */
  private boolean step(DatagramBatch into, int before, long end) throws IOException {
    long now = System.nanoTime();
    boolean some = socket.receive(into, Math.max(0, Math.min(end, request(now)) - now));
    synchronized (this) {
      for (int i = into.count() - 1; i >= before; i--) {
        unwrap(into, i);
      }
    }
    return some;
  }

  /** Sends what is to be asked of the server now; returns when there is more. */
  private synchronized long request(long now) throws IOException {
    byte[] request;
    while ((request = allocation.poll(now)) != null) {
      socket.send(request, 0, request.length, server);
    }
    long deadline = allocation.deadline();
    return deadline == Long.MAX_VALUE ? now + TimeUnit.HOURS.toNanos(1) : deadline;
  }

  private void unwrap(DatagramBatch batch, int index) {
    byte[] array = batch.array();
    int at = batch.offset(index);
    int length = batch.length(index);
    boolean ours = batch.source(index).equals(server);
    if (!ours || length < CHANNEL_HEADER) {
      batch.remove(index);
      return;
    }
    int channel = u16(array, at);
    InetSocketAddress peer = allocation.peerOf(channel);
    int inside = u16(array, at + 2);
    if (peer != null && inside <= length - CHANNEL_HEADER) {
      batch.narrow(index, CHANNEL_HEADER, inside, peer);
      return;
    }
    StunMessage message = StunMessage.parse(array, at, length);
    if (message != null) {
      allocation.receive(message, System.nanoTime());
    }
    batch.remove(index);
  }

  private static int u16(byte[] array, int at) {
    return ((array[at] & 0xff) << 8) | (array[at + 1] & 0xff);
  }

  @Override
  public synchronized void send(DatagramBatch batch, InetSocketAddress to) throws IOException {
    int channel = channelTo(to);
    if (channel == 0) {
      return;
    }
    for (int i = 0; i < batch.count(); i++) {
      if (outgoing.room() < CHANNEL_HEADER + batch.length(i)) {
        flush();
      }
      int at = outgoing.end();
      header(outgoing.array(), at, channel, batch.length(i));
      System.arraycopy(
          batch.array(), batch.offset(i), outgoing.array(), at + CHANNEL_HEADER, batch.length(i));
      outgoing.commit(CHANNEL_HEADER + batch.length(i));
    }
    flush();
  }

  private void flush() throws IOException {
    try {
      if (!outgoing.isEmpty()) {
        socket.send(outgoing, server);
      }
    } finally {
      outgoing.clear();
    }
  }

  @Override
  public synchronized void send(byte[] datagram, int offset, int length, InetSocketAddress to)
      throws IOException {
    int wrapped = wrap(datagram, offset, length, to);
    if (wrapped > 0) {
      socket.send(single, 0, wrapped, server);
    }
  }

  @Override
  public synchronized void sendFragmentable(
      byte[] datagram, int offset, int length, InetSocketAddress to) throws IOException {
    int wrapped = wrap(datagram, offset, length, to);
    if (wrapped > 0) {
      socket.sendFragmentable(single, 0, wrapped, server);
    }
  }

  private int wrap(byte[] datagram, int offset, int length, InetSocketAddress to)
      throws IOException {
    int channel = channelTo(to);
    if (channel == 0) {
      return 0;
    }
    header(single, 0, channel, length);
    System.arraycopy(datagram, offset, single, CHANNEL_HEADER, length);
    return CHANNEL_HEADER + length;
  }

  private int channelTo(InetSocketAddress to) throws IOException {
    int channel = allocation.channelTo(to, System.nanoTime());
    if (channel == 0) {
      request(System.nanoTime());
    }
    return channel;
  }

  private static void header(byte[] into, int at, int channel, int length) {
    into[at] = (byte) (channel >>> 8);
    into[at + 1] = (byte) channel;
    into[at + 2] = (byte) (length >>> 8);
    into[at + 3] = (byte) length;
  }

  @Override
  public boolean neverFragments() {
    return socket.neverFragments();
  }

  @Override
  public long sendFailures() {
    return socket.sendFailures();
  }

  /** Gives the port back, if the server hears of it. */
  @Override
  public void close() {
    synchronized (this) {
      byte[] release = allocation.release(System.nanoTime());
      if (release != null) {
        try {
          socket.send(release, 0, release.length, server);
        } catch (IOException e) {
          // Then it lasts as long as it was asked for.
        }
      }
    }
    socket.close();
  }
}
