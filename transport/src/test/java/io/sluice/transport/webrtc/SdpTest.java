package io.sluice.transport.webrtc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.crypto.Fingerprint;
import io.sluice.transport.ice.Candidate;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SdpTest {
  private static final Fingerprint FINGERPRINT = Fingerprint.of(new byte[] {1});

  /** With candidates that no use can be made of: another transport, a hidden name, a scope. */
  private static final String FOREIGN =
      """
      v=0
      o=- 1 2 IN IP4 127.0.0.1
      s=-
      t=0 0
      a=group:BUNDLE data
      a=fingerprint:SHA-256 %s
      m=application 40001 UDP/DTLS/SCTP webrtc-datachannel
      c=IN IP4 10.0.0.1
      a=candidate:1 1 udp 2122260223 10.0.0.1 40001 typ host generation 0 network-id 1
      a=candidate:2 1 tcp 1518280447 10.0.0.1 9 typ host tcptype active
      a=candidate:3 1 udp 2122260222 0123abcd.local 40002 typ host
      a=candidate:4 1 udp 2122260221 fe80::1 40003 typ host
      a=candidate:5 1 UDP 1686052607 192.0.2.1 40004 typ srflx raddr 10.0.0.1 rport 40001
      a=ice-ufrag:abcd
      a=ice-pwd:0123456789012345678901
      a=setup:actpass
      a=mid:data
      """
          .formatted(FINGERPRINT);

  @Test
  void readsWhatAPeerSays() throws Exception {
    Sdp sdp = Sdp.parse(FOREIGN);
    assertEquals("abcd", sdp.ufrag());
    assertEquals("0123456789012345678901", sdp.password());
    assertEquals(FINGERPRINT, sdp.fingerprint());
    assertEquals(Sdp.Setup.ACTPASS, sdp.setup());
    assertEquals("data", sdp.mid());
    assertEquals(5000, sdp.sctpPort());
    assertEquals(65_536, sdp.maxMessageSize());
    assertEquals(
        List.of(
            new Candidate(Candidate.HOST, InetAddress.ofLiteral("10.0.0.1"), 40001),
            new Candidate(Candidate.SERVER_REFLEXIVE, InetAddress.ofLiteral("192.0.2.1"), 40004)),
        sdp.candidates());
  }

  @Test
  void readsWhatItWrote() {
    Sdp sdp =
        new Sdp(
            "abcd",
            "0123456789012345678901",
            FINGERPRINT,
            Sdp.Setup.ACTIVE,
            "0",
            5001,
            100_000,
            List.of(new Candidate(Candidate.HOST, InetAddress.ofLiteral("10.0.0.1"), 40001)));
    assertEquals(sdp, Sdp.parse(sdp.toString()));
  }

  @Test
  void aMaxMessageSizeOfZeroIsAnySize() {
    assertEquals(Integer.MAX_VALUE, Sdp.parse(FOREIGN + "a=max-message-size:0\n").maxMessageSize());
    assertEquals(
        1_073_741_823, Sdp.parse(FOREIGN + "a=max-message-size:1073741823\n").maxMessageSize());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=ice-ufrag", "a=ice-pwd", "a=fingerprint", "a=setup", "a=mid", "m="})
  void nothingNeededMayBeMissing(String start) {
    List<String> lines = FOREIGN.lines().filter(line -> !line.startsWith(start)).toList();
    assertThrows(IllegalArgumentException.class, () -> Sdp.parse(String.join("\n", lines)));
  }

  @Test
  void aFingerprintOfAnotherHashIsNotTaken() {
    assertThrows(
        IllegalArgumentException.class, () -> Sdp.parse(FOREIGN.replace("SHA-256", "SHA-1")));
  }
}
