package io.sluice.cli.command;

import io.sluice.cli.print.Printer;
import io.sluice.shell.view.SilenceText;
import io.sluice.shell.view.Sizes;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.Pipe;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Joins two local streams to the two directions of a pipe. */
final class Plumbing {
  private static final int BUFFER = 128 * 1024;
  private static final Duration TICK = Duration.ofSeconds(1);

  private final Peer peer;
  private final Printer printer;
  private final CompletableFuture<Long> sent = new CompletableFuture<>();

  Plumbing(Peer peer, Printer printer) {
    this.peer = peer;
    this.printer = printer;
  }

  /**
   * Carries all of the source to the other side and all from there to the sink.
   *
   * @throws TransportException if not everything went through, in both directions
   */
  Exit run(InputStream source, OutputStream sink) throws TransportException, InterruptedException {
    Pipe pipe = peer.pipe();
    start("stdin", () -> send(source, pipe));
    start("events", this::watch);
    byte[] buffer = new byte[BUFFER];
    long received = 0;
    for (int count; (count = pipe.read(buffer, 0, BUFFER)) >= 0; received += count) {
      try {
        sink.write(buffer, 0, count);
        sink.flush();
      } catch (IOException e) {
        return giveUp(pipe, e);
      }
    }
    long written = awaitSent();
    printer.note(
        "Sent " + Sizes.bytes(written) + ", received " + Sizes.bytes(received) + ", all verified.");
    return Exit.OK;
  }

  /**
   * Who reads this output may have seen enough, as {@code head} does: that is no failure to tell.
   */
  private Exit giveUp(Pipe pipe, IOException e) throws TransportException {
    String why = String.valueOf(e.getMessage());
    if (why.toLowerCase(Locale.ROOT).contains("pipe")) {
      pipe.close(Problem.CLOSED, "its output goes to nobody any more");
      printer.note("Nobody reads the output any more: the pipe was closed.");
      return Exit.CLOSED;
    }
    pipe.close(Problem.LOCAL_FILE, "its output cannot be written: " + why);
    throw new TransportException(
        Problem.LOCAL_FILE, "Standard output cannot be written: " + why + ".", e);
  }

  private void send(InputStream source, Pipe pipe) {
    byte[] buffer = new byte[BUFFER];
    long count = 0;
    try {
      for (int length; (length = read(source, buffer, pipe)) >= 0; count += length) {
        pipe.write(buffer, 0, length);
      }
      pipe.end();
      sent.complete(count);
    } catch (TransportException e) {
      sent.completeExceptionally(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int read(InputStream source, byte[] buffer, Pipe pipe) throws TransportException {
    try {
      return source.read(buffer);
    } catch (IOException e) {
      pipe.close(Problem.LOCAL_FILE, "its input cannot be read: " + e.getMessage());
      throw new TransportException(
          Problem.LOCAL_FILE, "Standard input cannot be read: " + e.getMessage() + ".", e);
    }
  }

  private long awaitSent() throws TransportException, InterruptedException {
    try {
      return sent.get();
    } catch (java.util.concurrent.ExecutionException e) {
      if (e.getCause() instanceof TransportException known) {
        throw known;
      }
      throw new IllegalStateException(e);
    }
  }

  /** What else the other side does, for as long as the program runs. */
  private void watch() {
    try {
      while (true) {
        @Nullable PeerEvent event = peer.nextEvent(TICK);
        switch (event) {
          case PeerEvent.Offered(var transfer) ->
              transfer.refuse(Problem.REFUSED, "there is only a pipe at this end");
          case PeerEvent.CodeTriedAgain() ->
              printer.note("Somebody else tried to use this code, and was refused.");
          case PeerEvent.Silent() -> printer.warning(SilenceText.SILENT);
          case PeerEvent.Heard() -> printer.note(SilenceText.HEARD);
          case PeerEvent.Left(), PeerEvent.Lost(var _) -> {
            return;
          }
          case null, default -> {}
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void start(String name, Runnable work) {
    Thread.ofPlatform().daemon().name(name).start(work);
  }
}
