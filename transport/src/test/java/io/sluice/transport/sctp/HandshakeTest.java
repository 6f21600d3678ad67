package io.sluice.transport.sctp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.packet.Abort;
import io.sluice.transport.sctp.packet.Checksum;
import io.sluice.transport.sctp.packet.ChunkType;
import io.sluice.transport.sctp.packet.CookieAck;
import io.sluice.transport.sctp.packet.CookieEcho;
import io.sluice.transport.sctp.packet.ErrorCause;
import io.sluice.transport.sctp.packet.ErrorReport;
import io.sluice.transport.sctp.packet.Golden;
import io.sluice.transport.sctp.packet.Init;
import io.sluice.transport.sctp.packet.InitAck;
import io.sluice.transport.sctp.packet.InitFields;
import io.sluice.transport.sctp.packet.Packet;
import io.sluice.transport.sctp.packet.Parameter;
import io.sluice.transport.sctp.packet.Wire;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandshakeTest {
  private static final SctpOptions OPTIONS = SctpOptions.defaults();

  private final HandMadePeer peer = new HandMadePeer(OPTIONS);

  @Test
  void onlyTheFirstInitAnnouncesZeroChecksum() throws Exception {
    peer.association.connect(peer.now);
    Init first = PacketBuilder.find(peer.drain(), Init.class);
    assertTrue(announcesZeroChecksum(first.fields()));
    Init second = PacketBuilder.find(peer.waitForTimer(), Init.class);
    assertFalse(announcesZeroChecksum(second.fields()));
    assertEquals(first.fields().tag(), second.fields().tag());
    assertEquals(first.fields().initialTsn(), second.fields().initialTsn());
  }

  @Test
  void initIsRepeatedWithBackOffAndGivenUpInTheEnd() {
    peer.association.connect(peer.now);
    peer.drain();
    long begun = peer.now;
    int repeated = 0;
    while (peer.association.nextTimeout() != Long.MAX_VALUE) {
      repeated += peer.waitForTimer().size();
    }
    assertEquals(8, repeated, "Max.Init.Retransmits");
    assertTrue(peer.now - begun > 40_000_000_000L && peer.now - begun < 60_000_000_000L);
    assertEquals(SctpEvent.Reason.PEER_SILENT, peer.closed().reason());
  }

  @Test
  void initAckAnnouncesZeroChecksumOnlyToAPeerThatDoes() throws Exception {
    peer.send(Golden.load("init"));
    InitAck plain = PacketBuilder.find(peer.drain(), InitAck.class);
    assertFalse(announcesZeroChecksum(plain.fields()));
    peer.send(Golden.load("init-zero-checksum"));
    InitAck announcing = PacketBuilder.find(peer.drain(), InitAck.class);
    assertTrue(announcesZeroChecksum(announcing.fields()));
  }

  private static boolean announcesZeroChecksum(InitFields fields) {
    return fields.parameters().stream().anyMatch(Parameter::allowsZeroChecksumOverDtls);
  }

  @Test
  void unknownParametersAreReportedAsTheirTopBitsAsk() throws Exception {
    peer.send(Golden.load("init-unknown-parameters"));
    InitAck answer = PacketBuilder.find(peer.drain(), InitAck.class);
    List<String> reported =
        answer.fields().parameters().stream()
            .filter(p -> p.type() == Parameter.UNRECOGNIZED)
            .map(p -> HexFormat.of().formatHex(p.value()))
            .toList();
    assertEquals(List.of("d00700060203", "50070004"), reported);
  }

  @Test
  void hugeUnknownParametersAreNotEchoed() throws Exception {
    Parameter huge = new Parameter(0xd007, new byte[60_000]);
    peer.send(PacketBuilder.packet(0).chunk(HandMadePeer.init(1, List.of(huge))));
    List<byte[]> answer = peer.drain();
    assertTrue(answer.getFirst().length < 200);
    assertNotNull(PacketBuilder.find(answer, InitAck.class));
  }

  @Test
  void anInitFloodKeepsNoState() throws Exception {
    for (int i = 1; i < 20_000; i++) {
      peer.send(PacketBuilder.packet(0).chunk(HandMadePeer.init(i, List.of())));
    }
    assertTrue(peer.drain().size() <= 32);
    assertEquals(Long.MAX_VALUE, peer.association.nextTimeout());
    assertEquals(0, peer.association.stats().peerWindow());
  }

  @Test
  void initsThatNobodyMaySendAreRefused() throws Exception {
    peer.send(PacketBuilder.packet(0).chunk(HandMadePeer.init(0, List.of())));
    assertEquals(List.of(), peer.drain(), "tag 0");
    InitFields[] wrong = {
      new InitFields(9, 1 << 20, 0, 1, 1, List.of()),
      new InitFields(9, 1 << 20, 1, 0, 1, List.of()),
      new InitFields(9, 1499, 1, 1, 1, List.of()),
      new InitFields(9, 1 << 20, 1, 1, 1, List.of(new Parameter(Parameter.HOST_NAME, new byte[4]))),
    };
    for (InitFields fields : wrong) {
      peer.send(PacketBuilder.packet(0).chunk(new Init(fields)));
      List<byte[]> answer = peer.drain();
      assertNotNull(PacketBuilder.find(answer, Abort.class), fields.toString());
      assertEquals(9, HandMadePeer.tagOf(answer.getFirst()));
    }
  }

  @Test
  void anInitWithATagOrWithCompanyIsDropped() {
    peer.send(PacketBuilder.packet(7).chunk(HandMadePeer.init(1, List.of())));
    peer.send(
        PacketBuilder.packet(0).chunk(HandMadePeer.init(1, List.of())).chunk(new CookieAck()));
    assertEquals(List.of(), peer.drain());
    assertEquals(2, peer.association.stats().packetsDropped());
  }

  @Test
  void aCookieThatWasChangedOrCutIsWorthNothing() throws Exception {
    CookieEcho echo = peer.cookieFor(HandMadePeer.init(HandMadePeer.TAG, List.of()));
    byte[] cookie = echo.cookie();
    for (int bit = 0; bit < cookie.length * 8; bit++) {
      byte[] changed = cookie.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      peer.send(peer.packet().chunk(new CookieEcho(changed)));
    }
    for (int length = 0; length < cookie.length; length++) {
      peer.send(peer.packet().chunk(new CookieEcho(java.util.Arrays.copyOf(cookie, length))));
    }
    assertEquals(List.of(), peer.events());
    assertEquals(List.of(), peer.drain());
    peer.send(echo);
    assertEquals(List.of(new SctpEvent.Up(100, 100)), peer.events());
  }

  @Test
  void aCookieOfAnotherAssociationIsWorthNothing() throws Exception {
    CookieEcho echo = peer.cookieFor(HandMadePeer.init(HandMadePeer.TAG, List.of()));
    Association other = new Association(OPTIONS, new java.util.SplittableRandom(43));
    other.receive(peer.packet().chunk(echo).build(), peer.now);
    assertNull(other.pollEvent());
  }

  @Test
  void aCookieInAPacketWithAnotherTagIsDropped() throws Exception {
    CookieEcho echo = peer.cookieFor(HandMadePeer.init(HandMadePeer.TAG, List.of()));
    peer.send(PacketBuilder.packet(peer.tag + 1).chunk(echo));
    assertEquals(List.of(), peer.events());
  }

  @Test
  void aStaleCookieIsAnsweredWithAnError() throws Exception {
    CookieEcho echo = peer.cookieFor(HandMadePeer.init(HandMadePeer.TAG, List.of()));
    peer.now += 61_000_000_000L;
    peer.send(echo);
    ErrorReport error = PacketBuilder.find(peer.drain(), ErrorReport.class);
    assertEquals(ErrorCause.STALE_COOKIE, error.causes().getFirst().code());
    assertEquals(1_000_000, Wire.i32(error.causes().getFirst().info(), 0));
    assertEquals(List.of(), peer.events());
  }

  @Test
  void aStaleCookieErrorBeginsTheHandshakeAgain() throws Exception {
    connectAndEcho(List.of(new Parameter(Parameter.STATE_COOKIE, new byte[20])));
    peer.send(new ErrorReport(List.of(ErrorCause.staleCookie(2_000_000))));
    Init again = PacketBuilder.find(peer.drain(), Init.class);
    Parameter wish = InitParameters.find(again.fields(), Parameter.COOKIE_PRESERVATIVE);
    assertEquals(2_500, Wire.i32(wish.value(), 0), "what was missing, and a timeout");
  }

  @Test
  void aPeerThatCallsEveryCookieStaleIsGivenUp() throws Exception {
    for (int i = 0; i < 9; i++) {
      connectAndEcho(List.of(new Parameter(Parameter.STATE_COOKIE, new byte[20])));
      peer.send(new ErrorReport(List.of(ErrorCause.staleCookie(0))));
    }
    assertEquals(SctpEvent.Reason.PEER_SILENT, peer.closed().reason());
  }

  @Test
  void aCookieLivesLongerForAPeerThatAsksForIt() throws Exception {
    Parameter wish = Parameter.cookiePreservative(Integer.MAX_VALUE);
    CookieEcho echo = peer.cookieFor(HandMadePeer.init(HandMadePeer.TAG, List.of(wish)));
    peer.now += 121_000_000_000L;
    peer.send(echo);
    assertEquals(List.of(), peer.events(), "at most twice as long");
    peer.now -= 2_000_000_000L;
    peer.send(echo);
    assertEquals(1, peer.events().size());
  }

  @Test
  void aCookieEchoThatComesTwiceIsAcknowledgedTwice() throws Exception {
    CookieEcho echo = peer.cookieFor(HandMadePeer.init(HandMadePeer.TAG, List.of()));
    peer.send(echo);
    peer.send(echo);
    assertEquals(1, peer.events().size());
    assertEquals(
        2,
        peer.drain().stream()
            .filter(p -> PacketBuilder.types(p).contains(ChunkType.COOKIE_ACK))
            .count());
  }

  @Test
  void dataMayFollowTheCookieEchoInItsPacket() throws Exception {
    CookieEcho echo = peer.cookieFor(HandMadePeer.init(HandMadePeer.TAG, List.of()));
    peer.send(peer.packet().chunk(echo).data(HandMadePeer.FIRST_TSN, 3, 0, 0, 10));
    assertEquals(10, peer.association.pollMessage(peer.now).payload().remaining());
    assertEquals(List.of(List.of(ChunkType.COOKIE_ACK, ChunkType.SACK)), peer.answers());
  }

  @Test
  void initAckWithoutCookieIsAborted() throws Exception {
    connectAndEcho(List.of());
    assertEquals(SctpEvent.Reason.ABORTED, peer.closed().reason());
  }

  @Test
  void unknownParametersOfAnInitAckAreReportedBesideTheCookieEcho() throws Exception {
    List<byte[]> answer =
        connectAndEcho(
            List.of(
                new Parameter(Parameter.STATE_COOKIE, new byte[20]),
                new Parameter(0xd123, new byte[3])));
    assertEquals(
        List.of(ChunkType.COOKIE_ECHO, ChunkType.ERROR), PacketBuilder.types(answer.getFirst()));
    ErrorReport error = PacketBuilder.find(answer, ErrorReport.class);
    assertEquals("d123000700000000", HexFormat.of().formatHex(error.causes().getFirst().info()));
  }

  /** The association connects and gets an INIT ACK with those parameters; what it sends then. */
  private List<byte[]> connectAndEcho(List<Parameter> parameters) throws Exception {
    peer.association.connect(peer.now);
    List<byte[]> sent = peer.drain();
    if (!sent.isEmpty()) {
      peer.tag = PacketBuilder.find(sent, Init.class).fields().tag();
    }
    InitFields fields =
        new InitFields(HandMadePeer.TAG, 1 << 20, 10, 10, HandMadePeer.FIRST_TSN, parameters);
    peer.send(new InitAck(fields));
    return peer.drain();
  }

  @Test
  void aCookieEchoThatIsNotAnsweredGoesAgain() throws Exception {
    connectAndEcho(List.of(new Parameter(Parameter.STATE_COOKIE, new byte[20])));
    assertNotNull(PacketBuilder.find(peer.waitForTimer(), CookieEcho.class));
    peer.send(new CookieAck());
    assertEquals(List.of(new SctpEvent.Up(10, 10)), peer.events());
  }

  @Test
  void cookiesAreNeverSentWithoutChecksum() throws Exception {
    List<byte[]> answer =
        connectAndEcho(
            List.of(new Parameter(Parameter.STATE_COOKIE, new byte[20]), Parameter.zeroChecksum()));
    assertNotEquals(0, Packet.checksum(answer.getFirst(), 0));
    peer.send(new CookieAck());
    peer.association.shutdown(peer.now);
    assertEquals(0, Packet.checksum(peer.drain().getFirst(), 0));
  }

  @Test
  void checksumsAreLeftOutOnlyForAPeerThatAcceptsItAndOnlyOverDtls() throws Exception {
    for (boolean dtls : new boolean[] {false, true}) {
      for (boolean accepts : new boolean[] {false, true}) {
        HandMadePeer other = new HandMadePeer(OPTIONS.withOfferZeroChecksum(dtls));
        List<Parameter> parameters = accepts ? List.of(Parameter.zeroChecksum()) : List.of();
        other.send(other.cookieFor(HandMadePeer.init(77, parameters)));
        byte[] cookieAck = other.drain().getFirst();
        assertEquals(dtls && accepts, Packet.checksum(cookieAck, 0) == 0);
      }
    }
  }

  @Test
  void aWrongChecksumIsWrongEvenWhereNoneIsAccepted() throws Exception {
    HandMadePeer up = new HandMadePeer(OPTIONS);
    up.send(up.cookieFor(HandMadePeer.init(HandMadePeer.TAG, List.of(Parameter.zeroChecksum()))));
    byte[] packet = new byte[Packet.HEADER + 28];
    up.packet().data(HandMadePeer.FIRST_TSN, 3, 0, 0, 10).build().get(packet, 0, 38);
    packet[8] ^= 1;
    up.send(packet);
    assertNull(up.association.pollMessage(up.now));
    Wire.put32(packet, 8, 0);
    up.send(packet);
    assertNotNull(up.association.pollMessage(up.now));
  }

  @Test
  void noPacketWithoutChecksumIsTakenBeforeItWasAnnounced() throws Exception {
    HandMadePeer up = HandMadePeer.established();
    byte[] packet = new byte[Packet.HEADER + 28];
    up.packet().data(HandMadePeer.FIRST_TSN, 3, 0, 0, 10).build().get(packet, 0, 38);
    Wire.put32(packet, 8, 0);
    up.send(packet);
    assertNull(up.association.pollMessage(up.now));
  }

  @Test
  void anInitAloneDoesNoHarmToAnAssociation() throws Exception {
    HandMadePeer up = HandMadePeer.established();
    int oldTag = up.tag;
    for (int i = 1; i < 100; i++) {
      up.cookieFor(HandMadePeer.init(i, List.of()));
    }
    up.send(PacketBuilder.packet(oldTag).data(HandMadePeer.FIRST_TSN, 3, 0, 0, 10));
    assertNotNull(up.association.pollMessage(up.now));
  }

  @Test
  void aCookieFromBeforeTheAssociationIsDropped() throws Exception {
    CookieEcho early = peer.cookieFor(HandMadePeer.init(0x1111, List.of()));
    int earlyTag = peer.tag;
    CookieEcho echo = peer.cookieFor(HandMadePeer.init(0x2222, List.of()));
    peer.send(echo);
    peer.drain();
    assertEquals(1, peer.events().size());
    peer.send(PacketBuilder.packet(earlyTag).chunk(early));
    assertEquals(List.of(), peer.events());
    assertEquals(List.of(), peer.drain());
  }

  @Test
  void aCookieAckForNothingIsDropped() throws Exception {
    peer.send(PacketBuilder.packet(0x7777).chunk(new CookieAck()));
    HandMadePeer up = HandMadePeer.established();
    up.send(new CookieAck());
    assertEquals(List.of(), up.events());
    assertEquals(List.of(), up.drain());
  }

  @Test
  void packetsForOtherPortsAreDropped() {
    byte[] packet = Golden.load("init");
    Wire.put16(packet, 0, 5001);
    Wire.put32(packet, 8, 0);
    new Checksum().seal(packet, 0, packet.length);
    peer.send(packet);
    assertEquals(List.of(), peer.drain());
  }

  @Test
  void aPacketMayLieInDirectMemory() {
    byte[] packet = Golden.load("init");
    java.nio.ByteBuffer direct = java.nio.ByteBuffer.allocateDirect(packet.length + 10);
    direct.position(10).put(packet).position(10);
    peer.association.receive(direct, peer.now);
    byte[] answer = PacketBuilder.poll(peer.association, peer.now);
    assertInstanceOf(byte[].class, answer);
    assertFalse(PacketBuilder.types(answer).isEmpty());
  }
}
