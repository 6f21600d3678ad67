package io.sluice.cli.print;

import io.sluice.shell.view.Clipboard;
import io.sluice.shell.view.CodePanel;
import io.sluice.shell.view.ConsentText;
import io.sluice.shell.view.DeviceText;
import io.sluice.shell.view.OfferText;
import io.sluice.shell.view.Plain;
import io.sluice.shell.view.ProgressLine;
import io.sluice.shell.view.QrCode;
import io.sluice.shell.view.RateMeter;
import io.sluice.shell.view.ResultText;
import io.sluice.shell.view.ResultText.Side;
import io.sluice.shell.view.Style;
import io.sluice.transport.api.FileProblem;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.PairingCode;
import io.sluice.transport.api.PathInfo;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.PeerText;
import io.sluice.transport.api.Progress;
import io.sluice.transport.api.Prospect;
import io.sluice.transport.api.TransferResult;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Says it in words. */
public final class TextPrinter implements Printer {
  /** How much it says. */
  public enum Talk {
    /** Codes, questions and failures only. */
    QUIET,
    NORMAL,
    /** With lines that a program can read: how the demo learns what its children did. */
    VERBOSE
  }

  private final Console console;
  private final Talk talk;
  private final Style style;
  private final CodeDisplay display;
  private final RateMeter rate = new RateMeter();
  private boolean lineIsOpen;
  private boolean questionIsOpen;
  private boolean closed;

  public TextPrinter(Console console, Talk talk, Style style, CodeDisplay display) {
    this.console = console;
    this.talk = talk;
    this.style = style;
    this.display = display;
  }

  @Override
  public synchronized void code(PairingCode code) {
    if (closed) {
      return;
    }
    showText(code);
    if (display.qr()) {
      QrCode.of(code.text()).lines(style).forEach(this::say);
    }
    if (display.copied()) {
      copy(code.text());
    }
  }

  private void showText(PairingCode code) {
    PrintStream out = console.out();
    if (!console.terminals().out()) {
      out.println(code.text());
      out.flush();
      return;
    }
    CodePanel panel = CodePanel.forCommand(code, Instant.now());
    panel.before().forEach(this::talk);
    out.println("    " + style.bold(panel.code()));
    out.flush();
    panel.after().forEach(this::talk);
  }

  private void copy(String code) {
    if (console.canRewrite()) {
      console.err().print(Clipboard.sequence(code));
      talk("The code is in the clipboard, if this terminal allows it.");
    } else {
      warning("The code was not copied: there is no terminal that could.");
    }
  }

  @Override
  public synchronized void connected(Peer peer, Duration took) {
    PathInfo path = peer.path();
    if (talk == Talk.VERBOSE) {
      talk(
          "connected: %s/%s %s in %d ms"
              .formatted(
                  path.localType(), path.remoteType(), address(path.remote()), took.toMillis()));
      talk("sealed with: " + path.cipher());
      if (!path.cipherRemark().isEmpty()) {
        talk("note: " + path.cipherRemark());
      }
    } else {
      talk("Connected to " + DeviceText.describe(peer) + ".");
    }
  }

  @Override
  public synchronized void offered(
      Manifest manifest, Prospect prospect, List<FileProblem> obstacles) {
    talk("The other side offers " + OfferText.summary(manifest, prospect.freeSpace()) + ":");
    OfferText.entries(manifest).forEach(line -> talk("  " + line));
    OfferText.warnings(manifest).forEach(line -> warning("Look twice: " + line));
    ConsentText.prospect(manifest, prospect).forEach(this::warning);
    if (!obstacles.isEmpty()) {
      failure("It cannot be received there:");
      OfferText.problems(obstacles).forEach(line -> failure("  " + line));
    }
  }

  @Override
  public synchronized void lines(List<String> lines) {
    lines.forEach(this::say);
  }

  @Override
  public synchronized void progress(Progress progress) {
    if (closed || talk == Talk.QUIET || !console.canRewrite()) {
      return;
    }
    double speed = rate.update(System.nanoTime(), progress.bytes());
    if (progress.phase() == Progress.Phase.RUNNING) {
      String line = ProgressLine.render(progress, speed, console.width().getAsInt());
      console.err().print("\r" + line + "\u001b[K");
      console.err().flush();
      lineIsOpen = true;
    }
  }

  @Override
  public synchronized void text(String text) {
    if (closed) {
      return;
    }
    wipe();
    PrintStream out = console.out();
    if (console.terminals().out()) {
      PeerText.lines(text).forEach(out::println);
    } else {
      out.print(text.endsWith("\n") ? text : text + "\n");
    }
    out.flush();
  }

  @Override
  public synchronized void result(Side side, Manifest manifest, TransferResult result) {
    List<String> lines = ResultText.lines(side, manifest, result);
    if (result.isComplete()) {
      talk(style.good(lines.getFirst()));
    } else {
      failure(lines.getFirst());
      lines.subList(1, lines.size()).forEach(this::failure);
    }
    if (talk == Talk.VERBOSE) {
      talk("transferred: %d bytes in %d ms".formatted(result.bytes(), result.elapsed().toMillis()));
    }
  }

  @Override
  public synchronized void note(String sentence) {
    talk(Plain.of(sentence));
  }

  @Override
  public synchronized void warning(String sentence) {
    say(style.bold(Plain.of(sentence)));
  }

  @Override
  public synchronized void question(String text) {
    if (!closed) {
      wipe();
      console.err().print(text);
      console.err().flush();
      questionIsOpen = true;
    }
  }

  @Override
  public synchronized void answered() {
    questionIsOpen = false;
  }

  @Override
  public synchronized void failure(String sentence) {
    say(style.bad(Plain.of(sentence)));
  }

  @Override
  public synchronized void close() {
    if (lineIsOpen || questionIsOpen) {
      console.err().println();
      console.err().flush();
    }
    closed = true;
  }

  private void talk(String line) {
    if (talk != Talk.QUIET) {
      say(line);
    }
  }

  private void say(String line) {
    if (!closed) {
      wipe();
      console.err().println(line);
      console.err().flush();
    }
  }

  /** Makes room: takes the progress line away, and leaves a question that nobody answered. */
  private void wipe() {
    if (questionIsOpen) {
      console.err().println();
      questionIsOpen = false;
    }
    if (lineIsOpen) {
      console.err().print("\r\u001b[K");
      lineIsOpen = false;
    }
  }

  private static String address(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }
}
