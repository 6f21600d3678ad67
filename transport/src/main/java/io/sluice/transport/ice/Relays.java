package io.sluice.transport.ice;

import io.sluice.transport.udp.UdpSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Gets a port at each TURN server that the user gave (RFC 8656): the last way to a peer. */
final class Relays {
  /** More are not asked: a code has room for few addresses. */
  private static final int MOST = 2;

  /** A server, and where it is. */
  private record Given(TurnServer server, StunServer where) {}

  private record Asked(TurnServer server, FutureTask<RelayedSocket> answer) {}

  private final UdpSocket.Binder binder;
  private final Duration patience;
  private final List<Given> given = new ArrayList<>();
  private final List<Asked> asked = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /**
   * @throws IOException with a message for the user if a server is not given as it should be
   */
  Relays(IceOptions options) throws IOException {
    binder = options.sockets();
    patience = options.stunPatience();
    for (TurnServer server : options.askedTurnServers().stream().limit(MOST).toList()) {
      given.add(new Given(server, StunServer.parse(server.server())));
    }
  }

  /**
   * Begins to ask all servers at once. What they answer is to be awaited or abandoned.
   *
   * @param addresses of this machine from which they may be asked, the best first
   */
  void ask(List<InetAddress> addresses) {
    for (Given one : given) {
      asked.add(new Asked(one.server, new FutureTask<>(() -> ask(one, addresses))));
    }
    asked.forEach(each -> Thread.ofVirtual().start(each.answer));
  }

  /** Waits for those that answer. */
  List<RelayedSocket> await() throws InterruptedException {
    List<RelayedSocket> opened = new ArrayList<>();
    for (Asked each : asked) {
      try {
        opened.add(each.answer.get());
      } catch (ExecutionException e) {
        warnings.add(
            "The TURN server %s is of no use: %s."
                .formatted(each.server.server(), reason(e.getCause())));
      }
    }
    return opened;
  }

  /** Nobody waits any more: ports that are still given are given back. */
  void abandon() {
    asked.forEach(each -> Thread.ofVirtual().start(() -> giveBack(each)));
  }

  private static void giveBack(Asked asked) {
    try {
      asked.answer.get().close();
    } catch (ExecutionException e) {
      // There is none.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String reason(@Nullable Throwable cause) {
    String message = cause == null ? null : cause.getMessage();
    return message == null ? "it cannot be asked" : message;
  }

  private RelayedSocket ask(Given one, List<InetAddress> addresses) throws IOException {
    IOException failure = new IOException("no address of this machine leads there");
    for (InetAddress remote : lookUp(one.where)) {
      for (InetAddress local : addresses) {
        if (ServerReflexive.canReach(local, remote)) {
          try {
            UdpSocket socket = binder.bind(new InetSocketAddress(local, 0));
            InetSocketAddress server = new InetSocketAddress(remote, one.where.port());
            return RelayedSocket.open(socket, server, one.server, patience.toNanos());
          } catch (IOException e) {
            failure = e;
          }
        }
      }
    }
    throw failure;
  }

  private static List<InetAddress> lookUp(StunServer where) throws IOException {
    try {
      return where.lookUp();
    } catch (UnknownHostException e) {
      throw new IOException("its name is not known", e);
    }
  }

  /** Sentences for the user about servers that were of no use. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }
}
