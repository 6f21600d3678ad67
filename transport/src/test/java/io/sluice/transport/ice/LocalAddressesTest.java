package io.sluice.transport.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.ice.LocalAddresses.Nic;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LocalAddressesTest {
  private static final Nic LO = nic("lo", true, "127.0.0.1", "::1");
  private static final Nic ETH =
      nic("eth0", false, "fe80::1", "169.254.3.4", "2001:db8::7", "fd00::7", "192.0.2.7");
  private static final Nic DOCKER = nic("docker0", false, "172.17.0.1");
  private static final Nic VPN = nic("tun0", false, "10.8.0.2");

  @Test
  void linkLocalAndLoopbackAreNotOffered() throws IOException {
    assertEquals(addresses("192.0.2.7", "2001:db8::7", "fd00::7"), choose(List.of(LO, ETH)));
  }

  @Test
  void whatLeadsToOtherNetworksIsFirstAndContainersAreLast() throws IOException {
    assertEquals(
        addresses("10.8.0.2", "192.0.2.7", "2001:db8::7", "fd00::7", "172.17.0.1"),
        choose(List.of(DOCKER, ETH, VPN), "10.8.0.2"));
  }

  @Test
  void loopbackIsTakenIfItIsNamedOrAlone() throws IOException {
    assertEquals(
        addresses("127.0.0.1", "::1"),
        LocalAddresses.choose(List.of(LO, ETH), AddressRules.interfaces(List.of("lo")), Set.of()));
    assertEquals(addresses("127.0.0.1", "::1"), choose(List.of(LO, nic("eth0", false, "fe80::1"))));
  }

  @Test
  void anUnknownInterfaceIsNamedInTheMessage() {
    IOException e =
        assertThrows(
            IOException.class,
            () ->
                LocalAddresses.choose(
                    List.of(LO, ETH), AddressRules.interfaces(List.of("wlan9")), Set.of()));
    assertEquals(
        "There is no network interface wlan9 that is up; there are: lo, eth0.", e.getMessage());
  }

  @Test
  void aNamedInterfaceWithoutAnAddressIsAnError() {
    Nic bare = nic("eth1", false, "fe80::2");
    assertThrows(
        IOException.class,
        () ->
            LocalAddresses.choose(
                List.of(LO, bare), AddressRules.interfaces(List.of("eth1")), Set.of()));
  }

  @Test
  void onlyAndNeverTakeNamesAndSubnets() throws IOException {
    List<Nic> all = List.of(LO, ETH, VPN);
    assertEquals(addresses("10.8.0.2"), ruled(all, List.of("10.8.0.0/16"), List.of(), true));
    assertEquals(
        addresses("192.0.2.7", "2001:db8::7"),
        ruled(all, List.of(), List.of("tun0", "fd00::/8"), true));
    assertEquals(
        addresses("192.0.2.7"), ruled(all, List.of("eth0"), List.of("2000::/3", "fd00::/8"), true));
    assertEquals(addresses("192.0.2.7", "10.8.0.2"), ruled(all, List.of(), List.of(), false));
  }

  @Test
  void whatIsExcludedIsNotTakenForWantOfAnotherEither() {
    IOException none =
        assertThrows(
            IOException.class,
            () -> ruled(List.of(LO, VPN), List.of("10.0.0.0/8"), List.of("tun0"), true));
    assertTrue(none.getMessage().contains("that may be used"), none.getMessage());
    assertThrows(
        IOException.class, () -> ruled(List.of(LO, VPN), List.of(), List.of("tun0", "lo"), true));
  }

  @Test
  void aSubnetThatIsNoneIsSaid() {
    IOException e =
        assertThrows(
            IOException.class, () -> AddressRules.of(List.of("10.8.0.0/99"), List.of(), true));
    assertTrue(e.getMessage().contains("10.8.0.0/99"), e.getMessage());
  }

  private static List<InetAddress> ruled(
      List<Nic> nics, List<String> only, List<String> never, boolean ipv6) throws IOException {
    return LocalAddresses.choose(nics, AddressRules.of(only, never, ipv6), Set.of());
  }

  @Test
  void thereAreAtMostEightAndTwoOfIpv6ForEachInterface() throws IOException {
    Nic many = nic("eth0", false, "2001:db8::1", "2001:db8::2", "2001:db8::3", "192.0.2.1");
    assertEquals(
        addresses("192.0.2.1", "2001:db8::3", "2001:db8::1"),
        choose(List.of(many), "192.0.2.1", "2001:db8::3"));

    List<Nic> nics =
        IntStream.range(0, 12).mapToObj(i -> nic("eth" + i, false, "192.0.2." + i)).toList();
    assertEquals(8, choose(nics).size());
  }

  @Test
  void knowsTheMachinesOwnAddresses() {
    assertTrue(LocalAddresses.isOnThisMachine(InetAddress.ofLiteral("127.3.3.3")));
    assertTrue(LocalAddresses.isOnThisMachine(InetAddress.ofLiteral("::1")));
    assertFalse(LocalAddresses.isOnThisMachine(InetAddress.ofLiteral("203.0.113.77")));
  }

  private static List<InetAddress> choose(List<Nic> nics, String... routed) throws IOException {
    return LocalAddresses.choose(nics, AddressRules.ALL, Set.copyOf(addresses(routed)));
  }

  private static Nic nic(String name, boolean loopback, String... literals) {
    return new Nic(name, loopback, addresses(literals));
  }

  private static List<InetAddress> addresses(String... literals) {
    return Stream.of(literals).map(InetAddress::ofLiteral).toList();
  }
}
