package io.sluice.transport.lan;

import io.sluice.transport.signal.MalformedExchangeException;
import io.sluice.transport.signal.ShortCode;
import io.sluice.transport.signal.ShortCodeFrame;
import io.sluice.transport.signal.ShortCodeOfferer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes who comes for a short code over TCP, and lets one guess: the code is over with it, right or
 * wrong. At most four come at a time, each for ten seconds; the others wait in the system's queue.
 */
public final class ShortCodeHost implements AutoCloseable {
  /** What becomes of the code; called once at most, by a thread of the host. */
  public interface Outcome {
    /** The words were right: the reply code of who knew them. */
    void replied(String replyCode);

    /** Somebody guessed, and was wrong. */
    void wrongGuess();
  }

  private static final Duration EXCHANGE = Duration.ofSeconds(10);
  private static final Duration REFUSAL = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int AT_ONCE = 4;
  private static final int BACKLOG = 16;

  private final ShortCode code;
  private final String offerCode;
  private final Set<InetAddress> addresses;
  private final SourceLimits limits;
  private final SecureRandom random;
  private final Outcome outcome;
  private final ServerSocket server;
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final AtomicBoolean guessed = new AtomicBoolean();

  /**
   * Begins to listen, on a port that the system chooses.
   *
   * @param offerCode what a right guess is told
   * @param addresses of this computer; who comes to another one is not answered
   * @throws IOException if there is no port
   */
  public ShortCodeHost(
      ShortCode code,
      String offerCode,
      Collection<InetAddress> addresses,
      SourceLimits limits,
      SecureRandom random,
      Outcome outcome)
      throws IOException {
    this.code = code;
    this.offerCode = offerCode;
    this.addresses = Set.copyOf(addresses);
    this.limits = limits;
    this.random = random;
    this.outcome = outcome;
    this.server = new ServerSocket();
    server.bind(new InetSocketAddress(0), BACKLOG);
    Thread.ofPlatform().daemon().name("short-code").start(this::accept);
  }

  /** The port it listens on. */
  public int port() {
    return server.getLocalPort();
  }

  /** Takes nobody any more. */
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      // Nobody is taken either way.
    }
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        places.acquire();
        if (!acceptOne()) {
          places.release();
          Thread.sleep(PAUSE);
        }
      }
    } catch (InterruptedException e) {
      close();
    }
  }

  private boolean acceptOne() {
    try {
      Socket socket = server.accept();
      Thread.ofPlatform().daemon().name("short-code-guest").start(() -> serve(socket));
      return true;
    } catch (IOException e) {
      // Closed, or a connection that broke before it was taken.
      return false;
    }
  }

  private void serve(Socket socket) {
    InetAddress source = socket.getInetAddress();
    boolean allowed = limits.allows(source, System.nanoTime());
    try (socket;
        FramedSocket frames = new FramedSocket(socket, allowed ? EXCHANGE : REFUSAL)) {
      if (addresses.contains(socket.getLocalAddress())) {
        exchange(frames, source, allowed);
      }
    } catch (IOException | MalformedExchangeException e) {
      // Not a guess: whoever it was learnt nothing, and the code goes on.
    } finally {
      places.release();
    }
  }

  private void exchange(FramedSocket frames, InetAddress source, boolean allowed)
      throws IOException, MalformedExchangeException {
    ShortCodeFrame hello = frames.receive();
    if (!allowed) {
      frames.send(ShortCodeFrame.of(ShortCodeFrame.Type.LIMITED));
      return;
    }
    ShortCodeOfferer side = new ShortCodeOfferer(code, random);
    frames.send(side.challenge(hello));
    ShortCodeFrame guess = frames.receive();
    if (guessed.get()) {
      frames.send(ShortCodeFrame.of(ShortCodeFrame.Type.USED));
      return;
    }
    boolean right = side.judge(guess);
    if (!guessed.compareAndSet(false, true)) {
      frames.send(ShortCodeFrame.of(ShortCodeFrame.Type.USED));
      return;
    }
    close();
    if (right) {
      frames.send(side.offer(offerCode));
      outcome.replied(side.reply(frames.receive()));
    } else {
      limits.wrongGuess(source, System.nanoTime());
      try {
        frames.send(ShortCodeFrame.of(ShortCodeFrame.Type.WRONG));
      } finally {
        // Last: who hears of it may end the process, and the other side is to hear of it too.
        outcome.wrongGuess();
      }
    }
  }
}
