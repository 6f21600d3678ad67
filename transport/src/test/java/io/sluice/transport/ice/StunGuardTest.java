package io.sluice.transport.ice;

import static io.sluice.transport.ice.StunGuard.Verdict.DROP;
import static io.sluice.transport.ice.StunGuard.Verdict.PASS;
import static io.sluice.transport.ice.StunGuard.Verdict.REFUSE;
import static io.sluice.transport.ice.StunGuard.Verdict.REFUSED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class StunGuardTest {
  private static final IceCredentials OURS = TestPeer.offererCredentials();
  private static final IceCredentials PEERS = TestPeer.answererCredentials();
  private static final InetSocketAddress PEER = new InetSocketAddress("127.0.0.1", 1000);
  private static final InetSocketAddress OTHER = new InetSocketAddress("127.0.0.1", 2000);

  private final StunGuard guard = new StunGuard(OURS, new Reach.Anywhere());

  @Test
  void requestsNeedOurNameAndOurPassword() {
    assertEquals(PASS, guard.judge(check(OURS.inboundUsername(), OURS.localPassword(), 1), PEER));
    assertEquals(DROP, guard.judge(check(OURS.inboundUsername(), "", 1), PEER));
    assertEquals(DROP, guard.judge(check(OURS.inboundUsername(), PEERS.localPassword(), 1), PEER));
    assertEquals(DROP, guard.judge(check("offerer1:other", OURS.localPassword(), 1), PEER));
    assertEquals(3, guard.rejected());
  }

  @Test
  void responsesNeedThePeersPassword() {
    StunMessage ourCheck = check(PEERS.inboundUsername(), PEERS.localPassword(), 1);
    assertEquals(PASS, guard.judge(error(ourCheck, "Role conflict", PEERS), PEER));
    assertEquals(DROP, guard.judge(error(ourCheck, "Role conflict", OURS), PEER));
    StunMessage unsigned = parse(StunRequests.answer(ourCheck, new byte[4], 1));
    assertEquals(DROP, guard.judge(unsigned, PEER));
  }

  @Test
  void dataComesInOnlyFromWhoProvedHimself() {
    assertFalse(guard.admits(PEER));
    guard.judge(check(OURS.inboundUsername(), "", 1), PEER);
    assertFalse(guard.admits(PEER));
    guard.judge(valid(1), PEER);
    assertTrue(guard.admits(PEER));
    assertFalse(guard.admits(OTHER));
  }

  @Test
  void afterTheSelectionThereIsOnePeer() {
    guard.judge(valid(1), PEER);
    guard.judge(valid(1), OTHER);
    guard.pin(PEER);

    assertEquals(PASS, guard.judge(valid(1), PEER));
    assertEquals(DROP, guard.judge(valid(2), OTHER));
    assertFalse(guard.admits(OTHER));
    assertTrue(guard.permits(PEER));
    assertFalse(guard.permits(OTHER));
  }

  @Test
  void aPeerThatMayHaveMovedIsHeardFromAnywhereWithinReachAndPinnedWhereItIs() {
    guard.judge(valid(1), PEER);
    guard.pin(PEER);
    guard.seal();
    guard.letPeerMove(true);
    assertTrue(guard.admits(OTHER));
    assertFalse(guard.permits(OTHER), "nothing of ice4j goes there");
    guard.pin(OTHER);
    guard.letPeerMove(false);
    assertTrue(guard.admits(OTHER));
    assertFalse(guard.admits(PEER));
  }

  @Test
  void aSecondUserIsRefusedOnceTheDoorIsClosed() {
    guard.judge(valid(1), PEER);
    guard.pin(PEER);
    guard.seal();

    assertEquals(REFUSE, guard.judge(valid(2), OTHER));
    assertEquals(DROP, guard.judge(check(OURS.inboundUsername(), "", 2), OTHER));
    assertEquals(PASS, guard.judge(valid(1), PEER));
    assertTrue(guard.noteStranger(OTHER));
    assertFalse(guard.noteStranger(OTHER));
  }

  @Test
  void thePeerOnAnotherAddressIsNoSecondUser() {
    guard.judge(valid(1), PEER);
    guard.pin(PEER);
    guard.seal();
    assertEquals(DROP, guard.judge(valid(1), OTHER));
  }

  @Test
  void aRefusalCountsOnlyIfThePeerProvesIt() {
    StunMessage ourCheck = check(PEERS.inboundUsername(), PEERS.localPassword(), 1);
    assertEquals(DROP, guard.judge(error(ourCheck, StunGuard.FORBIDDEN_REASON, OURS), PEER));
    assertEquals(REFUSED, guard.judge(error(ourCheck, StunGuard.FORBIDDEN_REASON, PEERS), PEER));
  }

  @Test
  void reopenedItStartsAnew() {
    guard.judge(valid(1), PEER);
    guard.pin(PEER);
    guard.seal();
    guard.reopen();

    assertFalse(guard.admits(PEER));
    assertEquals(PASS, guard.judge(valid(2), OTHER));
  }

  @Test
  void aPeerCannotProveItselfFromEverywhere() {
    for (int port = 1; port <= 64; port++) {
      assertEquals(PASS, guard.judge(valid(1), new InetSocketAddress("127.0.0.1", port)));
    }
    assertEquals(DROP, guard.judge(valid(1), PEER));
    assertEquals(PASS, guard.judge(valid(1), new InetSocketAddress("127.0.0.1", 1)));
  }

  @Test
  void whatWeSaidOurselvesProvesNothing() {
    StunMessage ourCheck = check(PEERS.inboundUsername(), PEERS.localPassword(), 1);
    assertEquals(DROP, guard.judge(ourCheck, PEER));
    StunMessage ourAnswer = error(valid(1), "Role conflict", OURS);
    assertEquals(DROP, guard.judge(ourAnswer, PEER));
    assertFalse(guard.admits(PEER));
  }

  @Test
  void outOfReachNobodyIsHeardAndNothingIsSent() {
    InetSocketAddress far = new InetSocketAddress("203.0.113.9", 1000);
    StunGuard near =
        new StunGuard(OURS, new Reach.Neighbours(List.of(new Subnet(PEER.getAddress(), 8))));
    assertEquals(DROP, near.judge(valid(1), far));
    assertFalse(near.admits(far));
    assertFalse(near.permits(far));
    assertEquals(PASS, near.judge(valid(1), PEER));
    assertTrue(near.permits(PEER));

    near.pin(PEER);
    near.seal();
    assertEquals(DROP, near.judge(valid(2), far), "a refusal would be a datagram to there");
  }

  private static StunMessage valid(long tieBreaker) {
    return check(OURS.inboundUsername(), OURS.localPassword(), tieBreaker);
  }

  private static StunMessage check(String username, String password, long tieBreaker) {
    return parse(StunRequests.check(username, password, tieBreaker));
  }

  private static StunMessage error(StunMessage request, String reason, IceCredentials signer) {
    return parse(Stun.error(request, 403, reason, signer.localPassword()));
  }

  private static StunMessage parse(byte[] bytes) {
    StunMessage message = StunMessage.parse(bytes, 0, bytes.length);
    assertNotNull(message);
    return message;
  }
}
