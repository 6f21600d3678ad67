package io.sluice.transport.sctp.tx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.Reliability;
import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.packet.Chunk;
import io.sluice.transport.sctp.packet.ChunkType;
import io.sluice.transport.sctp.packet.Data;
import io.sluice.transport.sctp.packet.IData;
import io.sluice.transport.sctp.packet.IForwardTsn;
import io.sluice.transport.sctp.packet.SkippedStream;
import io.sluice.transport.sctp.packet.Wire;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is sent as I-DATA (RFC 8260 section 2). */
class InterleavingTest extends SenderFixture {
  private static final int FRAGMENT = SIZE - 4;

  @Override
  boolean interleaving() {
    return true;
  }

  /** What a chunk says of its message. */
  private record Fragment(int stream, int mid, int number, int flags) {}

  @Test
  void fragmentsOfMessagesTakeTurnsAndAreCountedWithinThem() {
    offer(1, false, 3);
    offer(2, false, 2);
    assertEquals(
        List.of(
            new Fragment(1, 0, 0, Data.BEGIN),
            new Fragment(2, 0, 0, Data.BEGIN),
            new Fragment(1, 0, 1, 0),
            new Fragment(2, 0, 1, Data.END),
            new Fragment(1, 0, 2, Data.END)),
        send());
  }

  @Test
  void orderedAndUnorderedMessagesAreCountedApart() {
    offer(1, false, 1);
    offer(1, true, 1);
    offer(1, false, 1);
    offer(1, true, 1);
    int whole = Data.BEGIN | Data.END;
    assertEquals(
        List.of(
            new Fragment(1, 0, 0, whole),
            new Fragment(1, 0, 0, whole | Data.UNORDERED),
            new Fragment(1, 1, 0, whole),
            new Fragment(1, 1, 0, whole | Data.UNORDERED)),
        send());
  }

  @Test
  void aFragmentThatGoesAgainIsTheSame() throws Exception {
    offer(1, false, 12);
    List<Fragment> first = send();
    sackAfterRoundTrip(-1, 1, 4, 6, 10);
    List<Fragment> again = send();
    assertEquals(first.get(4), again.getFirst());
  }

  @Test
  void messagesThatAreGivenUpAreSkippedByStreamOrderAndMid() throws Exception {
    Reliability never = new Reliability.LimitedRetransmissions(0);
    for (boolean unordered : new boolean[] {false, true, true}) {
      ByteBuffer payload = ByteBuffer.allocate(FRAGMENT);
      queue.offer(new SctpMessage(7, 51, unordered, never, payload), now);
    }
    assertEquals(3, send().size());
    timeout();
    int end = sender.write(packet, 0, LIMIT, packet.length, now);
    assertTrue(end > 0);
    List<SkippedStream> skipped =
        List.of(new SkippedStream(7, false, 0), new SkippedStream(7, true, 1));
    assertEquals(new IForwardTsn(FIRST + 2, skipped), Chunk.parse(packet, 0));
  }

  private void offer(int stream, boolean unordered, int fragments) {
    ByteBuffer payload = ByteBuffer.allocate(fragments * FRAGMENT);
    assertTrue(queue.offer(new SctpMessage(stream, 51, unordered, payload), now));
  }

  private List<Fragment> send() {
    List<Fragment> sent = new ArrayList<>();
    while (sender.write(packet, 0, LIMIT, packet.length, now) > 0) {
      assertEquals(ChunkType.I_DATA, Wire.u8(packet, 0));
      int flags = Data.flags(packet, 0) & ~Data.IMMEDIATE;
      if ((flags & Data.BEGIN) != 0) {
        assertEquals(51, IData.ppid(packet, 0));
      }
      sent.add(
          new Fragment(
              Data.streamId(packet, 0), IData.mid(packet, 0), IData.fsn(packet, 0), flags));
    }
    return sent;
  }
}
