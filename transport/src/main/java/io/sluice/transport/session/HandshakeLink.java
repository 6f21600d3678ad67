package io.sluice.transport.session;

import io.sluice.crypto.DatagramLink;
import io.sluice.transport.udp.DatagramBatch;
import io.sluice.transport.udp.UdpSocket;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The selected path as the DTLS handshake sees it: one datagram at a time, and only those that come
 * from the peer. Afterwards it carries alerts and answers to late retransmissions outwards; the
 * {@link PeerLoop} then reads the inbox itself.
 */
final class HandshakeLink implements DatagramLink {
  /** Fits every path: 1280 bytes of IPv6 less its header and that of UDP. */
  private static final int MAX_DATAGRAM = 1200;

  private final Inbox inbox;
  private final DatagramExchange exchange;
  private final UdpSocket socket;
  private final InetSocketAddress peer;
  private @Nullable DatagramBatch batch;
  private int next;

  HandshakeLink(Inbox inbox, DatagramExchange exchange, UdpSocket socket, InetSocketAddress peer) {
    this.inbox = inbox;
    this.exchange = exchange;
    this.socket = socket;
    this.peer = peer;
  }

  @Override
  public int receive(byte[] into, int offset, int length, long waitNanos) throws IOException {
    long deadline = System.nanoTime() + waitNanos;
    while (true) {
      DatagramBatch current = batch;
      if (current == null || next == current.count()) {
        if (!takeBatch(deadline - System.nanoTime())) {
          return -1;
        }
        continue;
      }
      int datagram = next++;
      if (current.length(datagram) <= length && peer.equals(current.source(datagram))) {
        System.arraycopy(
            current.array(), current.offset(datagram), into, offset, current.length(datagram));
        return current.length(datagram);
      }
    }
  }

  /** Puts what the handshake has not read back into the inbox, for the loop. */
  void release() {
    DatagramBatch current = batch;
    if (current == null) {
      return;
    }
    batch = null;
    for (int i = 0; i < next; i++) {
      current.remove(0);
    }
    inbox.put(new Input.Datagrams(current));
  }

  @Override
  public void send(byte[] datagram, int offset, int length) throws IOException {
    socket.send(datagram, offset, length, peer);
  }

  @Override
  public int maxDatagram() {
    return MAX_DATAGRAM;
  }

  private boolean takeBatch(long nanos) throws IOException {
    DatagramBatch done = batch;
    if (done != null) {
      batch = null;
      exchange.giveBack(done);
    }
    try {
      if (inbox.poll(nanos) instanceof Input.Datagrams(DatagramBatch received)) {
        batch = received;
        next = 0;
        return true;
      }
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
