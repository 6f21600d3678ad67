package io.sluice.transport.sctp;

import io.sluice.transport.sctp.packet.OutgoingResetRequest;
import io.sluice.transport.sctp.packet.Packet;
import io.sluice.transport.sctp.packet.ReconfigResponse;
import io.sluice.transport.sctp.tx.DataSender;
import io.sluice.transport.sctp.tx.OutgoingStreams;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Resets of streams that this side sends on (RFC 6525 sections 5.1.2 and 5.2.7). A stream takes no
 * more messages from the moment its reset is wanted. The request follows when all that was queued
 * on it has a TSN; one request is on the way at a time (section 5.1.1).
 */
final class OutgoingResets {
  private final OutgoingStreams streams;
  private final DataSender sender;
  private final TreeSet<Integer> wanted = new TreeSet<>();
  private @Nullable OutgoingResetRequest request;
  private boolean putOff;
  private int nextNumber;

  /**
   * @param initialTsn of this side: with it the numbers of requests begin (section 4.1)
   */
  OutgoingResets(OutgoingStreams streams, DataSender sender, int initialTsn) {
    this.streams = streams;
    this.sender = sender;
    nextNumber = initialTsn;
  }

  void want(Set<Integer> streamIds) {
    for (int id : streamIds) {
      if (request == null || !request.streamIds().contains(id)) {
        streams.pause(id);
        wanted.add(id);
      }
    }
  }

  /**
   * The next request, when one can be made.
   *
   * @param answered the number of the peer's last request
   * @param pathMtu of which the request takes no more than a packet
   */
  @Nullable OutgoingResetRequest next(int answered, int pathMtu) {
    if (wanted.isEmpty() || request != null) {
      return null;
    }
    int most = (pathMtu - Packet.HEADER - OutgoingResetRequest.OVERHEAD) / 2;
    List<Integer> drained = new ArrayList<>();
    for (Iterator<Integer> ids = wanted.iterator(); ids.hasNext() && drained.size() < most; ) {
      int id = ids.next();
      if (!streams.hasQueued(id)) {
        drained.add(id);
        ids.remove();
      }
    }
    if (!drained.isEmpty()) {
      request = new OutgoingResetRequest(nextNumber++, answered, sender.lastTsn(), drained);
    }
    return drained.isEmpty() ? null : request;
  }

  /** The request that waits for its answer, or null. */
  @Nullable OutgoingResetRequest pending() {
    return request;
  }

  /** Whether this answers the request that waits. */
  boolean isAnsweredBy(ReconfigResponse response) {
    return request != null && request.number() == response.number();
  }

  /** The peer will perform the request later, and is to be asked again. */
  void putOff() {
    putOff = true;
  }

  /**
   * The request to send when the last one was not answered in time. One that was put off needs a
   * new number: under the old one it would be answered as before (section 5.2.1).
   */
  @Nullable OutgoingResetRequest again() {
    if (request != null && putOff) {
      putOff = false;
      request =
          new OutgoingResetRequest(
              nextNumber++, request.answered(), request.lastTsn(), request.streamIds());
    }
    return request;
  }

  /** Whether the peer has said that the request will take some time. */
  boolean isPutOff() {
    return putOff;
  }

  /** The request was answered for good. */
  void finish(boolean performed) {
    if (request != null) {
      request.streamIds().forEach(id -> streams.resume(id, performed));
    }
    request = null;
    putOff = false;
  }
}
