package io.sluice.transport.api;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An attempt to reach one peer, from its code to the connected {@link Peer}. */
public interface Pairing extends AutoCloseable {
  /** The code to show: an offer for who began, a reply for who answered. */
  PairingCode code();

  /** Sentences for the user about what did not work, but does not prevent a connection. */
  List<String> notices();

  /**
   * At the side that offered: takes the other side's reply code, so that both try to reach each
   * other.
   *
   * @throws TransportException with {@link Problem#CODE} if it is no reply to this offer; the
   *     attempt goes on
   */
  void reply(String code) throws TransportException;

  /**
   * Waits for the peer.
   *
   * @return the peer, or null if there is none after {@code patience}
   * @throws TransportException if the attempt failed for good: the code expired, or the deadline of
   *     {@link Options#connectWithin} passed
   */
  @Nullable Peer await(Duration patience) throws TransportException, InterruptedException;

  /** Ends the attempt, unless it has given a peer: that lives on. */
  @Override
  void close();
}
