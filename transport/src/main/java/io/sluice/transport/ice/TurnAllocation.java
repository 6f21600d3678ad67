package io.sluice.transport.ice;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A port at a TURN server (RFC 8656): asks for it, keeps it, and binds a channel for each address
 * of a peer, so that a datagram costs four bytes more. Sans-IO: what comes from the server goes in,
 * requests are polled. For use by one thread at a time.
 *
 * <pre>
 *   asking ──401──▶ asking, with proof ──success──▶ allocated ──▶ over
 * </pre>
 */
final class TurnAllocation {
  /** Addresses of peers at the same time: a peer has candidates, and NATs before them. */
  static final int MOST_CHANNELS = 64;

  static final int FIRST_CHANNEL = 0x4000;

  /** What makes a method's response of its request (RFC 8489 section 5). */
  private static final int SUCCESS = 0x0100;

  private static final int ERROR = 0x0110;
  private static final int UNAUTHORIZED = 401;
  private static final int STALE_NONCE = 438;
  private static final long SECOND = 1_000_000_000;
  private static final int LIFETIME_SECONDS = 600;

  /** A channel ends after ten minutes, what it permits after five (RFC 8656 sections 9 and 12). */
  private static final long BIND_AGAIN = 240 * SECOND;

  private static final long FIRST_RETRY = SECOND / 4;
  private static final int TRIES = 7;

  /** A challenge, and nonces that were stale. */
  private static final int MOST_REFUSALS = 3;

  /** What one request is about; sent until it is answered. */
  private static final class Request {
    final int method;
    final @Nullable InetSocketAddress peer;
    final int argument;
    byte[] transaction = new byte[0];
    int tries;
    int refusals;
    long due;

    Request(int method, @Nullable InetSocketAddress peer, int argument, long due) {
      this.method = method;
      this.peer = peer;
      this.argument = argument;
      this.due = due;
    }
  }

  /** A number that stands for the address of a peer. */
  private static final class Channel {
    final int number;
    boolean bound;

    Channel(int number) {
      this.number = number;
    }
  }

  private final TurnServer server;
  private final boolean ipv6;
  private final RandomGenerator random;
  private final List<Request> requests = new ArrayList<>();
  private final Map<InetSocketAddress, Channel> channels = new HashMap<>();
  private final List<InetSocketAddress> peers = new ArrayList<>();
  private byte[] realm = new byte[0];
  private byte[] nonce = new byte[0];
  private byte @Nullable [] key;
  private @Nullable InetSocketAddress relayed;
  private @Nullable String failure;

  /**
   * @param ipv6 whether the port is to have an IPv6 address
   * @param random a {@code java.security.SecureRandom}, but for tests: who can guess a transaction
   *     can answer in the place of the server
   */
  TurnAllocation(TurnServer server, boolean ipv6, RandomGenerator random, long now) {
    this.server = server;
    this.ipv6 = ipv6;
    this.random = random;
    requests.add(new Request(TurnRequest.ALLOCATE, null, 0, now));
  }

  /** The address that peers see, once there is one. */
  @Nullable InetSocketAddress relayed() {
    return relayed;
  }

  /** Why there is no port, or none any more; a phrase for the user. */
  @Nullable String failure() {
    return failure;
  }

  /** The next request to send now, or null. */
  byte @Nullable [] poll(long now) {
    for (Request request : List.copyOf(requests)) {
      if (now - request.due >= 0) {
        if (request.tries < TRIES) {
          return write(request, now);
        }
        requests.remove(request);
        givenUp(request);
      }
    }
    return null;
  }

  /** When {@link #poll} has something next; {@code Long.MAX_VALUE} if nothing is to come. */
  long deadline() {
    return requests.stream().mapToLong(request -> request.due).min().orElse(Long.MAX_VALUE);
  }

  private byte[] write(Request request, long now) {
    if (request.tries == 0) {
      request.transaction = new byte[12];
      random.nextBytes(request.transaction);
    }
    request.due = now + (FIRST_RETRY << request.tries++);
    TurnRequest out = new TurnRequest(request.method, request.transaction);
    switch (request.method) {
      case TurnRequest.ALLOCATE -> out.transport(ipv6).lifetime(LIFETIME_SECONDS);
      case TurnRequest.REFRESH -> out.lifetime(request.argument);
      default -> {
        if (request.peer != null) {
          out.channel(request.argument).peer(request.peer);
        }
      }
    }
    return (key == null ? out : out.provenBy(server.user(), realm, nonce, key)).bytes();
  }

  private void givenUp(Request request) {
    switch (request.method) {
      case TurnRequest.ALLOCATE -> failure = "it does not answer";
      case TurnRequest.REFRESH -> failure = "it does not answer any more";
      default -> forget(request.peer);
    }
  }

