package io.sluice.crypto.secret;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SecretTest {
  private static final byte[] BYTES = {0x41, 0x42, 0x43, 0x44};

  @Test
  void printsItsLengthAndNothingElse() {
    assertEquals("Secret[4 bytes]", Secret.copyOf(BYTES).toString());
  }

  @Test
  void equalsByContentAndHashesWithoutIt() {
    assertEquals(Secret.copyOf(BYTES), Secret.copyOf(BYTES));
    assertNotEquals(Secret.copyOf(BYTES), Secret.copyOf(new byte[] {0x41, 0x42, 0x43, 0x45}));
    assertNotEquals(Secret.copyOf(BYTES), Secret.copyOf(new byte[] {0x41, 0x42, 0x43}));
    assertEquals(Secret.copyOf(BYTES).hashCode(), Secret.copyOf(new byte[4]).hashCode());
  }

  @Test
  void keepsItsOwnCopy() {
    byte[] given = BYTES.clone();
    Secret secret = Secret.copyOf(given);
    given[0] = 0;
    secret.exposeCopy()[1] = 0;
    assertArrayEquals(BYTES, secret.exposeCopy());
  }

  @Test
  void isGoneOnceClosed() {
    Secret secret = Secret.copyOf(BYTES);
    secret.close();
    secret.close();
    assertThrows(IllegalStateException.class, secret::exposeCopy);
    assertEquals(4, secret.length());
    assertEquals("Secret[4 bytes]", secret.toString());
  }

  @Test
  void aClosedSecretIsNotEqualToZeroes() {
    Secret closed = Secret.copyOf(BYTES);
    closed.close();
    Secret alsoClosed = Secret.copyOf(BYTES);
    alsoClosed.close();
    assertNotEquals(closed, Secret.copyOf(new byte[4]));
    assertNotEquals(Secret.copyOf(new byte[4]), closed);
    assertNotEquals(closed, alsoClosed);
  }

  @Test
  void randomTakesItsBytesFromTheSource() {
    byte[] expected = new byte[16];
    new Random(7).nextBytes(expected);
    assertArrayEquals(expected, Secret.random(16, new Random(7)).exposeCopy());
  }
}
