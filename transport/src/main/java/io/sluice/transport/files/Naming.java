package io.sluice.transport.files;

import io.sluice.transport.api.Decision;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;

/** How something that is complete gets its name, as was decided about who has that. */
final class Naming {
  /** What gives a name. */
  interface Step {
    void take(String name) throws IOException;
  }

  private final Decision decision;
  private final String name;
  private String given;

  /**
   * @param decision what to do if the name is taken
   * @param name its own
   */
  Naming(Decision decision, String name) {
    this.decision = decision;
    this.name = name;
    this.given = name;
  }

  /** The name that it got. */
  String given() {
    return given;
  }

  /**
   * Gives the name.
   *
   * @param ifFree gives it at once, and fails with {@link FileAlreadyExistsException} if it is
   *     taken
   * @param inPlace gives it at once, in place of a file or link that has it
   * @throws FileAlreadyExistsException if it is taken, and what was decided does not help
   */
  void give(Step ifFree, Step inPlace) throws IOException {
    switch (decision) {
      case TAKE -> ifFree.take(name);
      case REPLACE -> inPlace.take(name);
      case RENAME -> giveNext(ifFree);
      case SKIP -> throw new IllegalStateException("it was not wanted");
    }
  }

  /** Nobody can take a name between the look at it and the giving: there is no look. */
  private void giveNext(Step ifFree) throws IOException {
    for (int number = 0; number <= NumberedName.LAST; number++) {
      given = number == 0 ? name : NumberedName.of(name, number);
      try {
        ifFree.take(given);
        return;
      } catch (FileAlreadyExistsException taken) {
        // The next, then.
      }
    }
    throw new FileAlreadyExistsException(name);
  }
}
