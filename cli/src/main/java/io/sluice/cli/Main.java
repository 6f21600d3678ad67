package io.sluice.cli;

import io.sluice.cli.command.Context;
import io.sluice.cli.command.Program;
import io.sluice.cli.print.Console;
import io.sluice.cli.print.Release;
import io.sluice.cli.print.TerminalWidth;
import io.sluice.transport.Transport;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where the program starts. */
public final class Main {
  private Main() {}

  /** Runs the command line and ends the JVM with its exit code. */
  public static void main(String[] args) {
    // Asked by scripts, and first of all by whoever wonders whether it is installed: no parser.
    if (args.length == 1 && args[0].equals("--version")) {
      System.out.println(Release.line());
      return;
    }
    if (System.getenv("SLUICE_DEBUG") == null) {
      // What a thread in the background dies of is no use to anybody but us.
      Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {});
    }
    // Exits even if some library left a thread behind.
    System.exit(new Program(new Context(console(), Transport::open)).run(args));
  }

  private static Console console() {
    return new Console(
        System.in,
        stream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.out),
        stream(FileDescriptor.err),
        Console.Terminals.of(System.getProperty("sluice.terminals")),
        new TerminalWidth(),
        System.getenv());
  }

  /** UTF-8 whatever the locale: a terminal that shows anything else has become rare. */
  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }
}
