package io.sluice.shell;

import io.sluice.shell.command.Verb;
import io.sluice.shell.command.Verbs;
import io.sluice.shell.session.Session;
import io.sluice.shell.view.Plain;
import io.sluice.shell.view.Screen;
import io.sluice.shell.view.Style;
import io.sluice.transport.api.Node;
import io.sluice.transport.api.TransportException;
import java.io.IOException;
import java.util.List;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** Reads verbs from a terminal and runs them, until {@code quit} or the end of input. */
public final class Shell {
  private static final String PROMPT = "sluice> ";

  private final Verbs verbs = new Verbs();
  private final Session session;
  private final Screen screen;
  private final LineReader reader;

  private Shell(Node node, Terminal terminal, Style style) {
    this.reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("sluice")
            .parser(parser())
            .completer(new VerbCompleter(verbs))
            // A "!" in a file name is a "!".
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.BRACKETED_PASTE, true)
            .build();
    this.screen = new PromptScreen(reader, style);
    this.session = new Session(node, screen);
  }

  /** Runs a shell on this process's terminal. */
  public static void run(Node node, Style style) throws IOException {
    try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
      run(node, terminal, style);
    }
  }

  /** Runs a shell on a terminal; closes neither it nor the node. */
  public static void run(Node node, Terminal terminal, Style style) {
    Shell shell = new Shell(node, terminal, style);
    try (ProgressBar bar = new ProgressBar(terminal, shell.session)) {
      bar.start();
      shell.loop();
    } finally {
      shell.session.close();
    }
  }

  private void loop() {
    screen.print("Type pair to begin, help for more.");
    Verb.Then then = Verb.Then.PROMPT;
    while (then == Verb.Then.PROMPT) {
      List<String> words = read();
      if (words == null) {
        return;
      }
      then = run(words);
    }
  }

  /** The words of the next line, or null at the end of input. */
  private @Nullable List<String> read() {
    try {
      reader.readLine(PROMPT);
      return reader.getParsedLine().words().stream().filter(word -> !word.isBlank()).toList();
    } catch (UserInterruptException e) {
      screen.print("Type quit to leave.");
      return List.of();
    } catch (EndOfFileException e) {
      return null;
    }
  }

  private Verb.Then run(List<String> words) {
    if (words.isEmpty()) {
      return Verb.Then.PROMPT;
    }
    Verb verb = verbs.named(words.getFirst());
    List<String> arguments = words.subList(1, words.size());
    if (verb == null) {
      verb = verbs.forBare(words.getFirst());
      arguments = words;
    }
    if (verb == null) {
      screen.print("There is no \"" + Plain.of(words.getFirst()) + "\" here. Type help.");
      return Verb.Then.PROMPT;
    }
    try {
      return verb.run(arguments, session, screen);
    } catch (TransportException e) {
      screen.print(screen.style().bad(Plain.of(String.valueOf(e.getMessage()))));
      return Verb.Then.PROMPT;
    }
  }

  private static DefaultParser parser() {
    DefaultParser parser = new DefaultParser();
    // An open quote at the end of a line is a quote, not the start of a second line.
    parser.setEofOnUnclosedQuote(false);
    parser.setEofOnEscapedNewLine(false);
    return parser;
  }
}
