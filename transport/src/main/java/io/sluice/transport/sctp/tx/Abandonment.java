package io.sluice.transport.sctp.tx;

/**
 * Gives messages up that have been sent often enough, or are too old (<a
 * href="https://www.rfc-editor.org/rfc/rfc3758#section-3.5">RFC 3758 section 3.5</a>, policies of
 * RFC 7496 sections 3.1 and 3.2): all fragments of one, those that have not left too. A message
 * that has not begun to leave is forgotten, and the peer never hears of it; of others {@link
 * ForwardTsns} tells.
 *
 * <p>Chunks on the way are left alone: they may arrive. Each is given up when it is found to be
 * lost.
 */
final class Abandonment {
  private final SendQueue queue;
  private final InFlight flight;

  Abandonment(SendQueue queue, InFlight flight) {
    this.queue = queue;
    this.flight = flight;
  }

  /** Whether a chunk is to be sent again; lost ones before it that may not be are given up. */
  boolean hasRepeatable(long now) {
    while (flight.hasLost()) {
      int tsn = flight.firstLost();
      OutboundMessage message = flight.message(tsn);
      if (!message.abandoned && mayGoAgain(message, flight.repeats(tsn), now)) {
        return true;
      }
      flight.giveUp(tsn);
      abandon(message);
    }
    return false;
  }

  private static boolean mayGoAgain(OutboundMessage message, int repeats, long now) {
    return repeats < message.retransmissions && !message.hasExpired(now);
  }

  /** Gives up what has grown too old before all of it has left. */
  void expire(long now) {
    OutboundMessage message;
    while ((message = queue.nextToExpire()) != null && message.hasExpired(now)) {
      abandon(message);
    }
  }

  /** When something grows too old, or {@code Long.MAX_VALUE}. */
  long deadline() {
    OutboundMessage message = queue.nextToExpire();
    return message == null ? Long.MAX_VALUE : message.expiresAt;
  }

  private void abandon(OutboundMessage message) {
    if (message.abandoned) {
      return;
    }
    message.abandoned = true;
    if (message.isFragmented()) {
      return;
    }
    queue.drop(message);
    if (message.hasBegun()) {
      // The peer may have acknowledged all that has left, and wait for the rest: there must be a
      // TSN for FORWARD TSN to skip.
      flight.addGivenUp(message);
    }
  }
}
