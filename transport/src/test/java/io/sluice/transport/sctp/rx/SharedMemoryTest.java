package io.sluice.transport.sctp.rx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.packet.Data;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Many receivers of one process, and what their peers make them hold. */
class SharedMemoryTest {
  private static final int MESSAGE = 128 << 10;
  private static final int FRAGMENT = 1024;
  private static final int FIRST = -3;
  private static final long BUDGET = 16 << 20;
  private static final SctpOptions OPTIONS =
      SctpOptions.defaults()
          .withMaxMessageSize(MESSAGE)
          .withReceiveWindow(1 << 20)
          .withMaxReceiveWindow(16 << 20);

  private final BoundedBudget budget = new BoundedBudget(BUDGET);
  private final List<DataReceiver> receivers = new ArrayList<>();

  SharedMemoryTest() {
    for (int i = 0; i < 50; i++) {
      receivers.add(new DataReceiver(OPTIONS, budget, () -> 1, FIRST, 10, false));
    }
  }

  @Test
  void idleOnesTakeNothing() throws Exception {
    for (DataReceiver receiver : receivers) {
      receiver.receive(fragment(FIRST, Data.BEGIN | Data.END), 0);
      receiver.packetEnd(0);
    }
    assertEquals(0, budget.taken());
  }

  @Test
  void peersThatSendFragmentsWithoutEndStayWithinTheBudget() throws Exception {
    fillWithFragments();
    long held = 0;
    for (DataReceiver receiver : receivers) {
      held += receiver.payloadReceived();
    }
    assertTrue(budget.left() < ReceiveWindow.PIECE, "left " + budget.left());
    assertTrue(held <= BUDGET + 50 * 2L * MESSAGE, "held " + held);
    receivers.forEach(DataReceiver::close);
    assertEquals(0, budget.taken());
  }

  @Test
  void besideThemAnHonestPeerGoesOn() throws Exception {
    fillWithFragments();
    DataReceiver honest = new DataReceiver(OPTIONS, budget, () -> 1, FIRST, 10, false);
    int tsn = FIRST;
    for (int i = 0; i < 20; i++) {
      tsn = receiveMessage(honest, tsn);
      SctpMessage message = honest.poll();
      assertTrue(message != null && message.payload().remaining() == MESSAGE, "message " + i);
    }
  }

  @Test
  void memoryFullOfFragmentsIsEmptiedByTheOnesThatAreMissing() throws Exception {
    assertTrue(budget.take(BUDGET));
    DataReceiver receiver = receivers.getFirst();
    int perMessage = MESSAGE / FRAGMENT;
    // Every message but the end of the first: what is beyond the guarantee is dropped.
    for (int i = 1; i < 8 * perMessage; i++) {
      receiver.receive(fragment(FIRST + i, flagsOf(i % perMessage, perMessage)), 0);
    }
    receiver.packetEnd(0);
    // Then its peer sends again what is missing, in order.
    int taken = 0;
    for (int i = 0; i < 8 * perMessage; i++) {
      receiver.receive(fragment(FIRST + i, flagsOf(i % perMessage, perMessage)), 0);
      while (receiver.poll() != null) {
        taken++;
      }
    }
    assertEquals(8, taken);
  }

  private void fillWithFragments() throws Exception {
    for (DataReceiver receiver : receivers) {
      // None has a neighbour, so none can be put together with another.
      for (int i = 1; i < 6_000; i += 2) {
        receiver.receive(fragment(FIRST + i, 0), 0);
      }
      receiver.packetEnd(0);
    }
  }

  private static int receiveMessage(DataReceiver receiver, int first) throws Exception {
    int fragments = MESSAGE / FRAGMENT;
    for (int i = 0; i < fragments; i++) {
      receiver.receive(fragment(first + i, flagsOf(i, fragments)), 0);
    }
    receiver.packetEnd(0);
    return first + fragments;
  }

  private static int flagsOf(int index, int count) {
    int begin = index == 0 ? Data.BEGIN : 0;
    return Data.UNORDERED | begin | (index == count - 1 ? Data.END : 0);
  }

  private static byte[] fragment(int tsn, int flags) {
    byte[] chunk = new byte[Data.HEADER + FRAGMENT];
    Data.writeHeader(chunk, 0, flags, FRAGMENT, tsn, 1, 0, 53);
    return chunk;
  }
}
