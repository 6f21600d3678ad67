package io.sluice.transport.ice;

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
    boolean onThisMachine) {}
