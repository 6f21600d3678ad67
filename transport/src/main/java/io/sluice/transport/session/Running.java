package io.sluice.transport.session;

import io.sluice.transport.api.Problem;
import io.sluice.transport.transfer.message.Content;
import io.sluice.transport.transfer.message.Message;
import io.sluice.transport.transfer.message.TransferMessage;
import org.jspecify.annotations.Nullable;

/**
 * A transfer under way, as the loop's thread drives it: its core, and its files behind the disk
 * threads.
 */
sealed interface Running permits Outgoing, Incoming {
  long id();

  /** A message of the peer's that belongs to it. */
  void receive(TransferMessage message);

  /** A message of the peer's that belongs to it and cannot be read. */
  void receiveMalformed(String why);

  /** Hands to the disk threads what the core wants done now. */
  void startWork();

  /** The next message for the control channel, or null. */
  @Nullable Message pollMessage();

  /** The next content for the peer, or null. */
  @Nullable Content pollContent();

  /** Whether the disk keeps up, so that more may be taken from the network. */
  boolean hasRoom();

  /** Tells other threads where it stands; whether it has ended and can be forgotten. */
  boolean settle(long now);

  /** Ends it, and tells the peer why. */
  void cancel(Problem problem, String reason);

  /** Lets no disk thread wait for what the peer or a user may never do. */
  default void release() {}

  /** Ends it after the connection has ended and the disk threads have stopped. */
  void interrupt(String reason, long now);
}
