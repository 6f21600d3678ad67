package io.sluice.transport.sctp.rx;

import io.sluice.transport.sctp.packet.Data;
import io.sluice.transport.sctp.packet.IData;
import io.sluice.transport.sctp.packet.ProtocolViolationException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A message whose fragments come as I-DATA, by their fragment sequence numbers (FSN). Fragments
 * that come in a row are one {@link Run}; only the run that begins the message takes in those
 * behind it, so no order of arrival makes a byte be copied more than twice.
 */
final class PartialMessage {
  /** Memory that it costs beyond its runs. */
  static final int OVERHEAD = 192;

  /** Memory that each run behind the first costs beyond its payload. */
  static final int RUN_OVERHEAD = 192;

  private static final int UNKNOWN = -1;

  final int mid;
  private final int streamId;
  private final boolean unordered;
  private final BufferGuess guess;

  private @Nullable Run head;
  private @Nullable Run latest;

  /** Runs behind a gap, if there are any, by the FSN they begin with. */
  private @Nullable NavigableMap<Integer, Run> behind;

  private int highest;
  private int end = UNKNOWN;
  private int length;
  private int runs;

  PartialMessage(int streamId, boolean unordered, int mid, BufferGuess guess) {
    this.streamId = streamId;
    this.unordered = unordered;
    this.mid = mid;
    this.guess = guess;
  }

  /** Bytes of payload and overhead. */
  long held() {
    return OVERHEAD + length + (long) RUN_OVERHEAD * runs;
  }

  boolean isWhole() {
    return head != null && head.last == end;
  }

  /** Adds the fragment of an I-DATA chunk. */
  void add(byte[] packet, int chunk, int maxMessage) throws ProtocolViolationException {
    int payload = Data.length(packet, chunk) - IData.HEADER;
    int fsn = IData.fsn(packet, chunk);
    checkPlace(packet, chunk, fsn);
    // Every fragment has a byte at least.
    if (Integer.compareUnsigned(fsn, maxMessage) >= 0 || payload > maxMessage - length) {
      throw new ProtocolViolationException("message longer than " + maxMessage);
    }
    Run run = runFor(packet, chunk, fsn);
    boolean grows = run == head;
    guess.addSpare(grows ? -run.spare() : 0);
    run.append(packet, chunk + IData.HEADER, payload);
    run.last = fsn;
    length += payload;
    highest = Math.max(highest, fsn);
    if (grows) {
      takeRunsBehind(run);
      guess.addSpare(run.spare());
    }
    latest = run;
  }

  private void checkPlace(byte[] packet, int chunk, int fsn) throws ProtocolViolationException {
    if (fsn == 0 && (Data.flags(packet, chunk) & Data.BEGIN) == 0) {
      throw new ProtocolViolationException("first fragment without B bit");
    }
    boolean ends = (Data.flags(packet, chunk) & Data.END) != 0;
    boolean beyond = end != UNKNOWN && (ends || Integer.compareUnsigned(fsn, end) > 0);
    if (beyond || (ends && highest > fsn)) {
      throw new ProtocolViolationException("E bit contradicts another fragment");
    }
    if (ends) {
      end = fsn;
    }
  }

  /** The run that the fragment continues, or a new one. */
  private Run runFor(byte[] packet, int chunk, int fsn) throws ProtocolViolationException {
    if ((head != null && head.last >= fsn) || (behind != null && behind.containsKey(fsn))) {
      throw new ProtocolViolationException("two fragments with one number");
    }
    if (head != null && head.last == fsn - 1) {
      return head;
    }
    if (latest != null && latest != head && latest.last == fsn - 1) {
      return latest;
    }
    if (fsn == 0) {
      head = newRun(packet, chunk, fsn);
      return head;
    }
    NavigableMap<Integer, Run> map = behind();
    Map.Entry<Integer, Run> before = map.lowerEntry(fsn);
    if (before != null && before.getValue().last >= fsn) {
      throw new ProtocolViolationException("two fragments with one number");
    }
    if (before != null && before.getValue().last == fsn - 1) {
      return before.getValue();
    }
    Run run = newRun(packet, chunk, fsn);
    map.put(fsn, run);
    runs++;
    return run;
  }

  private Run newRun(byte[] packet, int chunk, int fsn) {
    int payload = Data.length(packet, chunk) - IData.HEADER;
    boolean first = fsn == 0;
    int capacity = first && end != 0 ? guess.capacityFor(payload) : payload;
    Run run =
        new Run(fsn, streamId, mid, first ? IData.ppid(packet, chunk) : 0, unordered, capacity);
    if (first) {
      guess.addSpare(run.spare());
    }
    return run;
  }

  private void takeRunsBehind(Run run) {
    Run next;
    while (behind != null && (next = behind.remove(run.last + 1)) != null) {
      run.append(next);
      runs--;
      if (runs == 0) {
        behind = null;
      }
    }
  }

  private NavigableMap<Integer, Run> behind() {
    NavigableMap<Integer, Run> map = behind;
    if (map == null) {
      map = new TreeMap<>();
      behind = map;
    }
    return map;
  }

  /** The message, once {@link #isWhole}; nothing else is to be called afterwards. */
  Run whole() {
    Run whole = Objects.requireNonNull(head);
    close();
    if (end > 0) {
      guess.note(length);
    }
    return whole;
  }

  /** It will not become whole. */
  void close() {
    if (head != null) {
      guess.addSpare(-head.spare());
    }
  }
}
