package io.sluice.transport.session;

import io.sluice.transport.api.Options;
import io.sluice.transport.api.PairingCode;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import io.sluice.transport.ice.IceAgent;
import io.sluice.transport.lan.Discovery;
import io.sluice.transport.lan.MdnsDiscovery;
import io.sluice.transport.lan.ShortCodeGuest;
import io.sluice.transport.lan.ShortCodeHost;
import io.sluice.transport.lan.SourceLimits;
import io.sluice.transport.lan.Tag;
import io.sluice.transport.signal.ShortCode;
import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Short codes in the networks of this machine; nothing is sent before one is asked for. */
final class Nearby implements AutoCloseable {
  private static final Duration CHANNEL_IS_FREE = Duration.ofMillis(400);
  private static final int MOST_CHANNELS = 8;

  private final Options options;
  private final Duration patience;
  private final SecureRandom random;
  private final SourceLimits limits = new SourceLimits();
  private @Nullable Discovery discovery;

  /**
   * @param patience how long to look for a code
   */
  Nearby(Options options, Duration patience, SecureRandom random) {
    this.options = options;
    this.patience = patience;
    this.random = random;
  }

  /** A code whose number nobody else in these networks uses now. */
  ShortCode newCode() throws TransportException {
    try {
      for (int tried = 0; tried < MOST_CHANNELS; tried++) {
        int channel = 1 + random.nextInt(tried < 2 ? 9 : tried < 4 ? 99 : ShortCode.LAST_CHANNEL);
        if (discovery().find(tag(channel), CHANNEL_IS_FREE).isEmpty()) {
          return ShortCode.random(channel, random);
        }
      }
      throw new TransportException(
          Problem.OTHER, "Too many short codes are shown in this network now: send without --lan.");
    } catch (IOException e) {
      throw noNetwork(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransportException(Problem.OTHER, "Interrupted.", e);
    }
  }

  /** Listens for who knows the code, and announces its number. */
  NearbyOffer offer(ShortCode code, CodePairing pairing) throws TransportException {
    try {
      NearbyOffer offer = new NearbyOffer(code, pairing);
      ShortCodeHost host =
          new ShortCodeHost(code, pairing.code().text(), addresses(), limits, random, offer);
      offer.shown(host, discovery().announce(tag(code.channel()), host.port()));
      return offer;
    } catch (IOException e) {
      throw noNetwork(e);
    }
  }

  /** Finds who shows the code, and runs the exchange. */
  void visit(ShortCode code, ShortCodeGuest.Answerer answerer)
      throws TransportException, InterruptedException {
    try {
      List<Discovery.Sighting> found = discovery().find(tag(code.channel()), patience);
      new ShortCodeGuest(code, random).visit(found, answerer);
    } catch (IOException e) {
      throw noNetwork(e);
    }
  }

  /**
   * Announces a tag for who knows what it means, under a host name of its own: one that stayed
   * would tell which tags belong together. It is announced in the networks that there are now.
   */
  Discovery.Announcement announce(Tag tag, int port) throws TransportException {
    try {
      Discovery own = new MdnsDiscovery(addresses(), random);
      try {
        own.announce(tag, port);
      } catch (IOException e) {
        own.close();
        throw e;
      }
      return own::close;
    } catch (IOException e) {
      throw noNetwork(e);
    }
  }

  /** Who announces a tag. */
  List<Discovery.Sighting> find(Tag tag, Duration howLong)
      throws TransportException, InterruptedException {
    try {
      return discovery().find(tag, howLong);
    } catch (IOException e) {
      throw noNetwork(e);
    }
  }

  /** What a taken short code is called on this side. */
  static PairingCode shown(ShortCode code, Instant expires) {
    return new PairingCode(code.text(), PairingCode.Kind.SHORT, expires);
  }

  @Override
  public synchronized void close() {
    if (discovery != null) {
      discovery.close();
      discovery = null;
    }
  }

  private synchronized Discovery discovery() throws IOException {
    if (discovery == null) {
      discovery = new MdnsDiscovery(addresses(), random);
    }
    return discovery;
  }

  /** The addresses of this machine by which it may be found. */
  List<InetAddress> addresses() throws IOException {
    return IceAgent.addresses(Approach.rules(options));
  }

  /** The number is no secret: the tag only keeps it out of sight of the curious. */
  private static Tag tag(int channel) {
    return Tag.named("sluice 1 channel " + channel);
  }

  private static TransportException noNetwork(IOException e) {
    return new TransportException(
        Problem.NO_CONNECTION, "No local network can be used: " + e.getMessage(), e);
  }
}
