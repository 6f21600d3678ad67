package io.sluice.transport.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ServerReflexiveTest {
  @Test
  void theAddressThatTheServerSeesIsACandidate() throws Exception {
    try (FakeStunServer server = new FakeStunServer(0);
        TestPeer peer = TestPeer.offererWith(options(server, Duration.ofSeconds(10)))) {
      assertEquals(List.of(FakeStunServer.OUTSIDE), reflexive(peer));
      assertEquals(List.of(), peer.agent.warnings());
    }
  }

  @Test
  void aLostRequestIsRepeated() throws Exception {
    try (FakeStunServer server = new FakeStunServer(1);
        TestPeer peer = TestPeer.offererWith(options(server, Duration.ofSeconds(10)))) {
      assertEquals(List.of(FakeStunServer.OUTSIDE), reflexive(peer));
      assertEquals(2, server.requests.get());
    }
  }

  @Test
  void aSilentServerCostsTheirPatienceAndAWarning() throws Exception {
    try (FakeStunServer server = new FakeStunServer(Integer.MAX_VALUE);
        TestPeer peer = TestPeer.offererWith(options(server, Duration.ofMillis(100)))) {
      assertEquals(List.of(), reflexive(peer));
      assertEquals(1, peer.agent.warnings().size());
      assertTrue(peer.agent.warnings().getFirst().contains(server.hostPort()));
    }
  }

  @Test
  void aServerIsHostAndPort() throws IOException {
    assertEquals(
        new StunServer("stun.example.org", 3478), StunServer.parse("stun.example.org:3478"));
    assertEquals(new StunServer("2001:db8::1", 3478), StunServer.parse("[2001:db8::1]:3478"));
    for (String wrong :
        List.of("", "host", "host:", ":3478", "host:0", "host:65536", "a b:1", "::1:3")) {
      assertThrows(IOException.class, () -> StunServer.parse(wrong), wrong);
    }
  }

  private static IceOptions options(FakeStunServer server, Duration patience) throws IOException {
    IceOptions base = TestPeer.loopback();
    return base.withStunServers(List.of(server.hostPort())).withStunPatience(patience);
  }

  private static List<InetSocketAddress> reflexive(TestPeer peer) {
    return peer.agent.localCandidates().stream()
        .filter(candidate -> candidate.type().equals(Candidate.SERVER_REFLEXIVE))
        .map(Candidate::socketAddress)
        .toList();
  }
}
