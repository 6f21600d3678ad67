package io.sluice.transport.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks STUN servers for the addresses of our ports on the outside of a NAT (RFC 8445 section
 * 5.1.1.2), and keeps asking, because a NAT forgets a mapping that is not used. The only part that
 * looks up a name, and it does so only for servers that the user gave.
 */
final class ServerReflexive implements AutoCloseable {
  private static final long FIRST_RETRY_MILLIS = 250;

  /** NATs keep a mapping for 30 s and more (RFC 4787 section 4.3 asks for 120 s). */
  private static final Duration KEEPALIVE = Duration.ofSeconds(15);

  /** One port asking one server, under the transaction of its last request. */
  private static final class Query {
    final IcePort port;
    final InetSocketAddress server;
    volatile ByteBuffer transaction;
    volatile @Nullable InetSocketAddress mapped;

    Query(IcePort port, InetSocketAddress server, ByteBuffer transaction) {
      this.port = port;
      this.server = server;
      this.transaction = transaction;
    }
  }

  private final StunSender sender;
  private final SecureRandom random = new SecureRandom();
  private final Set<Query> queries = ConcurrentHashMap.newKeySet();
  private final Set<String> unknown = ConcurrentHashMap.newKeySet();
  private final Set<InetSocketAddress> unanswered = ConcurrentHashMap.newKeySet();
  private int resolving;
  private volatile boolean paused;
  private @Nullable Thread keeper;

  ServerReflexive(StunSender sender) {
    this.sender = sender;
  }

  /**
   * Asks all servers from all ports that could reach them, and waits until all have answered or the
   * patience is over. Then keeps the mappings alive.
   */
  List<Candidate> gather(List<IcePort> ports, List<StunServer> servers, Duration patience)
      throws InterruptedException {
    if (servers.isEmpty()) {
      return List.of();
    }
    synchronized (this) {
      resolving = servers.size();
    }
    for (StunServer server : servers) {
      Thread.ofVirtual().start(() -> ask(server, ports));
    }
    askAgainUntilAnswered(patience);
    keeper = Thread.ofVirtual().start(this::keepAlive);
    Set<Candidate> candidates = new LinkedHashSet<>();
    for (Query query : queries) {
      InetSocketAddress mapped = query.mapped;
      if (mapped == null) {
        unanswered.add(query.server);
      } else if (!mapped.equals(query.port.address())) {
        candidates.add(
            new Candidate(Candidate.SERVER_REFLEXIVE, mapped.getAddress(), mapped.getPort()));
      }
    }
    return List.copyOf(candidates);
  }

  private void ask(StunServer server, List<IcePort> ports) {
    try {
      for (InetAddress address : server.lookUp()) {
        InetSocketAddress target = new InetSocketAddress(address, server.port());
        for (IcePort port : ports) {
          if (canReach(port.address().getAddress(), address)) {
            Query query = new Query(port, target, newTransaction());
            queries.add(query);
            send(query);
          }
        }
      }
    } catch (UnknownHostException e) {
      unknown.add(server.host());
    } finally {
      synchronized (this) {
        resolving--;
        notifyAll();
      }
    }
  }

  /** Whether a datagram from one address can get to the other at all. */
  static boolean canReach(InetAddress local, InetAddress remote) {
    return local.getClass() == remote.getClass()
        && local.isLoopbackAddress() == remote.isLoopbackAddress();
  }

  private synchronized void askAgainUntilAnswered(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    long retryMillis = FIRST_RETRY_MILLIS;
    long retryAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(retryMillis);
    while (resolving > 0 || queries.stream().anyMatch(query -> query.mapped == null)) {
      long now = System.nanoTime();
      if (now - deadline >= 0) {
        return;
      }
      if (now - retryAt >= 0) {
        queries.stream().filter(query -> query.mapped == null).forEach(this::send);
        retryMillis *= 2;
        retryAt = now + TimeUnit.MILLISECONDS.toNanos(retryMillis);
      }
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, Math.min(retryAt, deadline) - now));
    }
  }

  private void keepAlive() {
    try {
      while (true) {
        Thread.sleep(KEEPALIVE);
        for (Query query : queries) {
          if (!paused && query.mapped != null) {
            query.transaction = newTransaction();
            send(query);
          }
        }
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  private void send(Query query) {
    sender.send(query.port.socket(), Stun.bindingRequest(query.transaction), query.server);
  }

  private ByteBuffer newTransaction() {
    byte[] id = new byte[12];
    random.nextBytes(id);
    return ByteBuffer.wrap(id);
  }

  /** Takes a message if it answers one of ours: same transaction, same server, same port. */
  boolean receive(StunMessage message, InetSocketAddress from, IcePort port) {
    for (Query query : queries) {
      if (query.port == port
          && query.server.equals(from)
          && query.transaction.equals(message.transactionId())) {
        InetSocketAddress mapped = message.mappedAddress();
        if (message.type() == StunMessage.BINDING_SUCCESS && isUsable(mapped)) {
          answered(query, mapped);
        }
        return true;
      }
    }
    return false;
  }

  private static boolean isUsable(@Nullable InetSocketAddress mapped) {
    return mapped != null
        && mapped.getPort() != 0
        && !mapped.getAddress().isAnyLocalAddress()
        && !mapped.getAddress().isMulticastAddress();
  }

  private synchronized void answered(Query query, @Nullable InetSocketAddress mapped) {
    query.mapped = mapped;
    notifyAll();
  }

  /** Whether a STUN server said that one of our ports has this address. */
  boolean isOurs(InetSocketAddress mapped) {
    return queries.stream().anyMatch(query -> mapped.equals(query.mapped));
  }

  /** Stops the keepalives while a path is in use, which keeps its own mapping. */
  void pause(boolean pause) {
    paused = pause;
  }

  /** Sentences for the user about servers that were of no use. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    unknown.forEach(host -> warnings.add("The STUN server " + host + " is not known."));
    Set<InetSocketAddress> silent = new LinkedHashSet<>(unanswered);
    queries.stream()
        .filter(query -> query.mapped != null)
        .forEach(query -> silent.remove(query.server));
    for (InetSocketAddress server : silent) {
      warnings.add("The STUN server " + server + " did not answer.");
    }
    return warnings;
  }

  @Override
  public void close() {
    Thread running = keeper;
    if (running != null) {
      running.interrupt();
    }
  }
}
