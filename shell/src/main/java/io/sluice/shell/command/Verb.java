package io.sluice.shell.command;

import io.sluice.shell.session.Session;
import io.sluice.shell.view.Screen;
import io.sluice.transport.api.TransportException;
import java.util.List;

/** Something that can be typed at the prompt. */
public interface Verb {
  /** Whether the prompt comes back after a verb. */
  enum Then {
    PROMPT,
    QUIT
  }

  /** The word to type. */
  String name();

  /** The word with its arguments, for the help. */
  String usage();

  /** What it does, in a short sentence. */
  String summary();

  /** Whether its arguments are names of files, for completion. */
  default boolean takesPaths() {
    return false;
  }

  /** Whether its argument is a code, whose words are completed. */
  default boolean takesCode() {
    return false;
  }

  /**
   * Does it.
   *
   * @throws TransportException with a sentence for the user
   */
  Then run(List<String> arguments, Session session, Screen screen) throws TransportException;
}
