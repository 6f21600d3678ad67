package io.sluice.transport.udp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;

/** Tells a program that has ended from a network that is away, where the other machine says so. */
public final class PortLook {
  private static final int WAIT_MILLIS = 1000;

  /** What a demultiplexer of RFC 7983 drops, and no protocol answers. */
  private static final byte[] NOTHING = {(byte) 0xff};

  private PortLook() {}

  /**
   * Sends one datagram of one byte to a port, from another than the usual one, and waits for a
   * second for the answer that nothing listens there (RFC 792, RFC 4443). Many machines and routers
   * give none.
   *
   * @param local the address of this machine to send from
   * @return whether that answer came
   */
  public static boolean isClosed(InetAddress local, InetSocketAddress remote) {
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(local, 0))) {
      socket.connect(remote);
      socket.setSoTimeout(WAIT_MILLIS);
      socket.send(new DatagramPacket(NOTHING, NOTHING.length));
      socket.receive(new DatagramPacket(new byte[1], 1));
      return false;
    } catch (PortUnreachableException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
