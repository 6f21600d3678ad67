package io.sluice.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
  /** The SHA-256 of "abc" (FIPS 180-4). */
  private static final String ABC =
      "BA:78:16:BF:8F:01:CF:EA:41:41:40:DE:5D:AE:22:23:B0:03:61:A3:96:17:7A:9C:B4:10:FF:61:F2:00:15:AD";

  private final Fingerprint fingerprint = Fingerprint.of("abc".getBytes(StandardCharsets.US_ASCII));

  @Test
  void isTheSha256InUpperCaseHexWithColons() {
    assertEquals(ABC, fingerprint.toString());
  }

  @Test
  void isReadInEitherCase() {
    assertEquals(fingerprint, Fingerprint.parse(ABC));
    assertEquals(fingerprint, Fingerprint.parse(ABC.toLowerCase(Locale.ROOT)));
    assertEquals(fingerprint.hashCode(), Fingerprint.parse(ABC).hashCode());
  }

  @Test
  void differsInAnyByte() {
    assertNotEquals(fingerprint, Fingerprint.parse(ABC.replace("AD", "AC")));
    assertNotEquals(fingerprint, Fingerprint.parse(ABC.replace("BA", "BB")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "BA", "BA:78:16", "BA7816", "ZZ", "BA:", "BA::78"})
  void anythingElseIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Fingerprint.parse(text));
  }

  @Test
  void aByteMoreIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Fingerprint.parse(ABC + ":00"));
  }
}
