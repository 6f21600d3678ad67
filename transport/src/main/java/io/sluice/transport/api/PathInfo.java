package io.sluice.transport.api;

import java.net.InetSocketAddress;

/**
 * The path to a peer.
 *
 * @param localType candidate type of this end: {@code host}, {@code srflx}, {@code prflx} or {@code
 *     relay}
 * @param remoteType candidate type of the peer's end
 * @param cipher what seals the datagrams; never {@code AUTOMATIC}
 * @param cipherRemark what users should know of the choice; empty if there is nothing
 */
public record PathInfo(
    String localType,
    InetSocketAddress local,
    String remoteType,
    InetSocketAddress remote,
    Cipher cipher,
    String cipherRemark) {}
