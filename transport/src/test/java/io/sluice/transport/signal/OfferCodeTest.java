package io.sluice.transport.signal;

import static io.sluice.transport.signal.Codes.EXPIRES;
import static io.sluice.transport.signal.Codes.LAN;
import static io.sluice.transport.signal.Codes.assertProblem;
import static io.sluice.transport.signal.Codes.candidate;
import static io.sluice.transport.signal.Codes.offer;
import static io.sluice.transport.signal.Codes.parseOffer;
import static io.sluice.transport.signal.Codes.secret;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.secret.Secret;
import io.sluice.transport.signal.CodeCandidate.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OfferCodeTest {
  /** The wire format: a change here is a new version. */
  private static final String GOLDEN =
      "sluice22704k4pw4nqbfg8aaeeecbvrg75hng8bj4131wqg5804bg88011pw14d2pf2dbsqqg28t5cy0w3wjbh";

  @Test
  void goldenText() throws Exception {
    assertEquals(GOLDEN, offer().text());
    assertEquals(offer(), parseOffer(GOLDEN));
  }

  @Test
  void typicalOfferIsUnder90Characters() {
    assertTrue(offer().text().length() < 90, offer().text());
  }

  /** Terminals cut a line that is pasted at 1,024 or at 4,096 characters, where nobody edits it. */
  @Test
  void theLongestIsFarFromWhereTerminalsCutALine() {
    List<CodeCandidate> candidates = new ArrayList<>();
    for (int n = 0; n < CodeCandidate.MAX_PER_CODE; n++) {
      candidates.add(candidate("2001:db8:1234:5678:9abc:def0:1357:" + n, 60_000 + n, Type.RELAY));
    }
    int length = new OfferCode(secret(1), EXPIRES, candidates).text().length();
    assertTrue(length < 340, length + " characters");
  }

  @Test
  void comesBackWithAnyCandidates() throws Exception {
    List<CodeCandidate> candidates = new ArrayList<>();
    for (int n = 0; n <= CodeCandidate.MAX_PER_CODE; n++) {
      OfferCode offer = new OfferCode(secret(n), EXPIRES, candidates);
      assertEquals(offer, parseOffer(offer.text()));
      Type type = Type.values()[n % Type.values().length];
      String address = n % 3 == 0 ? "fd00::" + n : "203.0.113." + n;
      candidates.add(candidate(address, n % 2 == 0 ? 65535 : 1 + n, type));
    }
  }

  @Test
  void sharedPortIsWrittenOnce() {
    List<CodeCandidate> two =
        List.of(candidate("10.0.0.1", 4000, Type.HOST), candidate("10.0.0.2", 4001, Type.HOST));
    List<CodeCandidate> shared =
        List.of(candidate("10.0.0.1", 4000, Type.HOST), candidate("10.0.0.2", 4000, Type.HOST));
    int longer = new OfferCode(secret(1), EXPIRES, two).text().length();
    assertTrue(new OfferCode(secret(1), EXPIRES, shared).text().length() < longer);
  }

  @Test
  void addressesLoseNameAndScope() throws Exception {
    var named = java.net.InetAddress.getByAddress("example", new byte[] {10, 0, 0, 1});
    var candidate = new CodeCandidate(named, 1, Type.HOST);
    assertFalse(candidate.address().toString().contains("example"));
    byte[] linkLocal = new byte[16];
    linkLocal[0] = (byte) 0xfe;
    linkLocal[1] = (byte) 0x80;
    linkLocal[15] = 1;
    var scoped = java.net.Inet6Address.getByAddress(null, linkLocal, 5);
    assertFalse(new CodeCandidate(scoped, 1, Type.HOST).address().getHostAddress().contains("%"));
  }

  @Test
  void expiryIsUpToTheSecond() throws Exception {
    Instant expires = EXPIRES.plusNanos(999);
    String text = new OfferCode(secret(1), expires, LAN).text();
    assertEquals(EXPIRES, OfferCode.parse(text, EXPIRES.minusNanos(1)).expires());
    assertProblem("expired 0 seconds ago", () -> OfferCode.parse(text, EXPIRES));
    assertProblem(
        "expired 20 minutes ago, at 2026-11-23T12:15:00Z",
        () -> OfferCode.parse(text, EXPIRES.plusSeconds(20 * 60)));
    assertProblem(
        "expired 5 hours ago", () -> OfferCode.parse(text, EXPIRES.plusSeconds(5 * 3600)));
    assertProblem(
        "expired 30 days ago", () -> OfferCode.parse(text, EXPIRES.plusSeconds(30 * 86400)));
  }

  @Test
  void expiryReachesInto2106() throws Exception {
    Instant last = Instant.ofEpochSecond(0xffff_ffffL);
    assertEquals(last, parseOffer(new OfferCode(secret(1), last, LAN).text()).expires());
    assertThrows(
        IllegalArgumentException.class, () -> new OfferCode(secret(1), last.plusSeconds(1), LAN));
    assertThrows(
        IllegalArgumentException.class,
        () -> new OfferCode(secret(1), Instant.ofEpochSecond(-1), LAN));
  }

  @Test
  void aReplyIsNoOffer() {
    String reply = new ReplyCode(LAN).text(Codes.keys(1));
    assertProblem("This is a reply code", () -> parseOffer(reply));
  }

  @Test
  void shapesOutOfRangeAreRefused() {
    CodeCandidate candidate = LAN.getFirst();
    List<CodeCandidate> nine = java.util.Collections.nCopies(9, candidate);
    assertThrows(IllegalArgumentException.class, () -> new OfferCode(secret(1), EXPIRES, nine));
    assertThrows(
        IllegalArgumentException.class,
        () -> new OfferCode(Secret.copyOf(new byte[15]), EXPIRES, LAN));
    for (String address : List.of("0.0.0.0", "::", "224.0.0.1", "ff02::1")) {
      assertThrows(IllegalArgumentException.class, () -> candidate(address, 1, Type.HOST), address);
    }
    assertThrows(IllegalArgumentException.class, () -> candidate("10.0.0.1", 0, Type.HOST));
    assertThrows(IllegalArgumentException.class, () -> candidate("10.0.0.1", 65536, Type.HOST));
  }

  @Test
  void typesAreSpelledAsInIce() {
    for (Type type : Type.values()) {
      assertEquals(type, Type.of(type.word()));
    }
    assertThrows(IllegalArgumentException.class, () -> Type.of("prflx"));
  }

  @Test
  void showsNothingOfTheSecret() {
    String shown = offer().toString();
    assertTrue(shown.contains("Secret[16 bytes]"), shown);
    assertFalse(shown.contains(offer().text().substring(10, 20)), shown);
  }

  @Test
  void wellFramedNonsenseIsRefusedAsSuch() {
    byte[] header = new byte[20];
    for (byte[] tail :
        List.of(
            new byte[] {0}, // no address
            new byte[] {8, 0, 1, 10, 0, 0}, // a cut address
            new byte[] {0, 10, 0, 0, 1}, // no port before or with it: port 0
            new byte[] {8, 0, 0, 10, 0, 0, 1}, // port 0
            new byte[] {8, 0, 1, 0, 0, 0, 0}, // the wildcard
            new byte[] {8, 0, 1, (byte) 239, 1, 2, 3}, // multicast
            new byte[] {0x0b, 0, 1, 10, 0, 0, 1}, // no such type
            new byte[] {0x18, 0, 1, 10, 0, 0, 1}, // a reserved bit
            new byte[] {(byte) 0x88, 0, 1, 10, 0, 0, 1})) { // another
      byte[] payload = java.util.Arrays.copyOf(header, header.length + tail.length);
      System.arraycopy(tail, 0, payload, header.length, tail.length);
      String text = new CodeText(CodeText.Kind.OFFER, payload).text();
      assertProblem("makes no sense", () -> parseOffer(text));
    }
  }

  @Test
  void moreThanEightCandidatesAreRefused() {
    var payload = java.nio.ByteBuffer.allocate(20 + 3 + 4 + 8 * 5);
    payload.position(20).put(new byte[] {8, 1, 1, 10, 0, 0, 1});
    for (int i = 0; i < 8; i++) {
      payload.put(new byte[] {0, 10, 0, 0, 2});
    }
    String text = new CodeText(CodeText.Kind.OFFER, payload.array()).text();
    assertProblem("makes no sense", () -> parseOffer(text));
  }
}
