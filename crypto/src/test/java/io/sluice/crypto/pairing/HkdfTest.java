package io.sluice.crypto.pairing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The test vectors of RFC 5869, appendix A. */
class HkdfTest {
  @Test
  void basicCase() {
    assertEquals(
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        derive("000102030405060708090a0b0c", "0b".repeat(22), "f0f1f2f3f4f5f6f7f8f9", 42));
  }

  @Test
  void longerInputsAndOutput() {
    assertEquals(
        "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
            + "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
            + "cc30c58179ec3e87c14c01d5c1f3434f1d87",
        derive(range(0x60, 0xb0), range(0x00, 0x50), range(0xb0, 0x100), 82));
  }

  private static String derive(String salt, String keyMaterial, String info, int length) {
    HexFormat hex = HexFormat.of();
    return hex.formatHex(
        Hkdf.derive(hex.parseHex(salt), hex.parseHex(keyMaterial), hex.parseHex(info), length));
  }

  private static String range(int from, int to) {
    StringBuilder hex = new StringBuilder();
    for (int value = from; value < to; value++) {
      hex.append("%02x".formatted(value));
    }
    return hex.toString();
  }
}
