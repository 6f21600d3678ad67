package io.sluice.cli.demo;

import io.sluice.shell.view.Plain;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Another process of this program, and the lines that it writes. */
final class Child implements AutoCloseable {
  private static final int MOST_LINES = 1000;
  private static final Duration TO_END = Duration.ofSeconds(2);

  private final String name;
  private final Process process;
  private final Thread hook;
  private final List<String> results = new ArrayList<>();
  private final List<String> talk = new ArrayList<>();

  private Child(String name, Process process) {
    this.name = name;
    this.process = process;
    this.hook = new Thread(process::destroy, "end of " + name);
    Runtime.getRuntime().addShutdownHook(hook);
    collect(process.getInputStream(), results);
    collect(process.getErrorStream(), talk);
  }

  /** Starts this program once more. */
  static Child start(String name, List<String> arguments, Map<String, String> variables)
      throws IOException {
    List<String> command = new ArrayList<>(ownCommand());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("SLUICE_CODE");
    builder.environment().putAll(variables);
    Process process = builder.start();
    process.getOutputStream().close();
    return new Child(name, process);
  }

  /** The launcher that started this process; without one, the same Java with the same classes. */
  private static List<String> ownCommand() {
    String launcher = System.getProperty("sluice.launcher");
    return launcher != null
        ? List.of(launcher)
        : List.of(
            System.getProperty("java.home") + "/bin/java",
            "-cp",
            System.getProperty("java.class.path"),
            "io.sluice.cli.Main");
  }

  /** Waits for the first line of results. */
  String firstResult(Duration patience) throws TransportException, InterruptedException {
    return await(patience, "a code", lines -> lines.stream().findFirst(), results);
  }

  /** Waits for a line of talk that begins so, and returns it. */
  String talkWith(String beginning, Duration patience)
      throws TransportException, InterruptedException {
    return await(
        patience,
        "\"" + beginning + "\"",
        lines -> lines.stream().filter(line -> line.startsWith(beginning)).findFirst(),
        talk);
  }

  /** Waits for the end, which must be a good one. */
  void awaitSuccess(Duration patience) throws TransportException, InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw failure(Problem.TIMEOUT, "did not end");
    }
    if (process.exitValue() != 0) {
      throw failure(Problem.OTHER, "ended with exit code " + process.exitValue());
    }
  }

  private String await(
      Duration patience,
      String what,
      Function<List<String>, Optional<String>> find,
      List<String> lines)
      throws TransportException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    synchronized (lines) {
      while (true) {
        Optional<String> found = find.apply(lines);
        if (found.isPresent()) {
          return found.get();
        }
        if (System.nanoTime() > deadline || !process.isAlive()) {
          break;
        }
        lines.wait(50);
      }
    }
    throw failure(Problem.OTHER, "gave no " + what);
  }

  private TransportException failure(Problem problem, String what) {
    StringBuilder message = new StringBuilder("The " + name + " " + what + ".");
    synchronized (talk) {
      talk.forEach(line -> message.append(" It said: ").append(Plain.of(line)));
    }
    return new TransportException(problem, message.toString());
  }

  private void collect(InputStream in, List<String> lines) {
    Thread.ofPlatform()
        .daemon()
        .name(name)
        .start(
            () -> {
              try (var reader =
                  new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                  add(lines, line);
                }
              } catch (IOException e) {
                // The process was ended: there is nothing more to read.
              }
            });
  }

  private static void add(List<String> lines, String line) {
    synchronized (lines) {
      if (lines.size() < MOST_LINES) {
        lines.add(line);
      }
      lines.notifyAll();
    }
  }

  /** Ends the process if it has not ended: kindly, then by force. */
  @Override
  public void close() {
    try {
      process.destroy();
      if (!process.waitFor(TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IllegalStateException e) {
      // The JVM ends already, and the hook with it ends the process.
    }
  }
}
