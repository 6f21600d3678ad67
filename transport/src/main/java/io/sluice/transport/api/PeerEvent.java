package io.sluice.transport.api;

/** What a peer, or the connection to it, did. */
public sealed interface PeerEvent {
  /** The peer offers files: answer with {@code accept} or {@code refuse}. */
  record Offered(IncomingTransfer transfer) implements PeerEvent {}

  /** The peer has agreed to what this side offered, and bytes begin to move. */
  record Accepted(Transfer transfer) implements PeerEvent {}

  /**
   * A transfer, of either direction, stands still until there is room on the receiver's disk.
   *
   * @param reason a phrase for the user, safe to show
   */
  record Paused(Transfer transfer, String reason) implements PeerEvent {}

  /** A paused transfer goes on. */
  record Resumed(Transfer transfer) implements PeerEvent {}

  /** A transfer, of either direction, came to its end. */
  record Finished(Transfer transfer, TransferResult result) implements PeerEvent {}

  /**
   * The peer's user says something.
   *
   * @param text its text, so {@link PeerText#lines} it before showing it; at most 60,000 bytes
   */
  record Text(String text) implements PeerEvent {}

  /** The peer's program has taken the oldest text of {@link Peer#say} that it had not yet. */
  record TextTaken() implements PeerEvent {}

  /** The peer asks for a pipe: answer with {@link Peer#pipe} or {@link Peer#refusePipe}. */
  record PipeAsked() implements PeerEvent {}

  /** The peer's user has found the safety words the same; that proves nothing to this side. */
  record WordsMatched() implements PeerEvent {}

  /**
   * Both sides want to meet again without a code, and can from now on.
   *
   * @param device the peer, as it is known here
   */
  record Remembered(KnownDevice device) implements PeerEvent {}

  /** What is to be kept of the peer could not be kept. */
  record NotRemembered(TransportException reason) implements PeerEvent {}

  /**
   * Somebody else came with the code of this session, and was turned away: the code is in more
   * hands than one.
   */
  record CodeTriedAgain() implements PeerEvent {}

  /**
   * Nothing has been heard from the peer for a while. For some minutes this side waits for it, and
   * all that is under way waits too.
   */
  record Silent() implements PeerEvent {}

  /** The peer that was silent is heard again: what has waited goes on. */
  record Heard() implements PeerEvent {}

  /** The peer closed the session in good order. The last event. */
  record Left() implements PeerEvent {}

  /** The connection was lost. The last event. */
  record Lost(TransportException reason) implements PeerEvent {}
}
