package io.sluice.transport.sctp.congestion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NewRenoTest {
  private final NewReno reno = new NewReno(1_000);

  @Test
  void beginsWithTenPackets() {
    assertEquals(10_000, reno.window());
  }

  @Test
  void slowStartGrowsByTheBytesAcknowledgedHoweverManySacksSaySo() {
    acknowledge(10_000, 10_000, true);
    assertEquals(20_000, reno.window());
    for (int i = 0; i < 20; i++) {
      acknowledge(1_000, 20_000, true);
    }
    assertEquals(40_000, reno.window());
  }

  @Test
  void aWindowThatIsNotUsedDoesNotGrow() {
    acknowledge(3_000, 3_000, false);
    assertEquals(10_000, reno.window());
  }

  @Test
  void aLossHalvesAndTheWindowThenGrowsByAPacketForEachWindow() {
    acknowledge(10_000, 10_000, true);
    reno.onLoss(0, 20_000);
    acknowledge(9_000, 10_000, true);
    assertEquals(10_000, reno.window());
    acknowledge(1_000, 10_000, true);
    assertEquals(11_000, reno.window());
  }

  @Test
  void recoveryDoesNotGrowTheWindow() {
    reno.onLoss(0, 10_000);
    AckSample sample = ack(9_000, 10_000, true);
    sample.inRecovery = true;
    sample.inFlight = 1_000;
    reno.onAcknowledged(sample);
    assertEquals(5_000, reno.window());
  }

  @Test
  void withoutProgressInSequenceTheWindowDoesNotGrow() {
    AckSample notAdvanced = ack(10_000, 10_000, true);
    notAdvanced.advanced = false;
    reno.onAcknowledged(notAdvanced);
    assertEquals(10_000, reno.window());
  }

  @Test
  void recoveryHalvesTheWindowInStepWithWhatArrives() {
    acknowledge(10_000, 10_000, true);
    reno.onLoss(0, 20_000);
    long inFlight = 19_000;
    for (int i = 0; i < 9; i++) {
      inFlight -= 1_000;
      AckSample sample = ack(1_000, inFlight + 1_000, true);
      sample.inRecovery = true;
      sample.inFlight = inFlight;
      reno.onAcknowledged(sample);
      while (inFlight < reno.window()) {
        reno.onSent(0, 1_000, inFlight);
        inFlight += 1_000;
      }
    }
    assertEquals(15_000, inFlight, 1_000);
  }

  @Test
  void aTimeoutThatWasSpuriousIsTakenBack() {
    acknowledge(10_000, 10_000, true);
    reno.onTimeout(0, 20_000);
    reno.onSpuriousTimeout();
    assertEquals(20_000, reno.window());
    acknowledge(1_000, 20_000, true);
    assertEquals(21_000, reno.window(), "still slow start");
  }

  @Test
  void aTimeoutLeavesOnePacketAndSlowStartToHalfTheWindow() {
    acknowledge(10_000, 10_000, true);
    reno.onTimeout(0, 0);
    assertEquals(1_000, reno.window());
    for (int i = 0; i < 9; i++) {
      acknowledge(1_000, 1_000 * (i + 1), true);
    }
    assertEquals(10_000, reno.window());
    acknowledge(1_000, 10_000, true);
    assertEquals(10_000, reno.window());
  }

  @Test
  void theThresholdNeverFallsBelowFourPackets() {
    for (int i = 0; i < 10; i++) {
      reno.onLoss(0, 0);
      acknowledge(1_000, 0, false);
    }
    assertEquals(4_000, reno.window());
  }

  private void acknowledge(long bytes, long before, boolean limited) {
    reno.onAcknowledged(ack(bytes, before, limited));
  }

  private static AckSample ack(long bytes, long before, boolean limited) {
    AckSample ack = new AckSample();
    ack.bytes = bytes;
    ack.inFlightBefore = before;
    ack.windowLimited = limited;
    ack.advanced = true;
    return ack;
  }
}
