package io.sluice.transport.session;

import io.sluice.transport.signal.CodeCandidate;
import io.sluice.transport.signal.OfferCode;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Who owns the network between two ends: every datagram goes through here, and something of its own
 * comes before each from the same address. It has no key.
 *
 * <pre>
 *   offerer ◀────▶ inside │ this │ outside ◀────▶ answerer
 * </pre>
 */
final class PathOwner implements AutoCloseable {
  private static final int LARGEST = 1 << 16;

  /** A receiver that shares its processor with this takes no more at once. */
  private static final int BUFFER = 1 << 22;

  private final SpoofedDatagrams attack;
  private volatile DatagramSocket inside;
  private final DatagramSocket outside;
  private final String code;
  private final InetSocketAddress offerer;
  private final AtomicLong forged = new AtomicLong();
  private volatile @Nullable InetSocketAddress answerer;
  private volatile byte[] seen = new byte[0];
  private volatile boolean cut;
  private volatile boolean withheld;
  private volatile @Nullable DatagramSocket left;

  PathOwner(String offerCode, SpoofedDatagrams attack) throws Exception {
    this.attack = attack;
    InetAddress here = InetAddress.getLoopbackAddress();
    inside = new DatagramSocket(new InetSocketAddress(here, 0));
    outside = new DatagramSocket(new InetSocketAddress(here, 0));
    OfferCode offer = OfferCode.parse(offerCode, Instant.now());
    CodeCandidate way =
        offer.candidates().stream().filter(each -> each.address().equals(here)).findFirst().get();
    offerer = new InetSocketAddress(way.address(), way.port());
    CodeCandidate detour = new CodeCandidate(here, outside.getLocalPort(), way.type());
    code = new OfferCode(offer.secret(), offer.expires(), List.of(detour)).text();
    start(outside, 1);
    start(inside, 2);
  }

  /** The same offer, as it looks on this path. */
  String code() {
    return code;
  }

  /** From now on nothing comes through, or all does again. */
  void cut(boolean away) {
    cut = away;
  }

  /** From now on no DTLS comes through, or all does again. */
  void withhold(boolean away) {
    withheld = away;
  }

  /** From now on the answerer is at another address, as the offerer sees it, and not at its old. */
  void move() throws IOException {
    left = inside;
    inside = new DatagramSocket(new InetSocketAddress(left.getLocalAddress(), 0));
    start(inside, 3);
  }

  /**
   * Somebody at another address, who has seen what the answerer sent, says to the offerer what he
   * can; whether anything comes back.
   */
  boolean strangerIsAnswered() throws IOException {
    Random random = new Random(4);
    try (DatagramSocket stranger = new DatagramSocket(0, offerer.getAddress())) {
      for (SpoofedDatagrams each : SpoofedDatagrams.values()) {
        for (byte[] datagram : each.beside(seen, seen, random)) {
          stranger.send(new DatagramPacket(datagram, datagram.length, offerer));
        }
      }
      stranger.setSoTimeout(2000);
      stranger.receive(new DatagramPacket(new byte[LARGEST], LARGEST));
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  /** How many datagrams were of its own. */
  long forged() {
    return forged.get();
  }

  private void start(DatagramSocket from, long seed) throws SocketException {
    from.setReceiveBufferSize(BUFFER);
    Thread.ofPlatform().daemon().start(() -> passOn(from, new Random(seed)));
  }

  private void passOn(DatagramSocket from, Random random) {
    byte[] buffer = new byte[LARGEST];
    byte[] before = new byte[0];
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        from.receive(packet);
        if (from == outside) {
          answerer = (InetSocketAddress) packet.getSocketAddress();
        }
        if (cut || from == left) {
          continue;
        }
        DatagramSocket to = from == outside ? inside : outside;
        byte[] real = Arrays.copyOf(buffer, packet.getLength());
        if (isDtls(real) && withheld) {
          continue;
        }
        if (isDtls(real)) {
          DatagramSocket victims = attack.goesBack() ? from : to;
          for (byte[] datagram : attack.beside(real, before, random)) {
            send(victims, datagram);
            forged.incrementAndGet();
          }
          before = real;
          seen = from == outside ? real : seen;
        }
        send(to, real);
      }
    } catch (IOException e) {
      // It was closed.
    }
  }

  /** RFC 7983 section 7: by the first byte. */
  private static boolean isDtls(byte[] datagram) {
    return datagram.length > 0 && datagram[0] >= 20 && datagram[0] <= 63;
  }

  private void send(DatagramSocket by, byte[] datagram) throws IOException {
    InetSocketAddress to = by == outside ? answerer : offerer;
    if (to != null) {
      by.send(new DatagramPacket(datagram, datagram.length, to));
    }
  }

  /** Ends without a word. */
  void leave() {
    close();
  }

  @Override
  public void close() {
    inside.close();
    outside.close();
    DatagramSocket old = left;
    if (old != null) {
      old.close();
    }
  }
}
