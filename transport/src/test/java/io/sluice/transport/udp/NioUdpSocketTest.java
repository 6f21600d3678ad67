package io.sluice.transport.udp;

import java.io.IOException;
import java.net.InetSocketAddress;

class NioUdpSocketTest extends UdpSocketContract {
  @Override
  UdpSocket bind(InetSocketAddress local) throws IOException {
    return NioUdpSocket.bind(local);
  }
}
