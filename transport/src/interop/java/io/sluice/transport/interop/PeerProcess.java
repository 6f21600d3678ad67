package io.sluice.transport.interop;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A peer that speaks the lines on its stdin and stdout; what it says on stderr goes to a file. */
final class PeerProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;
  private final File log;

  PeerProcess(List<String> command, Map<String, String> environment, File log) throws IOException {
    this.log = log;
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(log);
    builder.environment().putAll(environment);
    process = builder.start();
    out = process.inputReader(StandardCharsets.UTF_8);
  }

  /** The next line that begins so; a result that comes before is a failure; null at its end. */
  @Nullable String hear(String start) throws IOException {
    String line;
    while ((line = out.readLine()) != null) {
      if (line.startsWith(start)) {
        return line;
      }
      if (line.startsWith("RESULT ")) {
        throw new IOException("too early: " + line + "; its log is " + log);
      }
    }
    return null;
  }

  /** Gives it the other side's description. */
  void tell(@Nullable String line) throws IOException {
    if (line == null) {
      throw new IOException("the other side has said nothing");
    }
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** Its exit code, or -1 if it does not end. */
  int await(long seconds) throws InterruptedException {
    return process.waitFor(seconds, TimeUnit.SECONDS) ? process.exitValue() : -1;
  }

  /** Ends it, and what it started. */
  @Override
  public void close() {
    try (Stream<ProcessHandle> descendants = process.descendants()) {
      descendants.forEach(ProcessHandle::destroyForcibly);
    }
    process.destroyForcibly();
  }
}
