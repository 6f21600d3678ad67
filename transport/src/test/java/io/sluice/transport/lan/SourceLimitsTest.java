package io.sluice.transport.lan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class SourceLimitsTest {
  private static final InetAddress SOURCE = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress OTHER = InetAddress.ofLiteral("2001:db8::1");
  private static final long TEN_MINUTES = 600_000_000_000L;

  private final SourceLimits limits = new SourceLimits();

  @Test
  void threeWrongGuessesAreAllThatASourceHas() {
    for (int i = 0; i < 3; i++) {
      assertTrue(limits.allows(SOURCE, 0));
      limits.wrongGuess(SOURCE, 0);
    }
    assertFalse(limits.allows(SOURCE, TEN_MINUTES));
    assertTrue(limits.allows(OTHER, 0));
    assertTrue(limits.allows(SOURCE, TEN_MINUTES + 1));
  }

  @Test
  void tenAttemptsThatComeToNothingAreAllThatASourceHas() {
    for (int i = 0; i < SourceLimits.ATTEMPTS; i++) {
      assertTrue(limits.allows(SOURCE, 0));
    }
    assertFalse(limits.allows(SOURCE, 1));
    assertTrue(limits.allows(OTHER, 1));
  }

  @Test
  void manySourcesTakeNoMoreThanTheirShareOfMemory() {
    for (int i = 0; i < 3; i++) {
      limits.wrongGuess(SOURCE, 0);
    }
    int more = SourceLimits.MOST_SOURCES;
    for (int i = 0; i < more; i++) {
      assertTrue(limits.allows(InetAddress.ofLiteral("10.1." + i / 256 + "." + i % 256), 0));
    }
    // The oldest was forgotten.
    assertEquals(true, limits.allows(SOURCE, 0));
  }
}
