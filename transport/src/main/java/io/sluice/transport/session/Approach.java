package io.sluice.transport.session;

import static java.util.stream.Collectors.toSet;

import io.sluice.crypto.Role;
import io.sluice.crypto.dtls.CipherPolicy;
import io.sluice.crypto.dtls.DtlsConnection;
import io.sluice.crypto.dtls.DtlsException;
import io.sluice.crypto.dtls.ProvenLink;
import io.sluice.crypto.pairing.PairingKeys;
import io.sluice.crypto.secret.Secret;
import io.sluice.transport.api.AddressPolicy;
import io.sluice.transport.api.Cipher;
import io.sluice.transport.api.Options;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.Relay;
import io.sluice.transport.api.TransportException;
import io.sluice.transport.ice.AddressRules;
import io.sluice.transport.ice.Candidate;
import io.sluice.transport.ice.IceAgent;
import io.sluice.transport.ice.IceOptions;
import io.sluice.transport.ice.SelectedPair;
import io.sluice.transport.ice.TurnServer;
import io.sluice.transport.signal.CodeCandidate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The way to a peer: sockets and candidates first, then a selected pair, then the handshake over
 * it. What arrives meanwhile waits in the inbox that the {@link PeerLoop} will read.
 */
final class Approach implements AutoCloseable {
  /** Long enough for the handshake over a path that loses a third of its datagrams. */
  private static final Duration HANDSHAKE_PATIENCE = Duration.ofSeconds(20);

  private final Side side;
  private final Inbox inbox = new Inbox();
  private final DatagramExchange exchange = new DatagramExchange(inbox);
  private final IceAgent ice;
  private final Cipher cipher;

  private Approach(Side side, PairingKeys keys, IceOptions options, Cipher cipher)
      throws IOException {
    this.side = side;
    this.cipher = cipher;
    this.ice = IceAgent.open(options, side.credentials(keys), side.isControlling(), exchange);
  }

  static Approach open(Side side, PairingKeys keys, Options options) throws TransportException {
    try {
      return new Approach(side, keys, iceOptions(options), options.cipher());
    } catch (IOException e) {
      throw new TransportException(
          Problem.NO_CONNECTION, "No network address to be reached at: " + e.getMessage(), e);
    }
  }

  private static IceOptions iceOptions(Options options) throws IOException {
    AddressPolicy policy = options.addresses();
    return IceOptions.defaults()
        .withAddresses(rules(options))
        .revealing(policy.reveals().stream().map(Approach::typeOf).collect(toSet()))
        .withOffline(policy.offline())
        .withStunServers(options.stunServers())
        .withTurnServers(options.relays().stream().map(Approach::turnServer).toList());
  }

  private static TurnServer turnServer(Relay relay) {
    byte[] password = relay.password().expose().getBytes(StandardCharsets.UTF_8);
    return new TurnServer(relay.server(), relay.user(), Secret.copyOf(password));
  }

  /** Which addresses of this machine may be used. */
  static AddressRules rules(Options options) throws IOException {
    AddressPolicy policy = options.addresses();
    return AddressRules.of(policy.only(), policy.never(), policy.ipv6());
  }

  private static String typeOf(AddressPolicy.Kind kind) {
    return switch (kind) {
      case HOST -> Candidate.HOST;
      case SERVER_REFLEXIVE -> Candidate.SERVER_REFLEXIVE;
      case RELAYED -> Candidate.RELAYED;
    };
  }

  Side side() {
    return side;
  }

  Inbox inbox() {
    return inbox;
  }

  DatagramExchange exchange() {
    return exchange;
  }

  IceAgent ice() {
    return ice;
  }

  /** This side's candidates as a code carries them. */
  List<CodeCandidate> candidatesForCode() {
    List<CodeCandidate> all =
        ice.localCandidates().stream()
            .map(c -> new CodeCandidate(c.address(), c.port(), CodeCandidate.Type.of(c.type())))
            .toList();
    // A relay is the last of them, and the only one that always works.
    long relays = all.stream().filter(Approach::isRelay).count();
    return Stream.concat(
            all.stream().filter(c -> !isRelay(c)).limit(CodeCandidate.MAX_PER_CODE - relays),
            all.stream().filter(Approach::isRelay))
        .toList();
  }

  private static boolean isRelay(CodeCandidate candidate) {
    return candidate.type() == CodeCandidate.Type.RELAY;
  }

  /** A code's candidates as ICE takes them. */
  static List<Candidate> iceCandidates(List<CodeCandidate> candidates) {
    return candidates.stream()
        .map(c -> new Candidate(typeOf(c.type()), c.address(), c.port()))
        .toList();
  }

  private static String typeOf(CodeCandidate.Type type) {
    return switch (type) {
      case HOST -> Candidate.HOST;
      case SRFLX -> Candidate.SERVER_REFLEXIVE;
      case RELAY -> Candidate.RELAYED;
    };
  }

  /** The path that the checks found, or null if there is none yet. */
  @Nullable SelectedPair awaitPair(Duration patience) throws InterruptedException {
    return ice.await(patience);
  }

  /** A secured path over the pair that was selected, and what seals it. */
  record Secured(SelectedPair pair, SecurePath path, Cipher cipher, String cipherRemark) {}

  /**
   * Runs the DTLS handshake.
   *
   * @param keys stay the caller's, who may try again
   * @throws TransportException if the peer does not hold the same secret, or stops answering
   */
  Secured secure(SelectedPair pair, PairingKeys keys) throws TransportException {
    HandshakeLink link = new HandshakeLink(inbox, exchange, pair.socket(), pair.remote());
    CipherPolicy ciphers = Ciphers.policy(cipher);
    Role role = side.dtlsRole();
    try {
      ProvenLink proven = new ProvenLink(link, role, keys.handshakeMacKey());
      DtlsConnection dtls =
          DtlsConnection.handshake(role, keys.dtlsPsk(), ciphers, proven, HANDSHAKE_PATIENCE);
      link.release();
      SecurePath path = new SecurePath(dtls, pair.socket(), pair.remote(), ice, System.nanoTime());
      return new Secured(pair, path, Ciphers.agreed(dtls.cipher()), Ciphers.remark(ciphers));
    } catch (DtlsException e) {
      throw explain(e);
    }
  }

  private static TransportException explain(DtlsException e) {
    return switch (e.reason()) {
      case INCOMPATIBLE ->
          new TransportException(
              Problem.OTHER,
              "The two sides take no cipher in common: leave out --cipher, or give both the same.",
              e);
      case REJECTED ->
          new TransportException(
              Problem.VERIFICATION,
              "The other side could not prove that it has the same code: pair again with a new"
                  + " code.",
              e);
      case TIMEOUT, CLOSED ->
          new TransportException(
              Problem.NO_CONNECTION,
              "A path to the other side was found, but it stopped answering: pair again.",
              e);
    };
  }

  @Override
  public void close() {
    inbox.close();
    ice.close();
  }
}
