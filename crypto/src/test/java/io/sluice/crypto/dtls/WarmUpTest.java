package io.sluice.crypto.dtls;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import org.junit.jupiter.api.Test;

class WarmUpTest {
  @Test
  void thisJavaPassesIt() {
    long start = System.nanoTime();
    assertDoesNotThrow(WarmUp::run);
    System.out.printf("warm-up took %d ms%n", (System.nanoTime() - start) / 1_000_000);
  }
}
