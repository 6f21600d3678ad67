package io.sluice.transport.sctp.attack;

import io.sluice.transport.sctp.Association;
import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Two associations and a network between them that a script is: it decides which packet arrives
 * when, twice or never, and what both users do. When it is over the network is good again, and
 * everything that was sent must have arrived, once and in order.
 */
public final class ScriptedPair {
  private static final SctpOptions OPTIONS =
      SctpOptions.defaults()
          .withMaxMessageSize(20_000)
          .withSendBuffer(100_000)
          .withReceiveWindow(50_000)
          .withOfferZeroChecksum(false)
          .withMaxRetransmissions(1_000);
  private static final int MOST_PRESSED = 500;
  private static final int MOST_ROUNDS = 100_000;
  private static final int STREAMS = 3;

  private final Script script;
  private final End left = new End(1);
  private final End right = new End(2);
  private long now = -1_000;

  /** Too many handshakes were lost: nothing more is owed. */
  private boolean givenUp;

  /** An association, what is on the way to it, and what has been taken from it. */
  private static final class End {
    final Association association;
    final List<byte[]> arriving = new ArrayList<>();
    final int[] sent = new int[STREAMS];
    final int[] taken = new int[STREAMS];
    private final byte[] packet = new byte[65_536];

    End(long seed) {
      association = new Association(OPTIONS, new SplittableRandom(seed));
    }
  }

  private ScriptedPair(Script script) {
    this.script = script;
  }

  /**
   * Plays the script to its end.
   *
   * @throws AssertionError when the associations break a promise
   */
  public static void play(byte[] script) {
    ScriptedPair pair = new ScriptedPair(new Script(script));
    pair.left.association.connect(pair.now);
    pair.right.association.connect(pair.now);
    for (int i = 0; i < MOST_PRESSED && pair.script.hasMore() && !pair.givenUp; i++) {
      pair.press();
      pair.drain(pair.left, pair.right);
      pair.drain(pair.right, pair.left);
    }
    pair.finish();
  }

  private void press() {
    int what = script.u8();
    End end = what % 2 == 0 ? left : right;
    switch (what / 2 % 12) {
      case 0, 1, 2 -> deliver(end, 0, true);
      case 3 -> deliver(end, script.u8(), true);
      case 4 -> deliver(end, script.u8(), false);
      case 5 -> lose(end, script.u8());
      case 6, 7 -> send(end, script.below(STREAMS), 4 + 70 * script.u8());
      case 8 -> read(end);
      case 9 -> elapse(Math.min(left.association.nextTimeout(), right.association.nextTimeout()));
      case 10 -> elapse(now + 1_000_000L * script.u8());
      default -> end.association.pathMtu(512 + 32 * script.u8());
    }
  }

  private void deliver(End to, int which, boolean remove) {
    if (!to.arriving.isEmpty()) {
      int index = which % to.arriving.size();
      byte[] packet = remove ? to.arriving.remove(index) : to.arriving.get(index);
      to.association.receive(ByteBuffer.wrap(packet), now);
    }
  }

  private static void lose(End to, int which) {
    if (!to.arriving.isEmpty()) {
      to.arriving.remove(which % to.arriving.size());
    }
  }

  private void send(End from, int stream, int size) {
    if (from.association.sendSpace() >= size) {
      ByteBuffer payload = ByteBuffer.allocate(size);
      payload.putInt(0, from.sent[stream]);
      if (from.association.send(new SctpMessage(stream, size, false, payload), now)) {
        from.sent[stream]++;
      }
    }
  }

  private void read(End end) {
    SctpMessage message = end.association.pollMessage(now);
    if (message != null) {
      int expected = end.taken[message.streamId()]++;
      int number = message.payload().getInt(message.payload().position());
      require(number == expected, "message " + number + " instead of " + expected);
      require(message.payload().remaining() == message.ppid(), "not whole");
    }
  }

  private void elapse(long until) {
    now = Math.clamp(until, now, now + 10_000_000_000L);
    for (End end : List.of(left, right)) {
      end.association.handleTimeout(now);
      drain(end, end == left ? right : left);
      // Or else whoever drives it would call again and again, and no time would pass.
      boolean passed = end.association.nextTimeout() > now;
      require(passed, "time stands still: " + end.association.stats());
    }
  }

  private void drain(End from, End to) {
    SctpEvent event;
    while ((event = from.association.pollEvent()) != null) {
      boolean silent =
          event instanceof SctpEvent.Closed c && c.reason() == SctpEvent.Reason.PEER_SILENT;
      require(silent || event instanceof SctpEvent.Up, "not expected: " + event);
      givenUp |= silent;
    }
    int length;
    int count = 0;
    while ((length = from.association.pollTransmit(from.packet, 0, now)) > 0) {
      to.arriving.add(Arrays.copyOf(from.packet, length));
      require(++count < 1_000, "no end of packets");
    }
  }

  /** From here on nothing is lost any more. */
  private void finish() {
    for (int round = 0; !givenUp && !isDone(); round++) {
      require(round < MOST_ROUNDS, "never done: " + left.association.stats());
      if (left.arriving.isEmpty() && right.arriving.isEmpty()) {
        elapse(Math.min(left.association.nextTimeout(), right.association.nextTimeout()));
      }
      for (End end : List.of(left, right)) {
        while (!end.arriving.isEmpty()) {
          deliver(end, 0, true);
        }
        for (int i = 0; i < 100; i++) {
          read(end);
        }
      }
      drain(left, right);
      drain(right, left);
    }
  }

  private boolean isDone() {
    return left.association.stats().buffered() == 0
        && right.association.stats().buffered() == 0
        && Arrays.equals(left.sent, right.taken)
        && Arrays.equals(right.sent, left.taken);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
