package io.sluice.crypto.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.Role;
import io.sluice.crypto.secret.Secret;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SessionProofTest {
  private static final byte[] SESSION = filled(7);

  private final DeviceIdentity device = DeviceIdentity.generate(new Random(1));
  private final byte[] proof = SessionProof.sign(device, Role.CLIENT, SESSION);

  @Test
  void provesTheDeviceInItsSessionAndRole() {
    assertTrue(SessionProof.verifies(device.key(), Role.CLIENT, SESSION, proof));
  }

  @Test
  void isWorthNothingInAnotherSession() {
    assertFalse(SessionProof.verifies(device.key(), Role.CLIENT, filled(8), proof));
  }

  @Test
  void isWorthNothingSentBack() {
    assertFalse(SessionProof.verifies(device.key(), Role.SERVER, SESSION, proof));
  }

  @Test
  void isWorthNothingUnderAnotherKey() {
    DeviceKey other = DeviceIdentity.generate(new Random(2)).key();
    assertFalse(SessionProof.verifies(other, Role.CLIENT, SESSION, proof));
  }

  @Test
  void anyChangedBitAndAnyOtherLengthIsNoProof() {
    for (int bit = 0; bit < proof.length * 8; bit++) {
      byte[] changed = proof.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertFalse(SessionProof.verifies(device.key(), Role.CLIENT, SESSION, changed), "bit " + bit);
    }
    for (int length : new int[] {0, 1, 63, 65}) {
      byte[] cut = Arrays.copyOf(proof, length);
      assertFalse(SessionProof.verifies(device.key(), Role.CLIENT, SESSION, cut));
    }
  }

  /** RFC 8032 section 7.1, test 1. */
  @Test
  void derivesThePublicKeyOfTheStandard() {
    byte[] secret =
        HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    assertEquals(
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        DeviceIdentity.of(Secret.copyOf(secret)).key().toString());
  }

  /** Under a point of small order a signature may fit any message. */
  @Test
  void keysThatAreNoKeysAreRefused() {
    byte[] neutral = new byte[32];
    neutral[0] = 1;
    assertThrows(IllegalArgumentException.class, () -> DeviceKey.of(neutral));
    assertThrows(IllegalArgumentException.class, () -> DeviceKey.of(new byte[32]));
    assertThrows(IllegalArgumentException.class, () -> DeviceKey.of(filled(255)));
    assertThrows(IllegalArgumentException.class, () -> DeviceKey.of(new byte[31]));
  }

  @Test
  void aKeyIsReadAsItIsShown() {
    assertEquals(device.key(), DeviceKey.parse(device.key().toString()));
    assertEquals(device.key(), DeviceKey.parse(device.key().grouped().toUpperCase()));
    assertThrows(IllegalArgumentException.class, () -> DeviceKey.parse("no key"));
  }

  @Test
  void thePrivateKeyIsNeverPrinted() {
    byte[] secret = device.privateKey().exposeCopy();
    assertFalse(device.toString().contains(HexFormat.of().formatHex(secret)));
  }

  private static byte[] filled(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
