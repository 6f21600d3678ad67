package io.sluice.transport.ice;

import io.sluice.transport.udp.PortLook;
import io.sluice.transport.udp.UdpSocket;
import java.net.InetSocketAddress;

/**
 * The path that the checks found.
 *
 * @param socket where to send; what arrives comes through the {@link DatagramSink}
 * @param local this end as its candidate type tells: behind a NAT, the address on its outside
 * @param remote where to send to
 * @param localType type of this end's candidate, as in {@link Candidate#type}
 * @param remoteType type of the peer's candidate
 * @param onThisMachine whether the peer is on this machine: the path is the loopback interface, and
 *     takes datagrams of {@link UdpSocket#MAX_DATAGRAM}
 */
public record SelectedPair(
    UdpSocket socket,
    InetSocketAddress local,
    InetSocketAddress remote,
    String localType,
    String remoteType,
    boolean onThisMachine) {
  private static final Reach OUTSIDE = new Reach.Outside();

  /**
   * Whether the peer's machine says that nothing listens at the peer's port any more; takes a
   * second. Asked only of our own networks: on the internet another machine may have got the
   * address, and nobody at the other end of a relay is to be seen from us.
   */
  public boolean peerHasEnded() {
    return !OUTSIDE.includes(remote.getAddress())
        && !localType.equals(Candidate.RELAYED)
        && PortLook.isClosed(socket.localAddress().getAddress(), remote);
  }
}
