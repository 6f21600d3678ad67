package io.sluice.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.AddressPolicy;
import io.sluice.transport.api.AddressPolicy.Kind;
import io.sluice.transport.api.Relay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DoctorCommandTest {
  @TempDir private Path folder;

  @Test
  void candidatesAreALineEach() throws Exception {
    Run run = new Run(Run.SCRIPT).start("doctor", "--candidates");
    assertEquals(0, run.exit());
    assertEquals(
        "  host   192.0.2.7  eth0\n"
            + "  srflx  2001:db8:0:0:0:0:0:7  as a STUN server sees this machine\n",
        run.out.toString());
    assertTrue(run.err.toString().contains("a notice"), run.err.toString());
    assertTrue(run.node.hasPairedWithNobody());
  }

  @Test
  void jsonIsAnObjectALine() throws Exception {
    Run run = new Run(Run.SCRIPT).start("doctor", "--json");
    assertEquals(0, run.exit());
    assertEquals(
        """
        {"kind":"host","address":"192.0.2.7","port":50123,"interface":"eth0"}
        {"kind":"srflx","address":"2001:db8:0:0:0:0:0:7","port":40000,"interface":""}
        """,
        run.out.toString());
  }

  @Test
  void withoutAnythingItSaysWhatItRunsOn() throws Exception {
    Run run = new Run(Run.SCRIPT).start("doctor");
    assertEquals(0, run.exit());
    assertTrue(run.out.toString().contains("Java " + Runtime.version()), run.out.toString());
    assertTrue(run.out.toString().contains("192.0.2.7"), run.out.toString());
    String seals = "Seals with: chacha20-poly1305, or else aes-128-gcm\n";
    assertTrue(run.out.toString().contains(seals), run.out.toString());
    assertTrue(
        run.out.toString().contains("AES: not in the processor; this Java's AES-GCM passed"));
  }

  @Test
  void optionsSayWhichAddressesAreUsedAndRevealed() throws Exception {
    AddressPolicy policy =
        policy("--interface", "tun0", "--no-interface", "10.0.0.0/8", "--no-ipv6", "--ice", "host");
    assertEquals(
        new AddressPolicy(Set.of(Kind.HOST), List.of("tun0"), List.of("10.0.0.0/8"), false, false),
        policy);
    assertTrue(policy("--offline").offline());
    assertEquals(
        Set.of(Kind.SERVER_REFLEXIVE, Kind.RELAYED), policy("--no-host-candidates").reveals());
    assertEquals(Set.of(), policy("--ice", "host", "--no-host-candidates").reveals());
    assertEquals(AddressPolicy.defaults(), policy());
    assertFalse(policy("--ice", "srflx", "--stun", "192.0.2.1:3478").reveals().contains(Kind.HOST));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--ice relay",
        "--ice everything",
        "--ice srflx",
        "--turn ann@192.0.2.1:3478",
        "--turn 192.0.2.1:3478 --turn-password-file /dev/null",
        "--turn ann@192.0.2.1:3478 --turn-password-file /nowhere",
        "--offline --turn ann@192.0.2.1:3478",
        "--offline --stun 192.0.2.1:3478"
      })
  void whatContradictsItselfIsWrongUsage(String options) throws Exception {
    Run run = new Run(Run.SCRIPT).start(("doctor " + options).split(" "));
    assertEquals(2, run.exit());
    assertEquals("", run.out.toString());
    assertTrue(run.err.toString().startsWith("sluice: --"), run.err.toString());
  }

  @Test
  void aRelayIsNamedByAnArgumentAndItsPasswordIsNot() throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "open sesame\nand more\n");
    String[] arguments = {
      "doctor", "--ice", "relay", "--turn", "ann@192.0.2.1:3478", "--turn-password-file", "" + file
    };
    Run run = new Run(Run.SCRIPT).start(arguments);
    assertEquals(0, run.exit(), run.err::toString);
    assertEquals(Set.of(Kind.RELAYED), run.options().addresses().reveals());
    Relay relay = run.options().relays().getFirst();
    assertEquals("192.0.2.1:3478", relay.server());
    assertEquals("ann", relay.user());
    assertEquals("open sesame", relay.password().expose());
    assertFalse(run.options().toString().contains("sesame"));
  }

  private static AddressPolicy policy(String... options) throws Exception {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "doctor";
    System.arraycopy(options, 0, arguments, 1, options.length);
    Run run = new Run(Run.SCRIPT).start(arguments);
    assertEquals(0, run.exit(), run.err::toString);
    return run.options().addresses();
  }
}
