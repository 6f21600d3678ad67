package io.sluice.transport.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubnetTest {
  @ParameterizedTest
  @CsvSource({
    "10.8.0.0/16, 10.8.255.1, true",
    "10.8.0.0/16, 10.9.0.1, false",
    "192.0.2.7/25, 192.0.2.127, true",
    "192.0.2.7/25, 192.0.2.128, false",
    "192.0.2.7/32, 192.0.2.7, true",
    "192.0.2.7/32, 192.0.2.6, false",
    "0.0.0.0/0, 203.0.113.1, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "fd00::/7, fc00::1, true",
    "fd00::/7, fe00::1, false",
    "2001:db8:0:1::/64, 2001:db8:0:1:ffff::1, true",
    "2001:db8:0:1::/64, 2001:db8:0:2::1, false",
    "::/0, 192.0.2.1, false"
  })
  void holdsWhatBeginsWithTheSameBits(String text, String address, boolean contained) {
    Subnet subnet = Subnet.parse(text);
    assertNotNull(subnet);
    assertEquals(contained, subnet.contains(InetAddress.ofLiteral(address)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eth0",
        "",
        "10.8.0.0",
        "10.8.0.0/33",
        "fd00::/129",
        "10.8.0/16x",
        "10.8.0.0/-1",
        "10.8.0.0/9999",
        "cafe/8",
        "a.example/8"
      })
  void anythingElseIsNoSubnet(String text) {
    assertNull(Subnet.parse(text));
  }

  @Test
  void aPrefixHasToFitItsFamily() {
    InetAddress address = InetAddress.ofLiteral("192.0.2.1");
    assertThrows(IllegalArgumentException.class, () -> new Subnet(address, 33));
    assertThrows(IllegalArgumentException.class, () -> new Subnet(address, -1));
  }
}
