package io.sluice.transport.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class IceAgentTest {
  @Test
  void onePasteIsEnough() throws Exception {
    try (TestPeer offerer = TestPeer.offerer();
        TestPeer answerer = TestPeer.answerer()) {
      offerer.agent.start(List.of());
      answerer.agent.start(offerer.agent.localCandidates());

      SelectedPair at = answerer.pair();
      SelectedPair to = offerer.pair();
      assertEquals(at.local(), to.remote());
      assertEquals(at.remote(), to.local());
      assertEquals(Candidate.HOST, at.remoteType());
      assertEquals(Candidate.PEER_REFLEXIVE, to.remoteType());
      assertTrue(at.onThisMachine());
      assertDataFlows(offerer, answerer);
    }
  }

  @Test
  void bothMayKnowEachOther() throws Exception {
    try (TestPeer offerer = TestPeer.offerer();
        TestPeer answerer = TestPeer.answerer()) {
      offerer.agent.start(answerer.agent.localCandidates());
      answerer.agent.start(offerer.agent.localCandidates());

      assertEquals(answerer.pair().local(), offerer.pair().remote());
      assertEquals(Candidate.HOST, offerer.pair().remoteType());
      assertDataFlows(offerer, answerer);
    }
  }

  @Test
  void candidatesMayComeLate() throws Exception {
    try (TestPeer offerer = TestPeer.offerer();
        TestPeer answerer = TestPeer.answerer()) {
      offerer.agent.start(List.of());
      answerer.agent.start(List.of());
      assertNull(answerer.agent.await(Duration.ofMillis(50)));
      offerer.agent.addRemote(answerer.agent.localCandidates());

      assertEquals(answerer.pair().local(), offerer.pair().remote());
      assertDataFlows(offerer, answerer);
    }
  }

  @Test
  void aCallerWaitsForAListenerThatIsLate() throws Exception {
    try (TestPeer offerer = TestPeer.offerer();
        TestPeer answerer = TestPeer.answerer()) {
      answerer.agent.start(offerer.agent.localCandidates());
      // ice4j by itself gives up after 6 s.
      assertNull(answerer.agent.await(Duration.ofMillis(8200)));
      offerer.agent.start(List.of());

      assertDataFlows(offerer, answerer);
    }
  }

  @Test
  void aWrongSecretConnectsNowhereAndDisturbsNobody() throws Exception {
    IceCredentials right = TestPeer.answererCredentials();
    IceCredentials wrong =
        new IceCredentials(
            right.localUfrag(), right.localPassword(), right.remoteUfrag(), "x".repeat(32));
    try (TestPeer offerer = TestPeer.offerer();
        TestPeer stranger = TestPeer.answererWith(wrong);
        TestPeer answerer = TestPeer.answerer()) {
      offerer.agent.start(List.of());
      stranger.agent.start(offerer.agent.localCandidates());
      assertNull(stranger.agent.await(Duration.ofMillis(1500)));
      assertNull(offerer.agent.await(Duration.ZERO));
      assertTrue(offerer.agent.rejected() > 0);
      assertTrue(offerer.sockets.destinations.isEmpty(), "answered a stranger");

      answerer.agent.start(offerer.agent.localCandidates());
      assertDataFlows(offerer, answerer);
    }
  }

  @Test
  void aForgedCheckIsNeitherAnsweredNorFollowed() throws Exception {
    try (TestPeer offerer = TestPeer.offerer();
        TestPeer answerer = TestPeer.answerer();
        DatagramSocket enemy = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
      offerer.agent.start(List.of());
      InetSocketAddress target = offerer.agent.localCandidates().getFirst().socketAddress();
      String username = TestPeer.offererCredentials().inboundUsername();
      byte[] unsigned = StunRequests.check(username, "", 1);
      byte[] missigned = StunRequests.check(username, "guess", 1);
      for (int i = 0; i < 5; i++) {
        enemy.send(new DatagramPacket(unsigned, unsigned.length, target));
        enemy.send(new DatagramPacket(missigned, missigned.length, target));
      }
      while (offerer.agent.rejected() < 10) {
        Thread.onSpinWait();
      }
      assertTrue(offerer.sockets.destinations.isEmpty());

      answerer.agent.start(offerer.agent.localCandidates());
      assertDataFlows(offerer, answerer);
    }
  }

  @Test
  void dataOfStrangersNeverReachesTheSink() throws Exception {
    try (TestPeer offerer = TestPeer.offerer();
        TestPeer answerer = TestPeer.answerer()) {
      offerer.agent.start(List.of());
      answerer.agent.start(offerer.agent.localCandidates());
      InetSocketAddress target = answerer.pair().remote();
      byte[] data = TestSink.datagram("from a stranger");
      try (DatagramSocket enemy = new DatagramSocket(0, target.getAddress())) {
        enemy.send(new DatagramPacket(data, data.length, target));
      }

      assertDataFlows(offerer, answerer);
      assertTrue(offerer.sink.isEmpty());
    }
  }

  @Test
  void whatArrivesWhileTheSinkIsBusyComesAsOneBatch() throws Exception {
    try (TestPeer offerer = TestPeer.offerer();
        TestPeer answerer = TestPeer.answerer()) {
      offerer.agent.start(List.of());
      answerer.agent.start(offerer.agent.localCandidates());
      assertDataFlows(offerer, answerer);

      CountDownLatch release = offerer.sink.holdUp();
      answerer.send("0");
      assertEquals("0", offerer.sink.next());
      for (int i = 1; i <= 50; i++) {
        answerer.send("" + i);
      }
      int before = offerer.sink.batches();
      release.countDown();
      for (int i = 1; i <= 50; i++) {
        assertEquals("" + i, offerer.sink.next());
      }
      assertEquals(1, offerer.sink.batches() - before);
    }
  }

  @Test
  void aSecondAnswererIsTold() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    try (TestPeer offerer = TestPeer.offerer();
        TestPeer first = TestPeer.answerer();
        TestPeer second = TestPeer.answerer()) {
      offerer.agent.start(List.of());
      first.agent.start(offerer.agent.localCandidates());
      assertDataFlows(offerer, first);
      offerer.agent.sealOff(seen::countDown);

      second.agent.start(offerer.agent.localCandidates());
      assertNull(second.agent.await(TestPeer.PATIENCE));
      assertTrue(second.agent.isRefused());
      assertTrue(seen.await(5, TimeUnit.SECONDS));
      assertFalse(first.agent.isRefused());
      assertDataFlows(offerer, first);
    }
  }

  @Test
  void aPairThatLeadsNowhereCanBeGivenUp() throws Exception {
    try (TestPeer offerer = TestPeer.offerer()) {
      offerer.agent.start(List.of());
      try (TestPeer first = TestPeer.answerer()) {
        first.agent.start(offerer.agent.localCandidates());
        offerer.pair();
      }
      offerer.agent.again();
      try (TestPeer second = TestPeer.answerer()) {
        second.agent.start(offerer.agent.localCandidates());
        assertDataFlows(offerer, second);
      }
    }
  }

  @Test
  void nothingGoesAnywhereButToThePeer() throws Exception {
    try (TestPeer offerer = TestPeer.offerer();
        TestPeer answerer = TestPeer.answerer()) {
      offerer.agent.start(List.of());
      answerer.agent.start(offerer.agent.localCandidates());
      assertDataFlows(offerer, answerer);

      for (InetSocketAddress to : offerer.sockets.destinations) {
        assertTrue(to.getAddress().isLoopbackAddress(), to::toString);
      }
      for (InetSocketAddress to : answerer.sockets.destinations) {
        assertTrue(
            offerer.agent.localCandidates().stream().anyMatch(c -> c.socketAddress().equals(to)),
            to::toString);
      }
    }
  }

  @Test
  void offlineNothingGoesToAnAddressBehindARouter() throws Exception {
    try (TestPeer peer = TestPeer.answererWith(TestPeer.loopback().withOffline(true));
        TestPeer offerer = TestPeer.offererWith(TestPeer.loopback().withOffline(true))) {
      offerer.agent.start(List.of());
      List<Candidate> candidates = new ArrayList<>(offerer.agent.localCandidates());
      candidates.add(new Candidate(Candidate.HOST, InetAddress.ofLiteral("203.0.113.9"), 1000));
      peer.agent.start(candidates);
      assertDataFlows(offerer, peer);

      for (InetSocketAddress to : peer.sockets.destinations) {
        assertTrue(to.getAddress().isLoopbackAddress(), to::toString);
      }
    }
  }

  @Test
  void offlineNoStunServerIsAskedNorItsNameLookedUp() throws Exception {
    IceOptions options =
        TestPeer.loopback().withOffline(true).withStunServers(List.of("stun.invalid:3478"));
    try (TestPeer peer = TestPeer.offererWith(options)) {
      assertEquals(List.of(), peer.agent.warnings(), "that it does not exist was not noticed");
      assertEquals(Set.of(), peer.sockets.destinations);
    }
  }

  @Test
  void whoRevealsNoHostAddressSendsNothingToPrivateOnes() throws Exception {
    IceOptions hidden = TestPeer.loopback().revealing(Set.of(Candidate.SERVER_REFLEXIVE));
    try (TestPeer offerer = TestPeer.offerer();
        TestPeer peer = TestPeer.answererWith(hidden)) {
      assertEquals(List.of(), peer.agent.localCandidates());
      offerer.agent.start(List.of());
      peer.agent.start(offerer.agent.localCandidates());
      assertNull(peer.agent.await(Duration.ofSeconds(1)));
      assertEquals(Set.of(), peer.sockets.destinations);
    }
  }

  @Test
  void allCandidatesShareOnePort() throws Exception {
    try (TestPeer peer = TestPeer.offerer()) {
      assertEquals(
          1, peer.agent.localCandidates().stream().map(Candidate::port).distinct().count());
    }
  }

  @Test
  void interruptsOfASenderHarmNothing() throws Exception {
    try (TestPeer offerer = TestPeer.offerer();
        TestPeer answerer = TestPeer.answerer()) {
      offerer.agent.start(List.of());
      answerer.agent.start(offerer.agent.localCandidates());
      SelectedPair pair = answerer.pair();
      offerer.pair();

      Thread.currentThread().interrupt();
      byte[] datagram = TestSink.datagram("despite it");
      pair.socket().send(datagram, 0, datagram.length, pair.remote());
      assertTrue(Thread.interrupted());
      assertEquals("despite it", offerer.sink.next());
      assertDataFlows(offerer, answerer);
    }
  }

  @Test
  void consentIsRenewedWhileThePeerLivesAndAgesWhenItIsGone() throws Exception {
    try (TestPeer offerer = TestPeer.offerer()) {
      TestPeer answerer = TestPeer.answerer();
      offerer.agent.start(List.of());
      answerer.agent.start(offerer.agent.localCandidates());
      offerer.pair();
      answerer.pair();
      Duration longest = Duration.ZERO;
      long end = System.nanoTime() + Duration.ofSeconds(8).toNanos();
      while (System.nanoTime() - end < 0) {
        Thread.sleep(50);
        Duration age = offerer.agent.sinceConsent();
        longest = age.compareTo(longest) > 0 ? age : longest;
      }
      assertTrue(longest.toMillis() < 7000, "no consent for " + longest);

      answerer.close();
      long gone = System.nanoTime();
      while (!offerer.agent.pathIsDead()) {
        Thread.sleep(50);
        assertTrue(System.nanoTime() - gone < Duration.ofSeconds(12).toNanos(), "not noticed");
      }
    }
  }

  @Test
  void thirtySessionsInARowLeaveNoThreads() throws Exception {
    session();
    long before = threads();
    for (int i = 0; i < 30; i++) {
      session();
    }
    // ice4j's readers end a moment after their agent.
    long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (threads() > before && System.nanoTime() - deadline < 0) {
      Thread.sleep(20);
    }
    assertTrue(threads() <= before, () -> "more than " + before + ": " + names());
  }

  private static void session() throws IOException, InterruptedException {
    try (TestPeer offerer = TestPeer.offerer();
        TestPeer answerer = TestPeer.answerer()) {
      offerer.agent.start(List.of());
      answerer.agent.start(offerer.agent.localCandidates());
      assertDataFlows(offerer, answerer);
    }
  }

  private static long threads() {
    return names().size();
  }

  private static List<String> names() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("sluice-") || name.startsWith("IceConnector"))
        .sorted()
        .toList();
  }

  private static void assertDataFlows(TestPeer one, TestPeer two)
      throws IOException, InterruptedException {
    one.pair();
    two.pair();
    one.send("there");
    assertEquals("there", two.sink.next());
    two.send("back");
    assertEquals("back", one.sink.next());
  }
}
