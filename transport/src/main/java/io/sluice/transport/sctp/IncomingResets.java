package io.sluice.transport.sctp;

import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.packet.OutgoingResetRequest;
import io.sluice.transport.sctp.packet.ReconfigResponse;
import io.sluice.transport.sctp.packet.Tsn;
import io.sluice.transport.sctp.rx.DataReceiver;
import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Resets of streams that the peer sends on (RFC 6525 section 5.2.2): performed once everything from
 * before has arrived, told once all of that was taken.
 */
final class IncomingResets {
  /** So many streams may be reset and untold; a reset beyond that waits. */
  private static final int MOST_UNTOLD = 1_024;

  private final DataReceiver receiver;
  private final int streams;
  private final ArrayDeque<Untold> untold = new ArrayDeque<>();
  private int untoldStreams;
  private @Nullable OutgoingResetRequest waiting;
  private @Nullable OutgoingResetRequest performed;

  /**
   * @param streams how many the peer may send on
   */
  IncomingResets(DataReceiver receiver, int streams) {
    this.receiver = receiver;
    this.streams = streams;
  }

  /**
   * A reset that was performed.
   *
   * @param after how many messages must have been taken before it is told
   */
  private record Untold(List<Integer> streamIds, long after) {}

  /** The peer wants a reset that it did not want before; returns a result. */
  int request(OutgoingResetRequest request) {
    if (request.streamIds().stream().anyMatch(id -> id >= streams)) {
      return ReconfigResponse.WRONG_STREAM;
    }
    if (isLikeTheLast(request)) {
      return ReconfigResponse.NOTHING_TO_DO;
    }
    // One that still waits is given up: a peer that was put off asks again with a new number.
    waiting = request;
    return performWaiting() == null ? ReconfigResponse.IN_PROGRESS : ReconfigResponse.PERFORMED;
  }

  /**
   * Whether it was performed already. A peer that was put off may have asked again before it heard;
   * and without a chunk in between there is nothing to reset.
   */
  private boolean isLikeTheLast(OutgoingResetRequest request) {
    return performed != null
        && performed.lastTsn() == request.lastTsn()
        && performed.streamIds().equals(request.streamIds());
  }

  /**
   * Performs the reset that waits, if it can be now.
   *
   * @return its request, which is to be answered
   */
  @Nullable OutgoingResetRequest performWaiting() {
    OutgoingResetRequest request = waiting;
    if (request == null || Tsn.after(request.lastTsn(), receiver.cumulativeTsn())) {
      return null;
    }
    List<Integer> ids = request.streamIds();
    List<Integer> distinct =
        ids.isEmpty()
            ? IntStream.range(0, streams).boxed().toList()
            : ids.stream().distinct().toList();
    if (untoldStreams > 0 && untoldStreams + distinct.size() > MOST_UNTOLD) {
      return null;
    }
    waiting = null;
    performed = request;
    receiver.reset(distinct);
    untold.add(new Untold(distinct, receiver.messagesReady()));
    untoldStreams += distinct.size();
    return request;
  }

  /** A reset whose earlier messages have all been taken, or null. */
  SctpEvent.@Nullable IncomingReset poll() {
    Untold first = untold.peek();
    if (first == null || receiver.messagesTaken() < first.after) {
      return null;
    }
    untold.remove();
    untoldStreams -= first.streamIds.size();
    return new SctpEvent.IncomingReset(first.streamIds);
  }
}
