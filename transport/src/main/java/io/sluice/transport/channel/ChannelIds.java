package io.sluice.transport.channel;

import java.util.BitSet;

/**
 * Which ids are in use. An id that was a channel's is free again when its stream was reset in both
 * directions (RFC 8831 section 6.7), and never if one of them cannot be reset.
 */
final class ChannelIds {
  private final boolean even;
  private final BitSet taken = new BitSet();
  private final BitSet known = new BitSet();
  private final BitSet resetByUs = new BitSet();
  private final BitSet resetByPeer = new BitSet();
  private int streams = DataChannels.MAX_ID + 1;

  /**
   * @param even whether the ids that this side chooses are even (RFC 8832 section 6)
   */
  ChannelIds(boolean even) {
    this.even = even;
  }

  /** Ids have streams from 0 to before {@code count} only. */
  void limit(int count) {
    streams = Math.min(count, DataChannels.MAX_ID + 1);
  }

  boolean hasStream(int id) {
    return id < streams;
  }

  /** Whether the peer may choose the id. */
  boolean isPeers(int id) {
    return (id % 2 == 0) != even;
  }

  boolean isTaken(int id) {
    return taken.get(id);
  }

  /** Whether the id is, or ever was, taken. */
  boolean isKnown(int id) {
    return known.get(id);
  }

  /** The first free id of this side's parity, or -1. */
  int firstFree() {
    int id = taken.nextClearBit(even ? 0 : 1);
    while (isPeers(id)) {
      id = taken.nextClearBit(id + 1);
    }
    return hasStream(id) ? id : -1;
  }

  void take(int id) {
    taken.set(id);
    known.set(id);
  }

  void free(int id) {
    taken.clear(id);
    resetByUs.clear(id);
    resetByPeer.clear(id);
  }

  void freeAll() {
    taken.clear();
    resetByUs.clear();
    resetByPeer.clear();
  }

  /** This side's stream was reset; returns whether the id is free now. */
  boolean noteOutgoingReset(int id) {
    return note(id, resetByUs, resetByPeer);
  }

  /** The peer's stream was reset; returns whether the id is free now. */
  boolean noteIncomingReset(int id) {
    return note(id, resetByPeer, resetByUs);
  }

  private boolean note(int id, BitSet direction, BitSet other) {
    if (!taken.get(id)) {
      return false;
    }
    direction.set(id);
    if (other.get(id)) {
      free(id);
      return true;
    }
    return false;
  }
}
