package io.sluice.transport.sctp.rx;

import io.sluice.transport.sctp.packet.Data;
import io.sluice.transport.sctp.packet.ProtocolViolationException;
import org.jspecify.annotations.Nullable;

/**
 * Puts fragments together (RFC 9260 section 6.9). The fragments of a message have consecutive TSNs,
 * so a fragment belongs to the run that ends just before it: a ring indexed by TSN holds each run
 * at its last TSN, and one whose beginning is missing at its first too.
 *
 * <p>A fragment is copied once, to the end of its run, as long as nothing was lost before it within
 * its message; else a second time, when the run before grows up to it. Only a run that begins a
 * message takes in the runs behind it, so no order of arrival makes a byte be copied more often.
 */
final class Reassembly {
  /** Memory that an unfinished run costs beyond its payload. */
  static final int OVERHEAD = 128;

  /** All runs together may hold this much for fragments that have not come. */
  private static final int SPARE_LIMIT = 4 << 20;

  private static final int MAX_RING = 1 << 16;

  private final ReceivedTsns received;
  private final int maxMessage;
  private @Nullable Run[] ring = new @Nullable Run[256];
  private long held;
  private long spare;
  private int expectedLength;

  /**
   * @param received where the TSN of a fragment is noted only after it was added here
   */
  Reassembly(ReceivedTsns received, int maxMessage) {
    this.received = received;
    this.maxMessage = maxMessage;
  }

  /** Bytes of payload and overhead of all unfinished messages. */
  long held() {
    return held;
  }

  /** Bytes of memory that unfinished messages hold for fragments that have not come. */
  long spare() {
    return spare;
  }

  /**
   * Adds the fragment of a DATA chunk whose TSN is new.
   *
   * @return the run when it has become a whole message
   */
  @Nullable Run add(byte[] packet, int chunk) throws ProtocolViolationException {
    int tsn = Data.tsn(packet, chunk);
    int flags = Data.flags(packet, chunk);
    int payload = Data.length(packet, chunk) - Data.HEADER;
    boolean begins = (flags & Data.BEGIN) != 0;
    boolean ends = (flags & Data.END) != 0;
    Run before = begins ? null : runEndingAt(tsn - 1);
    checkNeighbours(tsn, begins, ends, before);

    Run run = before == null ? newRun(packet, chunk, begins, ends) : before;
    if (before != null) {
      checkSameMessage(before, packet, chunk);
      unplace(before, tsn - 1);
      spare -= before.spare();
    }
    run.append(packet, chunk + Data.HEADER, payload);
    run.lastTsn = tsn;
    run.ends = ends;
    held += payload;
    if (run.begins && !ends) {
      takeRunsBehind(run);
    }
    if (run.length() > maxMessage) {
      throw new ProtocolViolationException("message longer than " + maxMessage);
    }
    return settle(run);
  }

  /** Forgets a whole run, or finds the run its place. */
  private @Nullable Run settle(Run run) {
    if (run.isWhole()) {
      unplace(run, run.firstTsn);
      held -= run.length() + OVERHEAD;
      if (run.firstTsn != run.lastTsn) {
        expectedLength = run.length();
      }
      return run;
    }
    spare += run.spare();
    if (!run.begins) {
      place(run, run.firstTsn);
    }
    place(run, run.lastTsn);
    return null;
  }

  private Run newRun(byte[] packet, int chunk, boolean begins, boolean ends) {
    int payload = Data.length(packet, chunk) - Data.HEADER;
    int capacity = payload;
    if (begins && !ends && expectedLength > payload && spare + expectedLength <= SPARE_LIMIT) {
      // Messages of one sender tend to be of one size.
      capacity = expectedLength;
    }
    held += OVERHEAD;
    return new Run(
        Data.tsn(packet, chunk),
        Data.streamId(packet, chunk),
        Data.ssn(packet, chunk),
        Data.ppid(packet, chunk),
        (Data.flags(packet, chunk) & Data.UNORDERED) != 0,
        begins,
        ends,
        capacity);
  }

  private void takeRunsBehind(Run run) throws ProtocolViolationException {
    Run behind;
    while (!run.ends && (behind = runStartingAt(run.lastTsn + 1)) != null) {
      if (!run.continuesAs(behind.streamId, behind.ssn, behind.unordered)) {
        throw new ProtocolViolationException("fragments of two messages mixed");
      }
      unplace(behind, behind.firstTsn);
      unplace(behind, behind.lastTsn);
      spare -= behind.spare();
      held -= OVERHEAD;
      run.append(behind);
    }
  }

  private static void checkSameMessage(Run run, byte[] packet, int chunk)
      throws ProtocolViolationException {
    boolean unordered = (Data.flags(packet, chunk) & Data.UNORDERED) != 0;
    if (!run.continuesAs(Data.streamId(packet, chunk), Data.ssn(packet, chunk), unordered)) {
      throw new ProtocolViolationException("fragments of two messages mixed");
    }
  }

  /** A fragment within a message must have, or expect, neighbours of the same message. */
  private void checkNeighbours(int tsn, boolean begins, boolean ends, @Nullable Run before)
      throws ProtocolViolationException {
    if (begins ? runEndingAt(tsn - 1) != null : before == null && received.contains(tsn - 1)) {
      throw new ProtocolViolationException("B bit contradicts the fragment before");
    }
    if (!received.hasGap() || !received.contains(tsn + 1)) {
      return;
    }
    boolean nextIsInside = runStartingAt(tsn + 1) != null;
    if (nextIsInside == ends) {
      throw new ProtocolViolationException("E bit contradicts the fragment after");
    }
  }

  /** The run that waits for the fragment after {@code tsn}. */
  private @Nullable Run runEndingAt(int tsn) {
    Run run = ring[tsn & (ring.length - 1)];
    return run != null && run.lastTsn == tsn && !run.ends ? run : null;
  }

  /** The run that waits for the fragment before {@code tsn}. */
  private @Nullable Run runStartingAt(int tsn) {
    Run run = ring[tsn & (ring.length - 1)];
    return run != null && run.firstTsn == tsn && !run.begins ? run : null;
  }

  private void place(Run run, int tsn) {
    // Live places lie between the cumulative TSN and the furthest that is accepted.
    while (tsn - received.cumulative() >= ring.length - 1 && ring.length < MAX_RING) {
      grow();
    }
    ring[tsn & (ring.length - 1)] = run;
  }

  private void unplace(Run run, int tsn) {
    int index = tsn & (ring.length - 1);
    if (ring[index] == run) {
      ring[index] = null;
    }
  }

  private void grow() {
    @Nullable Run[] old = ring;
    ring = new @Nullable Run[2 * old.length];
    for (Run run : old) {
      if (run != null) {
        if (!run.begins) {
          ring[run.firstTsn & (ring.length - 1)] = run;
        }
        ring[run.lastTsn & (ring.length - 1)] = run;
      }
    }
  }
}
