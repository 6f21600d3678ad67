package io.sluice.transport.signal;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * One address at which the writer of a code may be reached: an IPv4 or IPv6 literal, never a name.
 * The address is kept without host name and scope, for neither means anything to the other side.
 *
 * @param address no wildcard or multicast address
 * @param port of UDP, 1 to 65535
 */
public record CodeCandidate(InetAddress address, int port, Type type) {
  /** The most candidates of one code. */
  public static final int MAX_PER_CODE = 8;

  /** What kind of address it is (RFC 8445, section 4). */
  public enum Type {
    /** An interface of the machine itself. */
    HOST("host", 0),
    /** What a STUN server saw: the outside of a NAT. */
    SRFLX("srflx", 1),
    /** A port of a TURN server. */
    RELAY("relay", 2);

    private final String word;
    private final int wireBits;

    Type(String word, int wireBits) {
      this.word = word;
      this.wireBits = wireBits;
    }

    /** As ICE spells it (RFC 8839, section 5.1). */
    public String word() {
      return word;
    }

    /**
     * The type that ICE spells {@code word}.
     *
     * @throws IllegalArgumentException if a code does not carry this type
     */
    public static Type of(String word) {
      for (Type type : values()) {
        if (type.word.equals(word)) {
          return type;
        }
      }
      throw new IllegalArgumentException("no candidate type of codes: " + word);
    }

    /** The two bits that stand for this type in a code. */
    int wireBits() {
      return wireBits;
    }

    /**
     * @throws IllegalArgumentException if no type has these bits
     */
    static Type ofWireBits(int bits) {
      for (Type type : values()) {
        if (type.wireBits == bits) {
          return type;
        }
      }
      throw new IllegalArgumentException("no candidate type: " + bits);
    }
  }

  /**
   * @throws IllegalArgumentException if nobody can be reached at this address or port
   */
  public CodeCandidate {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("the port " + port);
    }
    if (address.isAnyLocalAddress() || address.isMulticastAddress()) {
      throw new IllegalArgumentException("the address " + address.getHostAddress());
    }
    try {
      address = InetAddress.getByAddress(address.getAddress());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("an address of an unknown length", e);
    }
  }
}
