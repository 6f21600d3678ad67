package io.sluice.transport.session;

import io.sluice.transport.api.PeerText;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import io.sluice.transport.transfer.message.Goodbye;
import org.jspecify.annotations.Nullable;

/**
 * Why one side ends a session that the other would go on with.
 *
 * @param why for this side's user
 * @param told a phrase for the other user
 */
record Ending(TransportException why, String told) {
  /** The peer, or who sits between, is not who it should be. */
  static Ending unverified(String why, String told) {
    return new Ending(new TransportException(Problem.VERIFICATION, why), told);
  }

  /** The user has compared the safety words, and they are not the same. */
  static Ending wordsDiffer() {
    return unverified(
        "The safety words differ, so somebody may sit between the two of you: the session is over."
            + " Pair again, with a new code that goes another way; if they differ again, send"
            + " nothing over this network.",
        "the safety words differ, so somebody may sit between the two of you");
  }

  Goodbye goodbye() {
    return new Goodbye(why.problem(), told);
  }

  /** What the peer's goodbye has against this side, or null if it leaves in good order. */
  static @Nullable TransportException complaint(Goodbye goodbye) {
    Problem problem = goodbye.problem();
    return problem == null
        ? null
        : new TransportException(
            problem, "The other side ended the session: " + PeerText.escape(goodbye.reason()));
  }
}
