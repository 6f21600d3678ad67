package io.sluice.transport.lan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import io.sluice.transport.lan.Discovery.Sighting;
import io.sluice.transport.signal.ShortCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Both ends of the exchange over TCP on loopback. */
class ShortCodeHostTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final ShortCode CODE = new ShortCode(7, List.of("ocelot", "canister"));
  private static final ShortCode WRONG = new ShortCode(7, List.of("ocelot", "canoe"));

  private final SecureRandom random = new SecureRandom();
  private final SourceLimits limits = new SourceLimits();
  private final BlockingQueue<String> outcomes = new ArrayBlockingQueue<>(10);

  @Test
  void whoKnowsTheWordsGetsTheOffer() throws Exception {
    try (ShortCodeHost host = host(CODE)) {
      guest(CODE).visit(seen(host), offer -> "reply to " + offer);
      assertEquals("reply to an offer", outcomes.poll(10, TimeUnit.SECONDS));
      assertThrows(TransportException.class, () -> guest(CODE).visit(seen(host), offer -> "late"));
      assertNull(outcomes.poll());
    }
  }

  @Test
  void oneWrongGuessEndsTheCodeInTheSameWordsOnBothSides() throws Exception {
    try (ShortCodeHost host = host(CODE)) {
      TransportException told =
          assertThrows(
              TransportException.class, () -> guest(WRONG).visit(seen(host), offer -> "never"));
      assertEquals(Problem.VERIFICATION, told.problem());
      assertEquals("wrong", outcomes.poll(10, TimeUnit.SECONDS));
      TransportException late =
          assertThrows(
              TransportException.class, () -> guest(CODE).visit(seen(host), offer -> "late"));
      assertEquals(Problem.NO_CONNECTION, late.problem());
    }
  }

  @Test
  void whoGuessedWrongHearsOfItBeforeThisSideMayEnd() throws Exception {
    CountDownLatch heard = new CountDownLatch(1);
    ShortCodeHost.Outcome waits =
        new ShortCodeHost.Outcome() {
          @Override
          public void replied(String replyCode) {
            outcomes.add(replyCode);
          }

          @Override
          public void wrongGuess() {
            try {
              outcomes.add(heard.await(10, TimeUnit.SECONDS) ? "heard" : "not heard");
            } catch (InterruptedException e) {
              outcomes.add("interrupted");
            }
          }
        };
    try (ShortCodeHost host =
        new ShortCodeHost(CODE, "an offer", List.of(LOOPBACK), limits, random, waits)) {
      assertEquals(
          Problem.VERIFICATION, problem(() -> guest(WRONG).visit(seen(host), offer -> "never")));
      heard.countDown();
      assertEquals("heard", outcomes.poll(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void afterThreeWrongGuessesASourceIsTurnedAwayFromEveryCode() throws Exception {
    for (int i = 0; i < SourceLimits.WRONG_GUESSES; i++) {
      try (ShortCodeHost host = host(CODE)) {
        assertThrows(
            TransportException.class, () -> guest(WRONG).visit(seen(host), offer -> "never"));
      }
    }
    try (ShortCodeHost host = host(CODE)) {
      TransportException turnedAway =
          assertThrows(
              TransportException.class, () -> guest(CODE).visit(seen(host), offer -> "never"));
      assertEquals(Problem.REFUSED, turnedAway.problem());
    }
  }

  @Test
  void noiseIsNoGuess() throws Exception {
    Random noise = new Random(1);
    try (ShortCodeHost host = host(CODE)) {
      for (int i = 0; i < 5; i++) {
        byte[] bytes = new byte[200];
        noise.nextBytes(bytes);
        bytes[0] = (byte) (i % 2 == 0 ? 0 : 0xff);
        bytes[1] = (byte) 198;
        assertEquals(-1, sendAndReadToEnd(host, bytes));
      }
      guest(CODE).visit(seen(host), offer -> "a reply");
      assertEquals("a reply", outcomes.poll(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void whoComesToAnotherAddressIsNotAnswered() throws Exception {
    List<InetAddress> elsewhere = List.of(InetAddress.ofLiteral("192.0.2.1"));
    try (ShortCodeHost host =
        new ShortCodeHost(CODE, "an offer", elsewhere, limits, random, outcome())) {
      TransportException e =
          assertThrows(
              TransportException.class, () -> guest(CODE).visit(seen(host), offer -> "never"));
      assertEquals(Problem.NO_CONNECTION, e.problem());
    }
  }

  @Test
  void twoWithTheSameNumberCostNeitherItsGuess() throws Exception {
    try (ShortCodeHost host = host(CODE)) {
      Sighting one = seen(host).getFirst();
      Sighting other = new Sighting("other", one.address());
      assertEquals(Problem.CODE, problem(() -> guest(CODE).visit(List.of(one, other), o -> "x")));
      assertNull(outcomes.poll());
    }
    assertEquals(Problem.NO_CONNECTION, problem(() -> guest(CODE).visit(List.of(), o -> "x")));
  }

  @Test
  void whatCannotBeAnsweredIsSaid() throws Exception {
    try (ShortCodeHost host = host(CODE)) {
      ShortCodeGuest.Answerer cannot =
          offer -> {
            throw new TransportException(Problem.CODE, "expired");
          };
      assertEquals(Problem.CODE, problem(() -> guest(CODE).visit(seen(host), cannot)));
    }
  }

  private ShortCodeHost host(ShortCode code) throws IOException {
    return new ShortCodeHost(code, "an offer", List.of(LOOPBACK), limits, random, outcome());
  }

  private ShortCodeGuest guest(ShortCode code) {
    return new ShortCodeGuest(code, random);
  }

  private static List<Sighting> seen(ShortCodeHost host) {
    return List.of(new Sighting("one", new InetSocketAddress(LOOPBACK, host.port())));
  }

  private ShortCodeHost.Outcome outcome() {
    return new ShortCodeHost.Outcome() {
      @Override
      public void replied(String replyCode) {
        outcomes.add(replyCode);
      }

      @Override
      public void wrongGuess() {
        outcomes.add("wrong");
      }
    };
  }

  private static int sendAndReadToEnd(ShortCodeHost host, byte[] bytes) throws IOException {
    try (Socket socket = new Socket(LOOPBACK, host.port())) {
      socket.setSoTimeout(5000);
      socket.getOutputStream().write(bytes);
      InputStream in = socket.getInputStream();
      try {
        return in.read();
      } catch (java.net.SocketException reset) {
        return -1;
      }
    }
  }

  private static Problem problem(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(TransportException.class, call).problem();
  }
}
