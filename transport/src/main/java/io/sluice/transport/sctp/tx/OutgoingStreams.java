package io.sluice.transport.sctp.tx;

import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The streams of this side by their identifiers, and what their owner may do with one: weigh it,
 * watch how much waits on it, reset it.
 */
public final class OutgoingStreams {
  private final StreamSettings settings;
  private final ArrayDeque<OutgoingStream> low = new ArrayDeque<>();
  private @Nullable OutgoingStream[] streams = new @Nullable OutgoingStream[16];

  OutgoingStreams(StreamSettings settings) {
    this.settings = settings;
  }

  /** The stream of an identifier from 0 to 65534, made when it is used first. */
  OutgoingStream get(int id) {
    if (id >= streams.length) {
      streams = Arrays.copyOf(streams, Math.max(id + 1, 2 * streams.length));
    }
    OutgoingStream stream = streams[id];
    if (stream == null) {
      stream = new OutgoingStream(id, settings.weight(id), settings.lowThreshold(id));
      streams[id] = stream;
    }
    return stream;
  }

  private @Nullable OutgoingStream existing(int id) {
    return id < streams.length ? streams[id] : null;
  }

  /** The settings of a stream have changed. */
  public void settingsChanged(int id) {
    OutgoingStream stream = existing(id);
    if (stream != null) {
      stream.weight = settings.weight(id);
      stream.lowThreshold = settings.lowThreshold(id);
    }
  }

  /** Bytes that were taken and not put into packets yet. */
  public long bufferedAmount(int id) {
    OutgoingStream stream = existing(id);
    return stream == null ? 0 : stream.waitingBytes();
  }

  /** Bytes of a stream wait no longer. */
  void leave(OutgoingStream stream, int bytes) {
    if (stream.leave(bytes) && !stream.tellsLow) {
      stream.tellsLow = true;
      low.add(stream);
    }
  }

  /** A stream on which waiting bytes have fallen to their threshold, told once; -1 if none. */
  public int pollLow() {
    OutgoingStream stream = low.poll();
    if (stream == null) {
      return -1;
    }
    stream.tellsLow = false;
    return stream.id;
  }

  /** Takes nothing more on a stream, until {@link #resume}; what was taken is still sent. */
  public void pause(int id) {
    get(id).paused = true;
  }

  /** Whether a stream has bytes that were not given a TSN yet. */
  public boolean hasQueued(int id) {
    OutgoingStream stream = existing(id);
    return stream != null && stream.isWaiting();
  }

  /** Whether all that was taken on a stream has been acknowledged, or given up. */
  public boolean isQuiet(int id) {
    OutgoingStream stream = existing(id);
    return stream == null || stream.isQuiet();
  }

  /**
   * Takes messages on a stream again.
   *
   * @param anew whether the peer has reset it: its numbers begin at 0
   */
  public void resume(int id, boolean anew) {
    OutgoingStream stream = get(id);
    stream.paused = false;
    if (anew) {
      stream.resetNumbers();
    }
  }
}
