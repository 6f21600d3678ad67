package io.sluice.transport.sctp.rx;

import io.sluice.transport.sctp.packet.Data;
import io.sluice.transport.sctp.packet.ProtocolViolationException;
import io.sluice.transport.sctp.packet.Tsn;
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
final class DataFragments {
  /** Memory that an unfinished run costs beyond its payload. */
  static final int OVERHEAD = 128;

  private static final int MAX_RING = 1 << 16;

  private final ReceivedTsns received;
  private final int maxMessage;
  private @Nullable Run[] ring = new @Nullable Run[256];
  private final BufferGuess guess = new BufferGuess();
  private long held;

  /** Up to here nothing more is expected: a fragment right after it has no beginning. */
  private int skippedTo;

  private boolean skipped;

  /**
   * @param received where the TSN of a fragment is noted only after it was added here
   */
  DataFragments(ReceivedTsns received, int maxMessage) {
    this.received = received;
    this.maxMessage = maxMessage;
  }

  /** Bytes of payload and overhead of all unfinished messages. */
  long held() {
    return held;
  }

  /** Bytes of memory that unfinished messages hold for fragments that have not come. */
  long spare() {
    return guess.spare();
  }

  /**
   * Adds the fragment of a DATA chunk whose TSN is new.
   *
   * @return the message when it has become whole
   */
  @Nullable Run add(byte[] packet, int chunk) throws ProtocolViolationException {
    int tsn = Data.tsn(packet, chunk);
    int flags = Data.flags(packet, chunk);
    int payload = Data.length(packet, chunk) - Data.HEADER;
    boolean begins = (flags & Data.BEGIN) != 0;
    boolean ends = (flags & Data.END) != 0;
    if (skipped && tsn == skippedTo + 1) {
      skipped = !begins;
      if (skipped) {
        skippedTo = tsn;
        discardBehind();
        return null;
      }
    }
    Run before = begins ? null : runEndingAt(tsn - 1);
    checkNeighbours(tsn, begins, ends, before);

    Run run = before == null ? newRun(packet, chunk) : before;
    if (before != null) {
      checkSameMessage(before, packet, chunk);
      unplace(before, tsn - 1);
      guess.addSpare(-before.spare());
    }
    run.append(packet, chunk + Data.HEADER, payload);
    run.last = tsn;
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
      unplace(run, run.first);
      held -= run.length() + OVERHEAD;
      if (run.first != run.last) {
        guess.note(run.length());
      }
      return run;
    }
    guess.addSpare(run.spare());
    if (!run.begins) {
      place(run, run.first);
    }
    place(run, run.last);
    return null;
  }

  private Run newRun(byte[] packet, int chunk) {
    int payload = Data.length(packet, chunk) - Data.HEADER;
    int flags = Data.flags(packet, chunk);
    boolean begins = (flags & Data.BEGIN) != 0;
    boolean grows = begins && (flags & Data.END) == 0;
    Run run =
        new Run(
            Data.tsn(packet, chunk),
            Data.streamId(packet, chunk),
            Data.ssn(packet, chunk),
            Data.ppid(packet, chunk),
            (flags & Data.UNORDERED) != 0,
            grows ? guess.capacityFor(payload) : payload);
    run.begins = begins;
    held += OVERHEAD;
    return run;
  }

  private void takeRunsBehind(Run run) throws ProtocolViolationException {
    Run behind;
    while (!run.ends && (behind = runStartingAt(run.last + 1)) != null) {
      if (!run.continuesAs(behind.streamId, behind.number, behind.unordered)) {
        throw new ProtocolViolationException("fragments of two messages mixed");
      }
      unplace(behind, behind.first);
      unplace(behind, behind.last);
      guess.addSpare(-behind.spare());
      held -= OVERHEAD;
      run.append(behind);
    }
  }

  /**
   * What has not come up to {@code tsn} will not (RFC 3758 section 3.6): forgets every message that
   * lacks some of it. The TSNs received are those from before.
   */
  void discardThrough(int tsn) {
    skipped = true;
    skippedTo = tsn;
    int cumulative = received.cumulative();
    discard(runEndingAt(cumulative));
    int end = Tsn.before(received.highest(), tsn) ? received.highest() + 1 : tsn + 1;
    for (int t = received.next(cumulative + 1, end); t != end; t = received.next(t + 1, end)) {
      discard(runEndingAt(t));
      discard(runStartingAt(t));
    }
    discardAcross();
    discardBehind();
  }

  /** Forgets the run that began before {@link #skippedTo}, or there, and goes on after it. */
  private void discardAcross() {
    int t = skippedTo + 1;
    while (received.hasGap() && received.contains(t)) {
      Run run = runEndingAt(t);
      if (run != null) {
        if (!Tsn.after(run.first, skippedTo)) {
          discard(run);
        }
        return;
      }
      t++;
    }
  }

  /** Forgets the runs that go on where nothing more is expected. */
  private void discardBehind() {
    Run behind;
    while ((behind = runStartingAt(skippedTo + 1)) != null) {
      discard(behind);
    }
  }

  private void discard(@Nullable Run run) {
    if (run != null) {
      skippedTo = Tsn.latest(skippedTo, run.last);
      unplace(run, run.first);
      unplace(run, run.last);
      guess.addSpare(-run.spare());
      held -= run.length() + OVERHEAD;
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
    return run != null && run.last == tsn && !run.ends ? run : null;
  }

  /** The run that waits for the fragment before {@code tsn}. */
  private @Nullable Run runStartingAt(int tsn) {
    Run run = ring[tsn & (ring.length - 1)];
    return run != null && run.first == tsn && !run.begins ? run : null;
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
          ring[run.first & (ring.length - 1)] = run;
        }
        ring[run.last & (ring.length - 1)] = run;
      }
    }
  }
}
