package io.sluice.transport.sctp.api;

import java.util.List;

/** What happened to an association. */
public sealed interface SctpEvent {

  /**
   * The association is established: messages may be sent.
   *
   * @param outgoingStreams how many streams this side may send on: identifiers 0 to n - 1
   * @param incomingStreams how many streams the peer may send on
   */
  record Up(int outgoingStreams, int incomingStreams) implements SctpEvent {}

  /**
   * The peer has started the association again (RFC 9260 section 5.2.4.1): what was not delivered
   * in either direction is lost, and every stream begins anew.
   *
   * @param outgoingStreams as in {@link Up}
   * @param incomingStreams as in {@link Up}
   */
  record Restarted(int outgoingStreams, int incomingStreams) implements SctpEvent {}

  /**
   * The peer has reset streams it sends on (RFC 6525 section 5.2.2). Told only after the last
   * message from before the reset was taken.
   *
   * @param streamIds which
   */
  record IncomingReset(List<Integer> streamIds) implements SctpEvent {}

  /**
   * The peer has answered a request to reset streams of this side (RFC 6525 section 5.2.7).
   *
   * @param streamIds those of the request
   * @param performed whether their numbers begin at 0 again; else nothing has changed
   */
  record OutgoingReset(List<Integer> streamIds, boolean performed) implements SctpEvent {}

  /**
   * The bytes queued on a stream have fallen to its threshold, from above.
   *
   * @param streamId which
   */
  record BufferedAmountLow(int streamId) implements SctpEvent {}

  /**
   * The association has ended; it is the last event.
   *
   * @param detail for a log; may hold text chosen by the peer: escape it before showing
   */
  record Closed(Reason reason, String detail) implements SctpEvent {}

  /** Why an association ended. */
  enum Reason {
    /** Both sides agreed to end; every message sent before was delivered. */
    SHUTDOWN,
    /** The peer broke it off. */
    ABORTED_BY_PEER,
    /** This side broke it off: it was asked to, or the peer violated the protocol. */
    ABORTED,
    /** The peer answers no longer, or never did. */
    PEER_SILENT
  }
}
