package io.sluice.transport.api;

import java.nio.file.Path;
import java.util.List;

/** A transfer that the peer offers. Nothing is written before {@link #accept}. */
public interface IncomingTransfer extends Transfer {
  /**
   * What speaks against receiving into this target: names that are taken, a folder that cannot be
   * written, too little free space. Empty if nothing does.
   *
   * @param target as for {@link #accept}
   */
  List<FileProblem> obstacles(Path target);

  /**
   * How much room there is at a target.
   *
   * @param target as for {@link #accept}
   * @return in bytes; -1 if it is not known
   */
  long freeSpace(Path target);

  /**
   * Takes what is wanted of it.
   *
   * @param target an existing folder, to receive into it; or, for a transfer with one top-level
   *     entry, a path that does not exist yet in an existing folder, to receive under that name
   * @param decisions about the entries of {@link #manifest}
   */
  void accept(Path target, Decisions decisions);

  /** Takes everything. */
  default void accept(Path target) {
    accept(target, Decisions.TAKE_ALL);
  }

  /**
   * Declines, and tells the peer why.
   *
   * @param problem {@link Problem#REFUSED} if a person said no, or why it cannot be taken
   * @param reason a phrase for the peer's screen
   */
  void refuse(Problem problem, String reason);
}
