package io.sluice.cli.print;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The columns of the controlling terminal, as {@code stty} tells them every few seconds. */
public final class TerminalWidth implements IntSupplier {
  /** What people have assumed since the punched card. */
  public static final int USUAL = 80;

  private static final Pattern SIZE = Pattern.compile("[0-9]+ ([0-9]{1,4})");
  private static final File TERMINAL = new File("/dev/tty");
  private static final long LIFE = Duration.ofSeconds(3).toNanos();

  private long asked = System.nanoTime() - LIFE;
  private int columns = USUAL;

  @Override
  public synchronized int getAsInt() {
    if (System.nanoTime() - asked >= LIFE) {
      columns = ask();
      asked = System.nanoTime();
    }
    return columns;
  }

  private static int ask() {
    try {
      Process stty = new ProcessBuilder("stty", "size").redirectInput(TERMINAL).start();
      try (var out = stty.getInputStream()) {
        String text = new String(out.readNBytes(64), StandardCharsets.US_ASCII);
        stty.waitFor(1, TimeUnit.SECONDS);
        return parse(text);
      } finally {
        stty.destroy();
      }
    } catch (IOException e) {
      return USUAL;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return USUAL;
    }
  }

  /** The second number of {@code ROWS COLUMNS}; the usual width if there is no sensible one. */
  static int parse(String size) {
    Matcher matcher = SIZE.matcher(size.strip());
    if (!matcher.matches()) {
      return USUAL;
    }
    int columns = Integer.parseInt(matcher.group(1));
    return columns == 0 ? USUAL : columns;
  }
}
