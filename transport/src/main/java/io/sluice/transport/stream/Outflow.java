package io.sluice.transport.stream;

/** The direction in which this side writes: never more than the peer takes. */
final class Outflow {
  private long room;
  private long sent;
  private boolean ended;
  private boolean closed;

  void room(long total) throws ViolationException {
    if (total < room) {
      throw new ViolationException("room that shrinks");
    }
    room = total;
  }

  /** How many bytes may be sent now. */
  long room() {
    return ended ? 0 : room - sent;
  }

  void sent(int bytes) {
    if (bytes > room()) {
      throw new IllegalStateException(bytes + " bytes where there is room for " + room());
    }
    sent += bytes;
  }

  /**
   * Nothing follows.
   *
   * @return what was sent in all
   */
  long end() {
    if (ended) {
      throw new IllegalStateException("a second end");
    }
    ended = true;
    return sent;
  }

  /** The peer has taken all. */
  void close() throws ViolationException {
    if (!ended || closed) {
      throw new ViolationException("all is taken before it is sent");
    }
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }
}
