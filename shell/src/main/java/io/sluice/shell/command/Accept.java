package io.sluice.shell.command;

import io.sluice.shell.session.Session;
import io.sluice.shell.view.Screen;
import io.sluice.transport.api.ConflictPolicy;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code accept [DIR] [--overwrite|--update|--rename|--skip]} receives what is offered. */
public final class Accept implements Verb {
  @Override
  public String name() {
    return "accept";
  }

  @Override
  public String usage() {
    return "accept [DIR] [--overwrite|--update|--rename|--skip]";
  }

  @Override
  public String summary() {
    return "receive what is offered, here or into DIR";
  }

  @Override
  public boolean takesPaths() {
    return true;
  }

  @Override
  public Then run(List<String> arguments, Session session, Screen screen)
      throws TransportException {
    ConflictPolicy policy = ConflictPolicy.FAIL;
    Path target = null;
    for (String argument : arguments) {
      ConflictPolicy named = policy(argument);
      if (named != null) {
        policy = named;
      } else if (target == null) {
        target = Paths.of(argument);
      } else {
        throw new TransportException(Problem.OTHER, "One folder at most: " + usage() + ".");
      }
    }
    session.accept(target == null ? Path.of("") : target, policy);
    return Then.PROMPT;
  }

  private static @Nullable ConflictPolicy policy(String argument) {
    return switch (argument) {
      case "--overwrite" -> ConflictPolicy.OVERWRITE;
      case "--update" -> ConflictPolicy.UPDATE;
      case "--rename" -> ConflictPolicy.RENAME;
      case "--skip" -> ConflictPolicy.SKIP;
      default -> null;
    };
  }
}
