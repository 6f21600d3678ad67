package io.sluice.transport.lan;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceInfo;

/**
 * DNS-SD over multicast DNS (RFC 6763, RFC 6762) by JmDNS, of the type {@code _sluice._tcp.local.}
 *
 * <p>An instance is named {@code TAG-ID-N}: the tag, a random id, a number for each address. The
 * host name is random as well, and there is no text. JmDNS would ask a name server for the names of
 * addresses that have none, so they get that one.
 */
public final class MdnsDiscovery implements Discovery {
  private static final String TYPE = "_sluice._tcp.local.";
  private static final int ID_BYTES = 8;

  /** Who is found by one way is found by others a moment later. */
  private static final Duration GATHER = Duration.ofMillis(250);

  private final List<InetAddress> addresses;
  private final RandomGenerator random;
  private final List<JmDNS> responders = new ArrayList<>();

  /**
   * Sends nothing yet.
   *
   * @param addresses of this computer, one or more for each network to use
   * @param random a {@code java.security.SecureRandom}, but for tests
   */
  public MdnsDiscovery(List<InetAddress> addresses, RandomGenerator random) {
    this.addresses = List.copyOf(addresses);
    this.random = random;
  }

  @Override
  public Announcement announce(Tag tag, int port) throws IOException {
    String id = randomName();
    List<Registration> made = new ArrayList<>();
    int number = 0;
    for (JmDNS responder : responders()) {
      ServiceInfo service =
          ServiceInfo.create(TYPE, tag + "-" + id + "-" + number++, port, 0, 0, new byte[] {0});
      made.add(new Registration(responder, service));
    }
    // It takes JmDNS most of a second to see that a name is free: all networks at once.
    List<Thread> threads =
        made.stream()
            .map(each -> Thread.ofPlatform().daemon().name("announce").start(each::register))
            .toList();
    return () -> {
      threads.forEach(Thread::interrupt);
      made.forEach(Registration::withdraw);
    };
  }

  @Override
  public List<Sighting> find(Tag tag, Duration patience) throws IOException, InterruptedException {
    LinkedBlockingQueue<Sighting> found = new LinkedBlockingQueue<>(Sightings.MOST);
    List<Sightings> searches =
        responders().stream().map(each -> new Sightings(each, TYPE, tag, found)).toList();
    searches.forEach(Sightings::begin);
    try {
      List<Sighting> all = new ArrayList<>();
      Sighting first = found.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (first != null) {
        all.add(first);
        Thread.sleep(GATHER);
        found.drainTo(all);
      }
      return all.stream().distinct().toList();
    } finally {
      searches.forEach(Sightings::end);
    }
  }

  /** Withdraws what is announced, behind the caller's back: it takes JmDNS seconds. */
  @Override
  public synchronized void close() {
    for (JmDNS responder : responders) {
      Thread.ofPlatform().daemon().name("mdns-close").start(() -> close(responder));
    }
    responders.clear();
  }

  private synchronized List<JmDNS> responders() throws IOException {
    if (responders.isEmpty()) {
      IOException failure = new IOException("there is no network address");
      for (InetAddress address : addresses) {
        try {
          String host = randomName();
          responders.add(JmDNS.create(named(address, host), host));
        } catch (IOException e) {
          failure = e;
        }
      }
      if (responders.isEmpty()) {
        throw failure;
      }
    }
    return List.copyOf(responders);
  }

  /** The same address, with a name, so that nobody asks the name server for it. */
  private static InetAddress named(InetAddress address, String host) throws UnknownHostException {
    return address instanceof Inet6Address v6 && v6.getScopedInterface() != null
        ? Inet6Address.getByAddress(host, v6.getAddress(), v6.getScopedInterface())
        : InetAddress.getByAddress(host, address.getAddress());
  }

  private String randomName() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static void close(JmDNS responder) {
    try {
      responder.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }

  /** One service at one address. */
  private record Registration(JmDNS responder, ServiceInfo service) {
    void register() {
      try {
        responder.registerService(service);
      } catch (IOException | IllegalStateException e) {
        // This network is gone; the others stay.
      }
    }

    void withdraw() {
      Thread.ofPlatform()
          .daemon()
          .name("mdns-withdraw")
          .start(() -> responder.unregisterService(service));
    }
  }
}
