package io.sluice.transport.sctp.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.transport.sctp.api.SctpOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RtoTest {
  private static final long MS = 1_000_000;
  private final Rto rto =
      new Rto(
          SctpOptions.defaults()
              .withRto(Duration.ofMillis(500), Duration.ofMillis(100), Duration.ofSeconds(8)));

  @Test
  void beginsWithTheInitialTimeout() {
    assertEquals(500 * MS, rto.timeout());
    assertEquals(0, rto.smoothed());
  }

  @Test
  void theFirstMeasurementGivesThreeTimesItself() {
    rto.measured(100 * MS);
    assertEquals(100 * MS, rto.smoothed());
    assertEquals(300 * MS, rto.timeout());
  }

  @Test
  void laterMeasurementsAreSmoothed() {
    rto.measured(100 * MS);
    rto.measured(180 * MS);
    assertEquals(110 * MS, rto.smoothed());
    // RTTVAR = 50 + (80 - 50) / 4
    assertEquals(110 * MS + 4 * 57_500_000, rto.timeout());
  }

  @Test
  void staysWithinItsBounds() {
    for (int i = 0; i < 100; i++) {
      rto.measured(MS);
    }
    assertEquals(100 * MS, rto.timeout());
    rto.measured(3_600_000 * MS);
    assertEquals(8_000 * MS, rto.timeout());
  }

  @Test
  void backsOffByDoublingUntilTheBoundAndRecoversWithAMeasurement() {
    rto.backOff();
    assertEquals(1_000 * MS, rto.timeout());
    for (int i = 0; i < 100; i++) {
      rto.backOff();
    }
    assertEquals(8_000 * MS, rto.timeout());
    rto.restore();
    assertEquals(8_000 * MS, rto.timeout(), "nothing measured yet");
    rto.measured(100 * MS);
    assertEquals(300 * MS, rto.timeout());
  }
}
