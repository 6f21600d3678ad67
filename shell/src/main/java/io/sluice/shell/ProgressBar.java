package io.sluice.shell;

import io.sluice.shell.session.Session;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Status;
import org.jspecify.annotations.Nullable;

/** Keeps a line for each running transfer at the foot of the terminal, if it has such a place. */
final class ProgressBar implements AutoCloseable {
  private static final long TICK_MILLIS = 250;

  private final Session session;
  private final Terminal terminal;
  private final Thread thread;
  private final @Nullable Status status;
  private int shown;

  ProgressBar(Terminal terminal, Session session) {
    this.session = session;
    this.terminal = terminal;
    this.status = Status.getStatus(terminal, true);
    this.thread = Thread.ofPlatform().daemon().name("progress").unstarted(this::live);
  }

  /** Begins to show what moves; does nothing where the terminal cannot keep lines apart. */
  void start() {
    if (status != null) {
      thread.start();
    }
  }

  private void live() {
    try {
      while (true) {
        Thread.sleep(TICK_MILLIS);
        show(session.progress(terminal.getSize().getColumns()));
      }
    } catch (InterruptedException closed) {
      show(List.of());
    }
  }

  private void show(List<String> lines) {
    if (status == null || (lines.isEmpty() && shown == 0)) {
      return;
    }
    if (lines.isEmpty()) {
      status.hide();
    } else {
      status.update(lines.stream().map(AttributedString::new).toList());
    }
    terminal.flush();
    shown = lines.size();
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(TICK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
