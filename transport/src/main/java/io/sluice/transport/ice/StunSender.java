package io.sluice.transport.ice;

import io.sluice.transport.udp.UdpSocket;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The one thread that sends an agent's STUN messages. ice4j interrupts its own threads when it
 * cancels their work, so none of them is let near a socket.
 */
final class StunSender implements AutoCloseable {
  private record Outgoing(UdpSocket socket, DatagramPacket packet) {}

  /** Messages that wait to be sent; what is lost beyond that is sent again by its timer. */
  private static final int QUEUE = 256;

  private final BlockingQueue<Outgoing> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Thread thread =
      Thread.ofPlatform().daemon().name("sluice-stun-sender").start(this::run);
  private volatile boolean closed;

  /** Sends soon, or drops the message if too many wait. Never blocks, never throws. */
  void send(UdpSocket socket, byte[] message, InetSocketAddress to) {
    queue.offer(new Outgoing(socket, new DatagramPacket(message, message.length, to)));
  }

  private void run() {
    while (!closed) {
      try {
        Outgoing next = queue.take();
        DatagramPacket packet = next.packet;
        InetSocketAddress to = (InetSocketAddress) packet.getSocketAddress();
        next.socket.send(packet.getData(), 0, packet.getLength(), to);
      } catch (InterruptedException e) {
        // Only close() interrupts, and it has set the flag.
      } catch (IOException e) {
        // That socket is gone; the others still want their messages.
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
