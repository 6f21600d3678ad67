package io.sluice.transport.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.pairing.PairingKeys;
import io.sluice.crypto.secret.Secret;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import io.sluice.transport.signal.CodeCandidate.Type;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.function.Executable;

/** Codes that the tests of this package share. */
final class Codes {
  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  static final Instant EXPIRES = Instant.parse("2026-11-23T12:15:00Z");

  /** What a machine in an ordinary network has: one address of each family, one port. */
  static final List<CodeCandidate> LAN =
      List.of(
          candidate("192.168.1.23", 50123, Type.HOST),
          candidate("2001:db8:1234:5678:9abc:def0:1234:5678", 50123, Type.HOST));

  private Codes() {}

  static CodeCandidate candidate(String address, int port, Type type) {
    return new CodeCandidate(InetAddress.ofLiteral(address), port, type);
  }

  static Secret secret(int seed) {
    byte[] bytes = new byte[OfferCode.SECRET_BYTES];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (seed + i * 37);
    }
    return Secret.copyOf(bytes);
  }

  static PairingKeys keys(int seed) {
    return PairingKeys.derive(secret(seed));
  }

  static OfferCode offer() {
    return new OfferCode(secret(1), EXPIRES, LAN);
  }

  static OfferCode parseOffer(String text) throws TransportException {
    return OfferCode.parse(text, NOW);
  }

  /** That it fails as a code does, with a sentence that holds these words. */
  static void assertProblem(String words, Executable parse) {
    TransportException failure = assertThrows(TransportException.class, parse);
    assertEquals(Problem.CODE, failure.problem());
    String message = String.valueOf(failure.getMessage());
    assertTrue(message.contains(words), message);
  }
}
