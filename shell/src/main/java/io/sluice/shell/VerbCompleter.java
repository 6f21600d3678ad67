package io.sluice.shell;

import io.sluice.shell.command.Paths;
import io.sluice.shell.command.Verb;
import io.sluice.shell.command.Verbs;
import io.sluice.transport.Transport;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes verbs, and names of files or words of codes behind the verbs that take them. */
final class VerbCompleter implements Completer {
  private static final int MOST = 1000;

  private final Verbs verbs;

  VerbCompleter(Verbs verbs) {
    this.verbs = verbs;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    if (line.wordIndex() == 0) {
      for (Verb verb : verbs.all()) {
        candidates.add(
            new Candidate(verb.name(), verb.name(), null, verb.summary(), null, null, true));
      }
      return;
    }
    Verb verb = verbs.named(line.words().getFirst());
    if (verb == null) {
      return;
    }
    String typed = line.word().substring(0, line.wordCursor());
    if (verb.takesPaths()) {
      addFiles(typed, candidates);
    } else if (verb.takesCode()) {
      addCodes(typed, candidates);
    }
  }

  /** Completes the last word of a short code, as in {@code 7-ot}. */
  private static void addCodes(String typed, List<Candidate> candidates) {
    for (String code : Transport.codeCompletions(typed)) {
      boolean isWhole = !code.endsWith("-");
      String word = code.substring(code.lastIndexOf('-', code.length() - 2) + 1);
      candidates.add(new Candidate(code, word, null, null, null, null, isWhole));
    }
  }

  private static void addFiles(String typed, List<Candidate> candidates) {
    String folder = typed.substring(0, typed.lastIndexOf('/') + 1);
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(Path.of(Paths.expandHome(folder)))) {
      for (Path file : files) {
        if (candidates.size() == MOST) {
          return;
        }
        candidates.add(candidate(folder, file));
      }
    } catch (IOException | InvalidPathException e) {
      // A folder that cannot be read completes to nothing.
    }
  }

  private static Candidate candidate(String folder, Path file) {
    String name = String.valueOf(file.getFileName());
    boolean isFolder = Files.isDirectory(file);
    return isFolder
        ? new Candidate(folder + name + "/", name + "/", null, null, null, null, false)
        : new Candidate(folder + name, name, null, null, null, null, true);
  }
}
