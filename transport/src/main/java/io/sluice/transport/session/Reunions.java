package io.sluice.transport.session;

import io.sluice.crypto.identity.DeviceKey;
import io.sluice.crypto.pairing.PairingKeys;
import io.sluice.crypto.pairing.Rendezvous;
import io.sluice.crypto.secret.Secret;
import io.sluice.transport.api.Options;
import io.sluice.transport.api.Pairing;
import io.sluice.transport.api.PairingCode;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import io.sluice.transport.ice.Candidate;
import io.sluice.transport.lan.Discovery.Announcement;
import io.sluice.transport.lan.Discovery.Sighting;
import io.sluice.transport.lan.Tag;
import io.sluice.transport.sctp.api.EngineFactory;
import io.sluice.transport.signal.CodeCandidate;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How devices that keep a pair secret meet without a code: the host announces a tag in its
 * networks, and waits as one does who has shown a code; the guest looks for the tag, and comes as
 * one does who was given that code. Both take the secret of the pairing from the pair secret and
 * the time.
 */
final class Reunions {
  private final Options options;
  private final EngineFactory engines;
  private final LocalDevices devices;
  private final Nearby nearby;
  private final Starter starter;

  /**
   * The ids of announcements that led to a meeting, one for each. They serve one guest, and are
   * heard of for a while after.
   */
  private final Set<String> spent = ConcurrentHashMap.newKeySet();

  /** What lets a pairing begin, and knows it until it is over. */
  interface Starter {
    CodePairing start(CodePairing pairing, List<Candidate> remoteCandidates);
  }

  Reunions(
      Options options,
      EngineFactory engines,
      LocalDevices devices,
      Nearby nearby,
      Starter starter) {
    this.options = options;
    this.engines = engines;
    this.devices = devices;
    this.nearby = nearby;
    this.starter = starter;
  }

  /** Waits for a known device until the slot of the tag is over, or the networks are others. */
  Pairing host(String name) throws TransportException {
    LocalDevices expecting = devices.expecting(name);
    Secret pairSecret = expecting.pairSecret();
    DeviceKey host = devices.identity().key();
    Instant now = Instant.now();
    long slot = Rendezvous.slot(now.getEpochSecond());
    Duration left =
        Duration.between(now, Instant.ofEpochSecond((slot + 1) * Rendezvous.SLOT.toSeconds()));
    try (Secret secret = Rendezvous.secret(pairSecret, host, slot)) {
      PairingKeys keys = PairingKeys.derive(secret);
      Set<InetAddress> addresses = addresses();
      Approach approach = Approach.open(Side.OFFERER, keys, options);
      CodePairing pairing =
          new CodePairing(approach, keys, code(name, left), engines, expecting, left);
      List<CodeCandidate> candidates = approach.candidatesForCode();
      if (candidates.isEmpty()) {
        pairing.close();
        throw new TransportException(
            Problem.NO_CONNECTION, "This machine has no network in which it could be found.");
      }
      starter.start(pairing, List.of());
      try {
        Announcement announcement =
            nearby.announce(
                Tag.of(Rendezvous.tag(pairSecret, host, slot)), candidates.getFirst().port());
        pairing.whenOver(announcement::close);
      } catch (TransportException e) {
        pairing.close();
        throw e;
      }
      return new Hosting(pairing, () -> holds(slot, addresses));
    }
  }

  private boolean holds(long slot, Set<InetAddress> announced) {
    return Rendezvous.slot(Instant.now().getEpochSecond()) == slot && announced.equals(addresses());
  }

  /** Where this machine can be found now. */
  private Set<InetAddress> addresses() {
    try {
      return Set.copyOf(nearby.addresses());
    } catch (IOException e) {
      return Set.of();
    }
  }

  /** Looks for a known device, and goes to it. */
  Pairing visit(String name) throws TransportException {
    LocalDevices expecting = devices.expecting(name);
    Visit visit =
        new Visit(
            this,
            expecting.expected(),
            expecting.pairSecret(),
            expecting,
            code(name, options.connectWithin()));
    visit.begin(options.connectWithin());
    return visit;
  }

  /** Who waits under the tag of this slot, but for those that were met already. */
  List<Sighting> find(Secret pairSecret, DeviceKey host, long slot, Duration patience)
      throws TransportException, InterruptedException {
    Tag tag = Tag.of(Rendezvous.tag(pairSecret, host, slot));
    long deadline = System.nanoTime() + patience.toNanos();
    List<Sighting> found = List.of();
    for (long left = patience.toNanos(); found.isEmpty() && left > 0; ) {
      found =
          nearby.find(tag, Duration.ofNanos(left)).stream()
              .filter(sighting -> !spent.contains(sighting.id()))
              .toList();
      left = deadline - System.nanoTime();
    }
    return found;
  }

  /** Whoever was found is met. Of several, nobody can tell which one it was. */
  void met(List<Sighting> found) {
    List<String> ids = found.stream().map(Sighting::id).distinct().toList();
    if (ids.size() == 1) {
      spent.add(ids.getFirst());
    }
  }

  /** Comes to the host that was found. */
  CodePairing come(
      Secret pairSecret,
      DeviceKey host,
      long slot,
      LocalDevices expecting,
      List<Sighting> found,
      PairingCode code,
      Duration patience)
      throws TransportException {
    try (Secret secret = Rendezvous.secret(pairSecret, host, slot)) {
      PairingKeys keys = PairingKeys.derive(secret);
      Approach approach = Approach.open(Side.ANSWERER, keys, options);
      List<Candidate> remote =
          found.stream()
              .map(
                  s ->
                      new Candidate(
                          Candidate.HOST, s.address().getAddress(), s.address().getPort()))
              .toList();
      return starter.start(
          new CodePairing(approach, keys, code, engines, expecting, patience), remote);
    }
  }

  private static PairingCode code(String name, Duration life) {
    return new PairingCode(name, PairingCode.Kind.KNOWN, Instant.now().plus(life));
  }
}
