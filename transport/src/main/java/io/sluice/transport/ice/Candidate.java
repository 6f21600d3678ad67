package io.sluice.transport.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;

/**
 * An address at which an agent may be reached (RFC 8445 section 5.1).
 *
 * @param type {@link #HOST}, {@link #SERVER_REFLEXIVE}, {@link #PEER_REFLEXIVE} or {@link #RELAYED}
 * @param address a unicast address, never a wildcard
 * @param port 1 to 65535
 */
public record Candidate(String type, InetAddress address, int port) {
  /** An address of the machine itself. */
  public static final String HOST = "host";

  /** The address a STUN server sees, on the outside of a NAT. */
  public static final String SERVER_REFLEXIVE = "srflx";

  /** The address the peer sees; learned during the checks, never signalled. */
  public static final String PEER_REFLEXIVE = "prflx";

  /** A port at a TURN server. */
  public static final String RELAYED = "relay";

  private static final Set<String> TYPES = Set.of(HOST, SERVER_REFLEXIVE, PEER_REFLEXIVE, RELAYED);

  public Candidate {
    if (!TYPES.contains(type)) {
      throw new IllegalArgumentException("a candidate of no known type: " + type);
    }
    if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
      throw new IllegalArgumentException("not a unicast address: " + address.getHostAddress());
    }
    if (port < 1 || port > 0xffff) {
      throw new IllegalArgumentException("port " + port);
    }
  }

  /** The address and port to send to. */
  public InetSocketAddress socketAddress() {
    return new InetSocketAddress(address, port);
  }
}
