package io.sluice.transport.ice;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The socket that ice4j gets in place of a real one. It carries STUN only: in what the demux put
 * there, out to whoever owns the real socket. ice4j may close it, or interrupt whoever is in it,
 * and the real socket never notices.
 */
final class StunView extends DatagramSocket {
  /** Takes what ice4j sends. Must neither block nor throw. */
  @FunctionalInterface
  interface Outlet {
    void send(byte[] message, InetSocketAddress to);
  }

  /** Checks that wait for ice4j's reader; what is lost beyond that, the peer sends again. */
  private static final int QUEUE = 64;

  /** Wakes the reader of a closed socket. */
  private static final DatagramPacket END = new DatagramPacket(new byte[0], 0);

  private final InetSocketAddress local;
  private final Outlet outlet;
  private final BlockingQueue<DatagramPacket> arrived = new ArrayBlockingQueue<>(QUEUE);
  private volatile boolean closed;

  StunView(InetSocketAddress local, Outlet outlet) throws SocketException {
    // Not bound, never used: the superclass wants something of the kernel's.
    super((SocketAddress) null);
    this.local = local;
    this.outlet = outlet;
  }

  /** Gives ice4j a message; drops it if ice4j is behind. */
  void deliver(byte[] message, InetSocketAddress from) {
    if (!closed) {
      arrived.offer(new DatagramPacket(message, message.length, from));
    }
  }

  @Override
  public void receive(DatagramPacket packet) throws SocketException {
    DatagramPacket next = take();
    int length = Math.min(next.getLength(), packet.getData().length - packet.getOffset());
    System.arraycopy(next.getData(), 0, packet.getData(), packet.getOffset(), length);
    packet.setLength(length);
    packet.setSocketAddress(next.getSocketAddress());
  }

  private DatagramPacket take() throws SocketException {
    try {
      DatagramPacket next = arrived.take();
      if (!closed) {
        return next;
      }
      arrived.offer(END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new SocketException("closed");
  }

  @Override
  public void send(DatagramPacket packet) {
    int offset = packet.getOffset();
    byte[] message = Arrays.copyOfRange(packet.getData(), offset, offset + packet.getLength());
    // A plain address: ice4j's own kind compares unequal to what a socket receives.
    outlet.send(message, new InetSocketAddress(packet.getAddress(), packet.getPort()));
  }

  @Override
  public InetAddress getLocalAddress() {
    return local.getAddress();
  }

  @Override
  public int getLocalPort() {
    return local.getPort();
  }

  @Override
  public SocketAddress getLocalSocketAddress() {
    return local;
  }

  @Override
  public @Nullable SocketAddress getRemoteSocketAddress() {
    return null;
  }

  @Override
  public boolean isBound() {
    return true;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    arrived.clear();
    arrived.offer(END);
    super.close();
  }
}
