package io.sluice.transport.stream;

import io.sluice.transport.transfer.message.PipeData;
import io.sluice.transport.transfer.message.PipeEnd;
import org.jspecify.annotations.Nullable;

/** The direction in which the peer writes: never more than this side takes. */
final class Inflow {
  private final long window;
  private long granted;
  private long received;
  private long taken;
  private @Nullable PipeEnd end;
  private boolean closed;

  Inflow(long window) {
    this.window = window;
  }

  /** Grants the first window. */
  long open() {
    granted = window;
    return granted;
  }

  void data(PipeData data) throws ViolationException {
    if (end != null) {
      throw new ViolationException("data behind the end");
    }
    if (data.data().remaining() > granted - received) {
      throw new ViolationException("more data than there is room for");
    }
    received += data.data().remaining();
  }

  void end(PipeEnd announced) throws ViolationException {
    if (end != null) {
      throw new ViolationException("a second end");
    }
    if (granted == 0 || announced.length() != received) {
      throw new ViolationException(
          "an end at " + announced.length() + " bytes, of which " + received + " came");
    }
    end = announced;
  }

  /** What the peer says it has written, when all of it is here. */
  @Nullable PipeEnd end() {
    return end;
  }

  /**
   * The reader has taken so much.
   *
   * @return the new room in all if it is worth telling, else 0
   */
  long taken(long bytes) {
    taken += bytes;
    if (taken > received) {
      throw new IllegalStateException(taken + " bytes taken of " + received);
    }
    long room = taken + window;
    if (end != null || room - granted < window / 4) {
      return 0;
    }
    granted = room;
    return room;
  }

  void close() {
    closed = true;
  }

  /** Whether all was taken and found right. */
  boolean isClosed() {
    return closed;
  }
}
