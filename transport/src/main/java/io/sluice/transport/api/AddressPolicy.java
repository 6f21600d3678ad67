package io.sluice.transport.api;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which addresses of this machine are used, and which of them a code reveals. An address is given
 * by the name of its network interface ({@code eth0}) or by a subnet that it is in ({@code
 * 10.8.0.0/16}, {@code fd00::/8}).
 *
 * @param reveals the kinds of addresses that a code may carry; may be empty. Without {@link
 *     Kind#HOST} this machine sends nothing to private addresses of the peer either, because a peer
 *     there would see its own; with {@link Kind#RELAYED} alone it sends to TURN servers only
 * @param only interfaces and subnets to use; empty for all that are up
 * @param never interfaces and subnets not to use, whatever {@code only} says
 * @param ipv6 whether IPv6 is used
 * @param offline whether nothing is sent to, or taken from, addresses outside the subnets that this
 *     machine is in; then no STUN server is asked and no name looked up
 */
public record AddressPolicy(
    Set<Kind> reveals, List<String> only, List<String> never, boolean ipv6, boolean offline) {
  /** What an address is to the outside (RFC 8445 section 5.1.1). */
  public enum Kind {
    /** An address of the machine itself. */
    HOST,
    /** The address that a STUN server sees. */
    SERVER_REFLEXIVE,
    /** A port of a TURN server, which passes on what it gets. */
    RELAYED
  }

  public AddressPolicy {
    reveals = Set.copyOf(reveals);
    only = List.copyOf(only);
    never = List.copyOf(never);
  }

  /** Every address is used and revealed. */
  public static AddressPolicy defaults() {
    return new AddressPolicy(EnumSet.allOf(Kind.class), List.of(), List.of(), true, false);
  }

  /** This policy with another {@code reveals}. */
  public AddressPolicy revealing(Set<Kind> kinds) {
    return new AddressPolicy(kinds, only, never, ipv6, offline);
  }

  /** This policy with another {@code only}. */
  public AddressPolicy withOnly(List<String> patterns) {
    return new AddressPolicy(reveals, patterns, never, ipv6, offline);
  }

  /** This policy with another {@code never}. */
  public AddressPolicy withNever(List<String> patterns) {
    return new AddressPolicy(reveals, only, patterns, ipv6, offline);
  }

  /** This policy with another {@code ipv6}. */
  public AddressPolicy withIpv6(boolean use) {
    return new AddressPolicy(reveals, only, never, use, offline);
  }

  /** This policy with another {@code offline}. */
  public AddressPolicy withOffline(boolean stay) {
    return new AddressPolicy(reveals, only, never, ipv6, stay);
  }
}