  /** A STUN message came from the server. One that answers no request of ours changes nothing. */
  void receive(StunMessage message, long now) {
    Request request = requestOf(message);
    if (request == null) {
      return;
    }
    if (message.type() == (request.method | SUCCESS)) {
      // RFC 8489 section 9.2.5: without proof it may be anybody's.
      if (key != null && message.isProvenBy(key)) {
        requests.remove(request);
        succeeded(request, message, now);
      }
    } else if (message.type() == (request.method | ERROR)) {
      failed(request, message, now);
    }
  }

  private @Nullable Request requestOf(StunMessage message) {
    for (Request request : requests) {
      if (request.tries > 0
          && message.transactionId().equals(ByteBuffer.wrap(request.transaction))) {
        return request;
      }
    }
    return null;
  }

  private void succeeded(Request request, StunMessage message, long now) {
    switch (request.method) {
      case TurnRequest.ALLOCATE -> allocated(message, now);
      case TurnRequest.REFRESH -> {
        if (request.argument > 0) {
          keep(message, now);
        }
      }
      default -> {
        Channel channel = channels.get(request.peer);
        if (channel != null) {
          channel.bound = true;
          requests.add(
              new Request(
                  TurnRequest.CHANNEL_BIND, request.peer, channel.number, now + BIND_AGAIN));
        }
      }
    }
  }

  private void allocated(StunMessage message, long now) {
    InetSocketAddress address = message.address(TurnRequest.XOR_RELAYED_ADDRESS);
    if (address == null
        || address.getPort() == 0
        || address.getAddress().isAnyLocalAddress()
        || address.getAddress().isMulticastAddress()) {
      failure = "it gave no address";
      return;
    }
    relayed = address;
    keep(message, now);
  }

  /** Asks again when half of the lifetime is over. */
  private void keep(StunMessage message, long now) {
    ByteBuffer value = message.attribute(TurnRequest.LIFETIME);
    long said = value == null || value.remaining() != 4 ? LIFETIME_SECONDS : value.getInt(0);
    long seconds = Math.clamp(said, 20, 3600);
    requests.add(
        new Request(TurnRequest.REFRESH, null, LIFETIME_SECONDS, now + seconds / 2 * SECOND));
  }

  private void failed(Request request, StunMessage message, long now) {
    if (request.refusals++ < MOST_REFUSALS && learns(message)) {
      request.tries = 0;
      request.due = now;
      return;
    }
    int code = message.errorCode();
    requests.remove(request);
    switch (request.method) {
      case TurnRequest.ALLOCATE ->
          failure =
              code == UNAUTHORIZED
                  ? "it does not take this name and password"
                  : "it refuses with the code " + code;
      case TurnRequest.REFRESH -> failure = "it took the port away, with the code " + code;
      default -> forget(request.peer);
    }
  }

  /** Takes what it needs to ask once more, with proof; false if the server wants none. */
  private boolean learns(StunMessage message) {
    ByteBuffer itsNonce = message.attribute(TurnRequest.NONCE);
    ByteBuffer itsRealm = message.attribute(TurnRequest.REALM);
    int code = message.errorCode();
    if (itsNonce == null) {
      return false;
    }
    if (code == UNAUTHORIZED && key == null && itsRealm != null) {
      realm = bytes(itsRealm);
      key = server.key(new String(realm, StandardCharsets.UTF_8));
    } else if (code != STALE_NONCE) {
      return false;
    }
    nonce = bytes(itsNonce);
    return true;
  }

  private static byte[] bytes(ByteBuffer value) {
    byte[] bytes = new byte[value.remaining()];
    value.get(bytes);
    return bytes;
  }

  /** The peer's channel is of no use; its number is not used again for another. */
  private void forget(@Nullable InetSocketAddress peer) {
    Channel channel = channels.get(peer);
    if (channel != null) {
      channel.bound = false;
    }
  }

  /**
   * The number under which a datagram for a peer goes to the server.
   *
   * @return 0 while there is none; then one is asked for, if there are not too many
   */
  int channelTo(InetSocketAddress peer, long now) {
    Channel channel = channels.get(peer);
    if (channel != null && channel.bound) {
      return channel.number;
    }
    boolean fits = peer.getAddress().getAddress().length == (ipv6 ? 16 : 4);
    if (relayed == null || failure != null || !fits) {
      return 0;
    }
    if (channel == null && peers.size() < MOST_CHANNELS) {
      channel = new Channel(FIRST_CHANNEL + peers.size());
      channels.put(peer, channel);
      peers.add(peer);
    }
    if (channel != null && requests.stream().noneMatch(each -> peer.equals(each.peer))) {
      requests.add(new Request(TurnRequest.CHANNEL_BIND, peer, channel.number, now));
    }
    return 0;
  }

  /** The peer that a channel stands for, or null. */
  @Nullable InetSocketAddress peerOf(int channel) {
    int index = channel - FIRST_CHANNEL;
    return index >= 0 && index < peers.size() ? peers.get(index) : null;
  }

  /** The request that gives the port back; null if there is none. */
  byte @Nullable [] release(long now) {
    if (relayed == null || failure != null) {
      return null;
    }
    requests.clear();
    failure = "it was given back";
    return write(new Request(TurnRequest.REFRESH, null, 0, now), now);
  }
}
