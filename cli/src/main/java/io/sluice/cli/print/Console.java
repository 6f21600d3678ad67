package io.sluice.cli.print;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The process's surroundings.
 *
 * @param in standard input
 * @param out standard output, for results
 * @param data standard output as it is, for bytes: what goes wrong with it is not swallowed
 * @param err standard error, for talk
 * @param terminals which of the three are terminals
 * @param width columns of the terminal, asked anew for every line
 * @param environment the environment variables
 */
public record Console(
    InputStream in,
    PrintStream out,
    OutputStream data,
    PrintStream err,
    Terminals terminals,
    IntSupplier width,
    Map<String, String> environment) {

  /** Which standard streams are terminals. */
  public record Terminals(boolean in, boolean out, boolean err) {
    /**
     * As the launcher found them, since a JVM cannot tell one by one: a digit for each descriptor
     * that is a terminal. Without a launcher there is none.
     */
    public static Terminals of(@Nullable String digits) {
      return digits == null
          ? new Terminals(false, false, false)
          : new Terminals(digits.contains("0"), digits.contains("1"), digits.contains("2"));
    }
  }

  /** This console with all talk on standard error: standard output is for data. */
  public Console talkingOnError() {
    return talkingOn(err, terminals.err);
  }

  /** This console with its results, and so codes, somewhere else. */
  public Console talkingOn(PrintStream results, boolean terminal) {
    Terminals others = new Terminals(terminals.in, terminal, terminals.err);
    return new Console(in, results, data, err, others, width, environment);
  }

  /** Whether a question can be asked: it is shown on standard error. */
  public boolean canAsk() {
    return terminals.in && terminals.err;
  }

  /** Whether a line of standard error can be written anew. */
  public boolean canRewrite() {
    return terminals.err && !"dumb".equals(variable("TERM"));
  }

  /** Whether colours are wanted on standard error, as far as the environment says. */
  public boolean wantsColor() {
    return canRewrite() && variable("NO_COLOR") == null;
  }

  /** The value of a variable, or null if it is unset or empty. */
  public @Nullable String variable(String name) {
    String value = environment.get(name);
    return value == null || value.isEmpty() ? null : value;
  }
}
