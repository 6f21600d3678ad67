package io.sluice.transport.sctp.api;

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
