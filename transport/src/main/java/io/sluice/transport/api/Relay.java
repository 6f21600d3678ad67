package io.sluice.transport.api;

/**
 * A TURN server that passes datagrams on where two machines cannot reach each other. It sees who
 * talks to whom, when and how much; what it passes on is sealed.
 *
 * @param server {@code HOST:PORT} or {@code [IPV6]:PORT}, of UDP
 * @param user the name that the server knows
 * @param password what goes with it
 */
public record Relay(String server, String user, Passphrase password) {}
