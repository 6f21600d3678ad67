package io.sluice.transport.api;

import java.net.InetAddress;

/**
 * An address that a code carries: who reads the code reads it.
 *
 * @param port of UDP, 1 to 65535; another one for each code
 * @param network the name of the interface that has the address, or the empty text for {@link
 *     AddressPolicy.Kind#SERVER_REFLEXIVE}
 */
public record RevealedAddress(
    AddressPolicy.Kind kind, InetAddress address, int port, String network) {}
