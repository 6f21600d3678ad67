package io.sluice.transport.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.Transport;
import io.sluice.transport.api.Node;
import io.sluice.transport.api.Pairing;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import io.sluice.transport.signal.CodeCandidate;
import io.sluice.transport.signal.OfferCode;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Strangers at an offer that waits, and codes that go where they do not belong. */
@Timeout(120)
class PairingUnderAttackTest {
  private static final int DATAGRAMS = 20_000;

  @Test
  void aFloodIsNotAnsweredAndThePeerStillConnects() throws Exception {
    try (Node left = Transport.open(Couple.LOOPBACK);
        Node right = Transport.open(Couple.LOOPBACK);
        Pairing offer = left.offer();
        Flood flood = new Flood(target(offer))) {
      flood.send(DATAGRAMS / 2);
      int threads = Thread.activeCount();
      try (Pairing answer = right.answer(offer.code().text())) {
        Thread flooding = Thread.ofPlatform().start(() -> flood.send(DATAGRAMS / 2));
        try (Peer one = Couple.await(offer);
            Peer other = Couple.await(answer)) {
          assertNotNull(one);
          assertNotNull(other);
        }
        flooding.join();
      }
      assertTrue(Thread.activeCount() <= threads + 24, "threads for strangers");
      assertEquals(0, flood.answers(), "bytes that went back to strangers");
    }
  }

  @Test
  void aCodePastedIntoItsOwnProgramIsExplained() throws Exception {
    try (Node node = Transport.open(Couple.LOOPBACK);
        Pairing offer = node.offer()) {
      TransportException e =
          assertThrows(TransportException.class, () -> offer.reply(offer.code().text()));
      assertEquals(Problem.CODE, e.problem());
    }
  }

  @Test
  void aReplyIsNoOfferAndAnOfferIsNoReply() throws Exception {
    try (Node left = Transport.open(Couple.LOOPBACK);
        Node right = Transport.open(Couple.LOOPBACK);
        Pairing offer = left.offer();
        Pairing other = left.offer();
        Pairing answer = right.answer(offer.code().text())) {
      assertProblemOfCode(() -> right.answer(answer.code().text()));
      assertProblemOfCode(() -> offer.reply(other.code().text()));
    }
  }

  @Test
  void crossedRepliesAreRefusedAndBothOffersGoOn() throws Exception {
    try (Node left = Transport.open(Couple.LOOPBACK);
        Node right = Transport.open(Couple.LOOPBACK);
        Pairing one = left.offer();
        Pairing two = left.offer();
        Pairing toOne = right.answer(one.code().text());
        Pairing toTwo = right.answer(two.code().text())) {
      assertProblemOfCode(() -> one.reply(toTwo.code().text()));
      assertProblemOfCode(() -> two.reply(toOne.code().text()));
      for (Pairing each : List.of(one, two, toOne, toTwo)) {
        Couple.await(each).close();
      }
    }
  }

  @Test
  void aReplyMayBePastedAgain() throws Exception {
    try (Node left = Transport.open(Couple.LOOPBACK);
        Node right = Transport.open(Couple.LOOPBACK);
        Pairing offer = left.offer();
        Pairing answer = right.answer(offer.code().text())) {
      for (int i = 0; i < 3; i++) {
        offer.reply(answer.code().text());
      }
      Couple.await(offer).close();
      Couple.await(answer).close();
      offer.reply(answer.code().text());
    }
  }

  @Test
  void everyOfferHasItsOwnSecret() throws Exception {
    Set<String> codes = new HashSet<>();
    int[] ones = new int[128];
    int offers = 64;
    try (Node node = Transport.open(Couple.LOOPBACK)) {
      for (int i = 0; i < offers; i++) {
        try (Pairing offer = node.offer()) {
          codes.add(offer.code().text());
          byte[] secret = OfferCode.parse(offer.code().text(), Instant.now()).secret().exposeCopy();
          for (int bit = 0; bit < ones.length; bit++) {
            ones[bit] += secret[bit / 8] >> bit % 8 & 1;
          }
        }
      }
    }
    assertEquals(offers, codes.size());
    // A bit that never changes has no place in 128; by chance it is seen once in 2^56 runs.
    assertTrue(Arrays.stream(ones).allMatch(n -> n > 0 && n < offers), Arrays.toString(ones));
  }

  private static void assertProblemOfCode(org.junit.jupiter.api.function.Executable call) {
    TransportException e = assertThrows(TransportException.class, call);
    assertEquals(Problem.CODE, e.problem(), e.getMessage());
  }

  private static InetSocketAddress target(Pairing offer) throws Exception {
    CodeCandidate candidate =
        OfferCode.parse(offer.code().text(), Instant.now()).candidates().getFirst();
    return new InetSocketAddress(candidate.address(), candidate.port());
  }

  /** Datagrams of strangers: checks without proof, handshakes, bytes of any kind. */
  private static final class Flood implements AutoCloseable {
    private final SplittableRandom random = new SplittableRandom(22);
    private final List<DatagramSocket> sockets = new ArrayList<>();
    private final InetSocketAddress to;

    Flood(InetSocketAddress to) throws IOException {
      this.to = to;
      for (int i = 0; i < 8; i++) {
        sockets.add(new DatagramSocket(new InetSocketAddress(to.getAddress(), 0)));
      }
    }

    void send(int datagrams) {
      try {
        for (int i = 0; i < datagrams; i++) {
          byte[] datagram = next(i);
          sockets.get(i % sockets.size()).send(new DatagramPacket(datagram, datagram.length, to));
          if (i % 64 == 0) {
            // A reader that shares its processor with the flood has to get its turn.
            Thread.sleep(1);
          }
        }
      } catch (IOException | InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    private byte[] next(int i) {
      byte[] datagram = new byte[20 + random.nextInt(1_200)];
      random.nextBytes(datagram);
      switch (i % 4) {
        case 0 -> bindingRequest(datagram);
        case 1 -> clientHello(datagram);
        case 2 -> datagram[0] = 23;
        default -> {}
      }
      return datagram;
    }

    /** RFC 8489 section 5: a request of nothing but unknown attributes, and no proof. */
    private static void bindingRequest(byte[] datagram) {
      datagram[0] = 0;
      datagram[1] = 1;
      int length = datagram.length - 20 & ~3;
      datagram[2] = (byte) (length >> 8);
      datagram[3] = (byte) length;
      datagram[4] = 0x21;
      datagram[5] = 0x12;
      datagram[6] = (byte) 0xa4;
      datagram[7] = 0x42;
    }

    /** RFC 6347 section 4.1: a handshake record that holds a ClientHello. */
    private static void clientHello(byte[] datagram) {
      datagram[0] = 22;
      datagram[1] = (byte) 0xfe;
      datagram[2] = (byte) 0xfd;
      Arrays.fill(datagram, 3, 11, (byte) 0);
      int length = datagram.length - 13;
      datagram[11] = (byte) (length >> 8);
      datagram[12] = (byte) length;
      datagram[13] = 1;
    }

    /** Bytes that came back. */
    int answers() throws IOException {
      int bytes = 0;
      for (DatagramSocket socket : sockets) {
        socket.setSoTimeout((int) Duration.ofMillis(100).toMillis());
        DatagramPacket answer = new DatagramPacket(new byte[2048], 2048);
        try {
          while (true) {
            socket.receive(answer);
            bytes += answer.getLength();
          }
        } catch (SocketTimeoutException e) {
          // No more.
        }
      }
      return bytes;
    }

    @Override
    public void close() {
      sockets.forEach(DatagramSocket::close);
    }
  }
}
