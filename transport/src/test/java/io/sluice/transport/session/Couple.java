package io.sluice.transport.session;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.sluice.transport.Transport;
import io.sluice.transport.api.Node;
import io.sluice.transport.api.Options;
import io.sluice.transport.api.Pairing;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.PeerEvent;
import java.time.Duration;
import java.util.List;

/** Two nodes that have paired over the loopback interface by one paste. */
final class Couple implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);
  static final Options LOOPBACK = Options.defaults().withInterfaces(List.of("lo"));

  private final Node left;
  private final Node right;
  final Peer offerer;
  final Peer answerer;

  private Couple(Node left, Node right, Peer offerer, Peer answerer) {
    this.left = left;
    this.right = right;
    this.offerer = offerer;
    this.answerer = answerer;
  }

  static Couple pair() throws Exception {
    return pair(LOOPBACK, LOOPBACK);
  }

  /** Two that were told different things. */
  static Couple pair(Options offerer, Options answerer) throws Exception {
    Node left = Transport.open(named(offerer, "left"));
    Node right = Transport.open(named(answerer, "right"));
    Pairing offer = left.offer();
    Pairing answer = right.answer(offer.code().text());
    return new Couple(left, right, await(offer), await(answer));
  }

  private static Options named(Options options, String name) {
    return options.deviceName().isEmpty() ? options.withDeviceName(name) : options;
  }

  static Peer await(Pairing pairing) throws Exception {
    Peer peer = pairing.await(PATIENCE);
    assertNotNull(peer, "no connection");
    return peer;
  }

  /** The next event of this kind; others before it are passed over. */
  static <E extends PeerEvent> E next(Peer peer, Class<E> kind) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      PeerEvent event = peer.nextEvent(Duration.ofSeconds(1));
      if (kind.isInstance(event)) {
        return kind.cast(event);
      }
    }
    throw new AssertionError("no " + kind.getSimpleName());
  }

  @Override
  public void close() {
    offerer.close();
    answerer.close();
    left.close();
    right.close();
  }
}
