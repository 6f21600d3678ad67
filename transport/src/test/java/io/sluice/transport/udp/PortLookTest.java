package io.sluice.transport.udp;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class PortLookTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  @Test
  void aPortIsClosedOnceItsSocketIs() throws Exception {
    InetSocketAddress port;
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(HERE, 0))) {
      port = new InetSocketAddress(HERE, socket.getLocalPort());
      assertFalse(PortLook.isClosed(HERE, port));
    }
    assertTrue(PortLook.isClosed(HERE, port));
  }
}
