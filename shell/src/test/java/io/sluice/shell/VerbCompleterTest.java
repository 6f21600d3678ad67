package io.sluice.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.shell.command.Verbs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Parser;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;

class VerbCompleterTest {
  @Test
  void theWordsOfAShortCodeAreCompletedOneByOne() throws IOException {
    assertEquals(
        List.of("7-ocean-", "7-ocelot-", "7-octagon-", "7-octopus-"), complete("pair 7-oc"));
    assertEquals(List.of("7-ocelot-yoga"), complete("receive 7-ocelot-yo"));
    assertEquals(List.of(), complete("receive 7"));
  }

  @Test
  void verbsAreCompleted() throws IOException {
    assertEquals(true, complete("re").contains("receive"));
  }

  private static List<String> complete(String line) throws IOException {
    try (Terminal terminal =
        new DumbTerminal(
            "test",
            Terminal.TYPE_DUMB,
            new ByteArrayInputStream(new byte[0]),
            new ByteArrayOutputStream(),
            StandardCharsets.UTF_8)) {
      LineReader reader = LineReaderBuilder.builder().terminal(terminal).build();
      List<Candidate> candidates = new ArrayList<>();
      new VerbCompleter(new Verbs())
          .complete(
              reader,
              new DefaultParser().parse(line, line.length(), Parser.ParseContext.COMPLETE),
              candidates);
      return candidates.stream().map(Candidate::value).toList();
    }
  }
}
