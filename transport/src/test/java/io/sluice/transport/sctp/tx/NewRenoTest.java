package io.sluice.transport.sctp.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NewRenoTest {
  private final NewReno reno = new NewReno(1_000, 100_000);

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
    assertEquals(10_000, reno.window());
    acknowledge(9_000, 10_000, true);
    assertEquals(10_000, reno.window());
    acknowledge(1_000, 10_000, true);
    assertEquals(11_000, reno.window());
  }

  @Test
  void recoveryDoesNotGrowTheWindow() {
    CongestionControl.Ack ack = ack(10_000, 10_000, true);
    ack.inRecovery = true;
    reno.onAcknowledged(0, ack);
    CongestionControl.Ack notAdvanced = ack(10_000, 10_000, true);
    notAdvanced.advanced = false;
    reno.onAcknowledged(0, notAdvanced);
    assertEquals(10_000, reno.window());
  }

  @Test
  void aTimeoutLeavesOnePacketAndSlowStartToHalfTheWindow() {
    acknowledge(10_000, 10_000, true);
    reno.onTimeout(0);
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
    }
    assertEquals(4_000, reno.window());
  }

  private void acknowledge(long bytes, long before, boolean limited) {
    reno.onAcknowledged(0, ack(bytes, before, limited));
  }

  private static CongestionControl.Ack ack(long bytes, long before, boolean limited) {
    CongestionControl.Ack ack = new CongestionControl.Ack();
    ack.bytes = bytes;
    ack.inFlightBefore = before;
    ack.windowLimited = limited;
    ack.advanced = true;
    return ack;
  }
}
