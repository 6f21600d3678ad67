package io.sluice.transport.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StunMessageTest {
  private static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";

  /**
   * RFC 5769 section 2.1: a check with SOFTWARE, PRIORITY, ICE-CONTROLLED, USERNAME, and proofs.
   */
  private static final String REQUEST =
      """
      00 01 00 58 21 12 a4 42 b7 e7 a7 01 bc 34 d6 86 fa 87 df ae
      80 22 00 10 53 54 55 4e 20 74 65 73 74 20 63 6c 69 65 6e 74
      00 24 00 04 6e 00 01 ff
      80 29 00 08 93 2f f9 b1 51 26 3b 36
      00 06 00 09 65 76 74 6a 3a 68 36 76 59 20 20 20
      00 08 00 14 9a ea a7 0c bf d8 cb 56 78 1e f2 b5 b2 d3 f2 49 c1 b5 71 a2
      80 28 00 04 e5 7a 3b cf
      """;

  /** RFC 5769 section 2.2: the answer, 192.0.2.1 port 32853. */
  private static final String ANSWER_IPV4 =
      """
      01 01 00 3c 21 12 a4 42 b7 e7 a7 01 bc 34 d6 86 fa 87 df ae
      80 22 00 0b 74 65 73 74 20 76 65 63 74 6f 72 20
      00 20 00 08 00 01 a1 47 e1 12 a6 43
      00 08 00 14 2b 91 f5 99 fd 9e 90 c3 8c 74 89 f9 2a f9 ba 53 f0 6b e7 d7
      80 28 00 04 c0 7d 4c 96
      """;

  /** RFC 5769 section 2.3: the same over IPv6. */
  private static final String ANSWER_IPV6 =
      """
      01 01 00 48 21 12 a4 42 b7 e7 a7 01 bc 34 d6 86 fa 87 df ae
      80 22 00 0b 74 65 73 74 20 76 65 63 74 6f 72 20
      00 20 00 14 00 02 a1 47 01 13 a9 fa a5 d3 f1 79 bc 25 f4 b5 be d2 b9 d9
      00 08 00 14 a3 82 95 4e 4b e6 7b f1 17 84 c9 7c 82 92 c2 75 bf e3 ed 41
      80 28 00 04 c8 fb 0b 4c
      """;

  @Test
  void readsTheSampleRequest() {
    StunMessage request = read(bytes(REQUEST));
    assertEquals(StunMessage.BINDING_REQUEST, request.type());
    assertTrue(request.hasUsername("evtj:h6vY"));
    assertFalse(request.hasUsername("evtj:h6v"));
    assertEquals(0x932ff9b151263b36L, request.tieBreaker());
    assertTrue(request.isProvenBy(PASSWORD));
    assertFalse(request.isProvenBy("another"));
  }

  @Test
  void readsTheSampleAnswers() {
    StunMessage ipv4 = read(bytes(ANSWER_IPV4));
    assertTrue(ipv4.isProvenBy(PASSWORD));
    assertEquals(new InetSocketAddress("192.0.2.1", 32853), ipv4.mappedAddress());

    StunMessage ipv6 = read(bytes(ANSWER_IPV6));
    assertTrue(ipv6.isProvenBy(PASSWORD));
    assertEquals(
        new InetSocketAddress("2001:db8:1234:5678:11:2233:4455:6677", 32853), ipv6.mappedAddress());
  }

  @Test
  void noBitBeforeTheProofCanBeFlipped() {
    byte[] request = bytes(REQUEST);
    int proofEnds = request.length - 8;
    for (int bit = 0; bit < proofEnds * 8; bit++) {
      byte[] forged = request.clone();
      forged[bit / 8] ^= (byte) (1 << bit % 8);
      StunMessage message = StunMessage.parse(forged, 0, forged.length);
      // The length in the header is covered as if the message ended with the proof.
      boolean inLength = bit / 8 == 2 || bit / 8 == 3;
      if (message != null && !inLength) {
        assertFalse(message.isProvenBy(PASSWORD), "bit " + bit);
      }
    }
  }

  @Test
  void whatFollowsTheProofIsIgnored() {
    byte[] check = StunRequests.check("a:b", PASSWORD, 7);
    byte[] longer = java.util.Arrays.copyOf(check, check.length + 12);
    longer[3] += 12;
    longer[check.length + 1] = StunMessage.USERNAME;
    longer[check.length + 3] = 8;
    StunMessage message = read(longer);
    assertTrue(message.isProvenBy(PASSWORD));
    assertTrue(message.hasUsername("a:b"));
  }

  @Test
  void aMessageWithoutProofIsProvenByNothing() {
    assertFalse(read(StunRequests.check("a:b", "", 7)).isProvenBy(""));
  }

  @Test
  void readsTheErrorThatItWrites() {
    StunMessage request = read(StunRequests.check("a:b", PASSWORD, 7));
    StunMessage error = read(Stun.error(request, 403, "In use", PASSWORD));
    assertTrue(error.isError(403, "In use"));
    assertFalse(error.isError(403, "In us"));
    assertFalse(error.isError(400, "In use"));
    assertTrue(error.isProvenBy(PASSWORD));
    assertEquals(request.transactionId(), error.transactionId());
  }

  @Test
  void theFingerprintIsAsInTheSample() {
    byte[] sample = bytes(ANSWER_IPV4);
    StunMessage request = read(bytes(REQUEST));
    byte[] error = Stun.error(request, 403, "x", PASSWORD);
    assertEquals(
        fingerprintOf(sample), HexFormat.of().formatHex(sample, sample.length - 4, sample.length));
    assertEquals(
        fingerprintOf(error), HexFormat.of().formatHex(error, error.length - 4, error.length));
  }

  private static String fingerprintOf(byte[] message) {
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(message, 0, message.length - 8);
    return HexFormat.of().toHexDigits((int) (crc.getValue() ^ 0x5354554eL));
  }

  @Test
  void anyBytesGiveAMessageOrNull() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    byte[][] models = {bytes(REQUEST), bytes(ANSWER_IPV4), bytes(ANSWER_IPV6)};
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = models[random.nextInt(models.length)].clone();
      for (int changes = random.nextInt(6); changes >= 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      readAll(StunMessage.parse(bytes, 0, random.nextInt(bytes.length + 1)), "seed " + seed);
    }
  }

  private static void readAll(@Nullable StunMessage message, String seed) {
    if (message != null) {
      assertFalse(message.isError(403, seed), seed);
      assertFalse(message.hasUsername(seed), seed);
      assertFalse(message.isProvenBy(seed), seed);
      InetSocketAddress mapped = message.mappedAddress();
      assertTrue(mapped == null || !mapped.isUnresolved(), seed);
    }
  }

  @Test
  void whatIsNotStunIsNull() {
    byte[] request = bytes(REQUEST);
    assertNull(StunMessage.parse(request, 0, request.length - 4));
    assertNull(StunMessage.parse(request, 0, 19));
    request[4] = 0;
    assertNull(StunMessage.parse(request, 0, request.length));
    assertNull(StunMessage.parse(new byte[2000], 0, 2000));
  }

  private static StunMessage read(byte[] bytes) {
    StunMessage message = StunMessage.parse(bytes, 0, bytes.length);
    assertNotNull(message);
    return message;
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
  }
}
