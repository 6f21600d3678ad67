package io.sluice.cli.command;

import io.sluice.cli.print.LineInput;
import io.sluice.transport.api.TransportException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where the offerer gets a reply code from, if one is needed. */
interface Replies {
  /** No reply will come: this side answers. */
  Replies NONE = () -> null;

  /** A reply that has come in since the last call, or null. Does not wait. */
  @Nullable String poll() throws TransportException, InterruptedException;

  /** Whether a wrong reply ends the attempt: nobody is there to paste a better one. */
  default boolean isFinal() {
    return false;
  }

  /** What a person pastes while the offer waits. */
  static Replies typed(LineInput input) {
    return () -> input.takePaste(Duration.ZERO);
  }

  /** A file that a script writes when it has the reply. */
  static Replies file(String name, LineInput standardInput) {
    return new Replies() {
      private @Nullable LineInput lines;

      @Override
      public @Nullable String poll() throws TransportException, InterruptedException {
        if (lines == null) {
          if (!TextSource.exists(name)) {
            return null;
          }
          lines = TextSource.open(name, standardInput);
        }
        String reply = lines.takePaste(Duration.ZERO);
        if (reply == null && lines.hasEnded() && !name.equals("-")) {
          // Made but not yet written: look again.
          lines = null;
        }
        return reply;
      }

      @Override
      public boolean isFinal() {
        return true;
      }
    };
  }
}
