package io.sluice.transport.lan;

import io.sluice.transport.api.TransportException;
import io.sluice.transport.lan.Discovery.Sighting;
import io.sluice.transport.signal.MalformedExchangeException;
import io.sluice.transport.signal.ShortCode;
import io.sluice.transport.signal.ShortCodeAnswerer;
import io.sluice.transport.signal.ShortCodeProblem;
import java.io.IOException;
import java.net.Inet4Address;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** Goes to who shows a short code, over TCP, and takes the one guess. */
public final class ShortCodeGuest {
  /** Makes the reply code to an offer code. */
  public interface Answerer {
    /**
     * Answers.
     *
     * @throws TransportException if the offer code cannot be answered
     */
    String answer(String offerCode) throws TransportException;
  }

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration EXCHANGE = Duration.ofSeconds(15);

  private final ShortCode code;
  private final SecureRandom random;

  public ShortCodeGuest(ShortCode code, SecureRandom random) {
    this.code = code;
    this.random = random;
  }

  /**
   * Runs the exchange with the one who was found.
   *
   * @throws TransportException if nobody or more than one was found, or the words are wrong
   */
  public void visit(List<Sighting> found, Answerer answerer) throws TransportException {
    if (found.isEmpty()) {
      throw ShortCodeProblem.notFound(code.channel());
    }
    if (found.stream().map(Sighting::id).distinct().count() > 1) {
      throw ShortCodeProblem.ambiguous(code.channel());
    }
    try (FramedSocket frames = connect(found)) {
      ShortCodeAnswerer side = new ShortCodeAnswerer(code, random);
      frames.send(side.hello());
      frames.send(side.guess(frames.receive()));
      frames.send(side.reply(answerer.answer(side.offer(frames.receive()))));
    } catch (IOException | MalformedExchangeException e) {
      throw ShortCodeProblem.brokenOff(e);
    }
  }

  private static FramedSocket connect(List<Sighting> found) throws IOException {
    IOException failure = new IOException("no address");
    Comparator<Sighting> ipv4First =
        Comparator.comparing(each -> !(each.address().getAddress() instanceof Inet4Address));
    for (Sighting each : found.stream().sorted(ipv4First).toList()) {
      try {
        return FramedSocket.connect(each.address(), CONNECT, EXCHANGE);
      } catch (IOException e) {
        failure = e;
      }
    }
    throw failure;
  }
}
