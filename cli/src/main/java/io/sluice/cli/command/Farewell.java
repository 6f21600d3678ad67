package io.sluice.cli.command;

import io.sluice.cli.print.Printer;
import io.sluice.transport.api.Node;
import io.sluice.transport.api.Transfer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is still done when a signal ends the program: the transfer is cancelled, so that nothing
 * half-written stays, and the peer is told. The exit code, 130 or 143, is the JVM's own doing.
 */
final class Farewell implements AutoCloseable {
  private static final Duration AT_MOST = Duration.ofMillis(900);

  private final Printer printer;
  private final Node node;
  private final Thread hook = new Thread(this::say, "farewell");
  private volatile @Nullable Transfer transfer;

  private Farewell(Node node, Printer printer) {
    this.node = node;
    this.printer = printer;
  }

  static Farewell arm(Node node, Printer printer) {
    Farewell farewell = new Farewell(node, printer);
    Runtime.getRuntime().addShutdownHook(farewell.hook);
    return farewell;
  }

  /** From now on this transfer is what a signal cuts off. */
  void cancels(Transfer running) {
    transfer = running;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // A signal came first; the hook runs.
    }
  }

  private void say() {
    Transfer running = transfer;
    printer.failure("Interrupted." + (running == null ? "" : Later.how(running.savedAs())));
    printer.close();
    Thread goodbye = Thread.ofPlatform().daemon().name("goodbye").start(this::leave);
    try {
      goodbye.join(AT_MOST);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void leave() {
    Transfer running = transfer;
    if (running != null) {
      running.cancel();
    }
    node.close();
  }
}
