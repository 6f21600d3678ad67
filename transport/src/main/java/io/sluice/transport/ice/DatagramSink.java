package io.sluice.transport.ice;

import io.sluice.transport.udp.DatagramBatch;
import io.sluice.transport.udp.UdpSocket;

/** Takes the datagrams that are not ICE's own: DTLS, from sources that proved to be the peer. */
public interface DatagramSink {
  /**
   * Takes a batch and gives an empty one back, so that no batch is ever copied or allocated. Blocks
   * while the receiver is behind: the kernel's buffer then fills, and the network drops. While it
   * blocks, this socket's connectivity checks wait too: after some seconds the peer would think the
   * path dead.
   *
   * <p>Called by one thread for each socket; datagrams may come before the pair is selected here,
   * because the peer may be ready first.
   *
   * @param full one datagram or more
   * @param from the socket that received them
   * @throws InterruptedException if the agent is being closed
   */
  DatagramBatch exchange(DatagramBatch full, UdpSocket from) throws InterruptedException;
}
