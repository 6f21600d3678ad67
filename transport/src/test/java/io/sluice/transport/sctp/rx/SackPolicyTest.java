package io.sluice.transport.sctp.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.SackPolicy;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.packet.Data;
import io.sluice.transport.sctp.packet.Sack;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SackPolicyTest {
  private static final int FIRST = 1_000;
  private static final int WHOLE = Data.BEGIN | Data.END | Data.UNORDERED;

  private static DataReceiver receiver(SackPolicy policy) {
    return new DataReceiver(SctpOptions.defaults().withSackPolicy(policy), FIRST, 10, false);
  }

  @Test
  void aBatchCostsOneSackOrOneForEverySecondPacket() throws Exception {
    for (SackPolicy policy : SackPolicy.values()) {
      DataReceiver receiver = receiver(policy);
      for (int i = 0; i < 7; i++) {
        receive(receiver, FIRST + i);
      }
      List<Integer> cumulative = sacks(receiver).stream().map(Sack::cumulativeTsn).toList();
      boolean batch = policy == SackPolicy.BATCH;
      // The first packet is acknowledged at once.
      List<Integer> everySecond = List.of(FIRST, FIRST + 2, FIRST + 4, FIRST + 6);
      assertEquals(batch ? List.of(FIRST + 6) : everySecond, cumulative);
    }
  }

  /** Three SACKs that report a chunk missing make a peer send it again at once. */
  @Test
  void eachPacketAfterAGapIsReportedToAPeerThatCountsReports() throws Exception {
    DataReceiver receiver = receiver(SackPolicy.EVERY_SECOND_PACKET);
    receive(receiver, FIRST);
    sacks(receiver);
    for (int i = 2; i < 6; i++) {
      receive(receiver, FIRST + i);
    }
    List<Sack> sacks = sacks(receiver);
    assertEquals(4, sacks.size());
    for (int i = 0; i < 4; i++) {
      assertEquals(FIRST, sacks.get(i).cumulativeTsn());
      assertEquals(FIRST + 3 + i, sacks.get(i).gapEnd(0));
    }
  }

  @Test
  void whatDoesNotFitTheBacklogIsInTheLastSack() throws Exception {
    DataReceiver receiver = receiver(SackPolicy.EVERY_SECOND_PACKET);
    for (int i = 0; i < 1_000; i++) {
      receive(receiver, FIRST + i);
    }
    List<Sack> sacks = sacks(receiver);
    assertEquals(17, sacks.size());
    assertEquals(FIRST + 999, sacks.getLast().cumulativeTsn());
    receive(receiver, FIRST + 1_000);
    assertFalse(receiver.isSackDue(0));
    assertTrue(receiver.isSackUseful());
  }

  private static void receive(DataReceiver receiver, int tsn) throws Exception {
    byte[] chunk = new byte[Data.HEADER + 4];
    Data.writeHeader(chunk, 0, WHOLE, 4, tsn, 1, 0, 53);
    receiver.receive(chunk, 0);
    receiver.packetEnd(0);
  }

  private static List<Sack> sacks(DataReceiver receiver) throws Exception {
    List<Sack> sacks = new ArrayList<>();
    while (receiver.isSackDue(0)) {
      byte[] packet = new byte[1_000];
      receiver.writeSack(packet, 0, packet.length);
      Sack sack = new Sack();
      sack.read(packet, 0);
      sacks.add(sack);
    }
    return sacks;
  }
}
