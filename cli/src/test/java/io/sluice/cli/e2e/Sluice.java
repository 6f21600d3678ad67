package io.sluice.cli.e2e;

import io.sluice.shell.fake.Transcript;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of the packaged program. */
final class Sluice implements AutoCloseable {
  private static final Path APPLICATION = Path.of("target", "sluice").toAbsolutePath();

  /** Devices, peers and journals of tests: not those of who runs them. */
  private static final Path HOME = APPLICATION.resolveSibling("home");

  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final List<Thread> readers = new ArrayList<>();
  final Transcript out = new Transcript();
  final Transcript err = new Transcript();

  private Sluice(Process process, boolean rawOutput) {
    this.process = process;
    if (!rawOutput) {
      readers.add(copy(process.getInputStream(), out));
    }
    readers.add(copy(process.getErrorStream(), err));
  }

  /** How a process is to be started. */
  static final class Start {
    private final List<String> before = new ArrayList<>();
    private final Map<String, String> variables = new HashMap<>();
    private Path folder = Path.of("").toAbsolutePath();
    private boolean rawOutput;
    private String terminals = "";

    /** In this folder. */
    Start in(Path where) {
      folder = where;
      return this;
    }

    Start with(String variable, String value) {
      variables.put(variable, value);
      return this;
    }

    /** With a standard output that the test reads itself, from {@link Sluice#data}. */
    Start withRawOutput() {
      rawOutput = true;
      return this;
    }

    /** With no file larger than this: what a full disk is, for a test that may not fill one. */
    Start withFilesUpTo(int kibibytes) {
      before.addAll(List.of("/bin/sh", "-c", "ulimit -f " + kibibytes * 2 + "; exec \"$@\"", "sh"));
      return this;
    }

    /** On a machine of its own: a network namespace of this one. */
    Start inNamespace(String name) {
      before.addAll(List.of("ip", "netns", "exec", name));
      return this;
    }

    /** On a terminal of its own: what it says, on whichever stream, is in {@link Sluice#out}. */
    Start onTerminal() {
      String spawn =
          "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))";
      before.addAll(List.of("python3", "-c", spawn));
      terminals = "012";
      return this;
    }

    Sluice run(String... arguments) throws IOException {
      List<String> command = new ArrayList<>(before);
      command.addAll(java(terminals));
      command.addAll(List.of(arguments));
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("SLUICE_"));
      builder.environment().put("LC_ALL", "C.UTF-8");
      builder.environment().put("SLUICE_HOME", HOME.toString());
      builder.environment().putAll(variables);
      return new Sluice(builder.start(), rawOutput);
    }
  }

  /**
   * Java with this program, as the launcher starts it.
   *
   * @param terminals which descriptors are some
   */
  private static List<String> java(String terminals) {
    return List.of(
        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
        "-Xmx192m",
        "-Dsluice.terminals=" + terminals,
        "-XX:+UseSerialGC",
        "-Xlog:disable",
        "-Xlog:all=error:stderr",
        "-XX:CompileCommand=quiet",
        "-XX:CompileCommand=CompileThresholdScaling,com.sun.crypto.provider.*::*,0.1",
        "-XX:CompileCommand=CompileThresholdScaling,sun.security.provider.*::*,0.1",
        "-XX:Tier4InvocationThreshold=40000",
        "-XX:Tier4MinInvocationThreshold=10000",
        "-XX:Tier4CompileThreshold=120000",
        "-XX:Tier4BackEdgeThreshold=320000",
        "-XX:AOTCache=" + APPLICATION.resolve("sluice.aot"),
        "-jar",
        APPLICATION.resolve("lib").resolve("sluice-cli.jar").toString());
  }

  /** The code on standard output. */
  String code() throws InterruptedException {
    out.await("\n");
    return out.toString().lines().findFirst().orElseThrow();
  }

  /** Writes to the process's standard input, and leaves it open. */
  void type(String text) throws IOException {
    process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** Its standard input. */
  OutputStream input() {
    return process.getOutputStream();
  }

  /** Its standard output, if it is raw. */
  InputStream data() {
    return process.getInputStream();
  }

  /** Waits for the end. */
  int exit() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("it does not end; it said:\n" + err);
    }
    for (Thread reader : readers) {
      reader.join();
    }
    return process.exitValue();
  }

  boolean isRunning() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Sends a signal by its name. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
        .inheritIO()
        .start()
        .waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static Thread copy(InputStream in, Transcript to) {
    return Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try (in) {
                in.transferTo(to);
              } catch (IOException e) {
                // The process was killed.
              }
            });
  }
}
