package io.sluice.shell.command;

import io.sluice.shell.session.Session;
import io.sluice.shell.view.DeviceText;
import io.sluice.shell.view.Screen;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.util.List;
import java.util.Locale;

/** {@code verify} shows the safety words and asks whether the other screen shows them too. */
public final class Verify implements Verb {
  @Override
  public String name() {
    return "verify";
  }

  @Override
  public String usage() {
    return "verify";
  }

  @Override
  public String summary() {
    return "compare words with the other side, to know that nobody sits between";
  }

  @Override
  public Then run(List<String> arguments, Session session, Screen screen)
      throws TransportException {
    screen.print(DeviceText.words(session.safetyWords(), screen.style()));
    String answer = screen.ask(DeviceText.WORDS_QUESTION);
    switch (answer == null ? "" : answer.strip().toLowerCase(Locale.ROOT)) {
      case "yes" -> session.wordsMatch();
      case "no" -> session.wordsDiffer();
      default ->
          throw new TransportException(
              Problem.OTHER, "Nothing was decided. Type verify again, and then yes or no.");
    }
    return Then.PROMPT;
  }
}
