package io.sluice.crypto.pairing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.secret.Secret;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PairingKeysTest {
  private static final byte[] REPLY = "reply body".getBytes(US_ASCII);

  private final PairingKeys keys = PairingKeys.derive(secretFrom(0));

  /** Computed by an independent HKDF: a change here breaks every older peer. */
  @Test
  void derivesTheSameValuesForEver() {
    assertEquals("hohwbT80", keys.offererUfrag());
    assertEquals("TQ9dyI38a+/AYpO2jb2EJH6l052aEBwU", keys.offererPassword());
    assertEquals("Rfp0oz+m", keys.answererUfrag());
    assertEquals("DSPxsmnsjOG2wRzv0ckv2ji1QbpzGoB5", keys.answererPassword());
    assertEquals(
        "01014b04d0acdfd693de88cbe04e06f88ec9ad1d400b4449f2a29bf66901b340",
        HexFormat.of().formatHex(keys.dtlsPsk().exposeCopy()));
    assertEquals(
        "10c0e8326c3a48d9b1047d4b577f219e38795459e20bd568d74bae083f85c2e5",
        HexFormat.of().formatHex(keys.handshakeMacKey().exposeCopy()));
    assertEquals("9c20f17a", HexFormat.of().formatHex(keys.offerTag()));
    assertEquals("883700b3b88bf5dfcd4afb61d33aa856", HexFormat.of().formatHex(keys.mac(REPLY)));
  }

  @Test
  void anotherSecretSharesNothing() {
    PairingKeys other = PairingKeys.derive(secretFrom(1));
    assertEquals(
        8,
        Set.of(
                keys.offererUfrag(),
                keys.offererPassword(),
                keys.answererUfrag(),
                keys.answererPassword(),
                other.offererUfrag(),
                other.offererPassword(),
                other.answererUfrag(),
                other.answererPassword())
            .size());
    assertNotEquals(keys.dtlsPsk(), other.dtlsPsk());
    assertNotEquals(keys.handshakeMacKey(), other.handshakeMacKey());
    assertFalse(other.verifies(REPLY, keys.mac(REPLY)));
  }

  @Test
  void theMacHoldsForItsReplyOnly() {
    byte[] mac = keys.mac(REPLY);
    assertTrue(keys.verifies(REPLY, mac));
    for (int bit = 0; bit < mac.length * 8; bit++) {
      byte[] forged = mac.clone();
      forged[bit / 8] ^= (byte) (1 << bit % 8);
      assertFalse(keys.verifies(REPLY, forged), "bit " + bit);
    }
    assertFalse(keys.verifies("reply bodY".getBytes(US_ASCII), mac));
    assertFalse(keys.verifies(REPLY, new byte[0]));
  }

  @Test
  void thePublicTagIsACopy() {
    keys.offerTag()[0]++;
    assertEquals("9c20f17a", HexFormat.of().formatHex(keys.offerTag()));
  }

  @Test
  void printsNoKey() {
    assertEquals("PairingKeys", keys.toString());
  }

  private static Secret secretFrom(int first) {
    byte[] bytes = new byte[16];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (first + i);
    }
    return Secret.copyOf(bytes);
  }
}
