package io.sluice.transport.session;

import io.sluice.crypto.dtls.WarmUp;
import io.sluice.crypto.identity.SessionProof;
import io.sluice.crypto.pairing.PairingKeys;
import io.sluice.crypto.secret.Secret;
import io.sluice.transport.api.AddressReport;
import io.sluice.transport.api.Cipher;
import io.sluice.transport.api.CipherReport;
import io.sluice.transport.api.Devices;
import io.sluice.transport.api.Listing;
import io.sluice.transport.api.Node;
import io.sluice.transport.api.Options;
import io.sluice.transport.api.OptionsException;
import io.sluice.transport.api.Pairing;
import io.sluice.transport.api.PairingCode;
import io.sluice.transport.api.SavedTransfer;
import io.sluice.transport.api.Selection;
import io.sluice.transport.api.TransportException;
import io.sluice.transport.compress.Zstd;
import io.sluice.transport.files.handle.DirectoryHandle;
import io.sluice.transport.ice.Candidate;
import io.sluice.transport.ice.Ice4j;
import io.sluice.transport.sctp.api.EngineFactory;
import io.sluice.transport.signal.OfferCode;
import io.sluice.transport.signal.ReplyCode;
import io.sluice.transport.signal.ShortCode;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** This machine's end: makes pairings out of codes, and closes what came of them. */
public final class LocalNode implements Node {
  /** A computer that announces a code answers a question for it within a second. */
  private static final Duration FIND_PATIENCE = Duration.ofSeconds(6);

  private final Options options;
  private final EngineFactory engines;
  private final LocalDevices devices;
  private final Nearby nearby;
  private final Reunions reunions;
  private final SecureRandom random = new SecureRandom();
  private final Set<CodePairing> pairings = ConcurrentHashMap.newKeySet();

  /**
   * Begins to warm up what pairing needs, while the user is still busy with the code.
   *
   * @throws OptionsException if the options ask for what is not there
   */
  public LocalNode(Options options) {
    this.options = options;
    this.engines = Engines.named(options.sctpEngine());
    this.devices = new LocalDevices(options);
    this.nearby = new Nearby(options, FIND_PATIENCE, random);
    this.reunions = new Reunions(options, engines, devices, nearby, this::start);
    if (options.cipher() != Cipher.AUTOMATIC) {
      var _ = Ciphers.policy(options.cipher());
    }
    Thread.ofPlatform().name("warm-up-ice").daemon().start(Ice4j::prepare);
    Thread.ofPlatform().name("warm-up-dtls").daemon().start(LocalNode::warmUp);
  }

  @Override
  public Pairing offer() throws TransportException {
    return offerPasted();
  }

  @Override
  public Pairing offerNearby() throws TransportException {
    ShortCode code = nearby.newCode();
    CodePairing pairing = offerPasted();
    try {
      return nearby.offer(code, pairing);
    } catch (TransportException e) {
      pairing.close();
      throw e;
    }
  }

  private CodePairing offerPasted() throws TransportException {
    devices.prepare();
    try (Secret secret = Secret.random(OfferCode.SECRET_BYTES, random)) {
      PairingKeys keys = PairingKeys.derive(secret);
      Approach approach = Approach.open(Side.OFFERER, keys, options);
      OfferCode offer =
          new OfferCode(
              secret, Instant.now().plus(options.codeLifetime()), approach.candidatesForCode());
      PairingCode code = new PairingCode(offer.text(), PairingCode.Kind.OFFER, offer.expires());
      return start(
          new CodePairing(approach, keys, code, engines, devices, options.codeLifetime()),
          List.of());
    }
  }

  @Override
  public Pairing answer(String offerCode) throws TransportException {
    if (!ShortCode.isMeant(offerCode)) {
      return answerPasted(offerCode);
    }
    ShortCode code = ShortCode.parse(offerCode);
    Instant expires = Instant.now().plus(options.connectWithin());
    return NearbyAnswer.begin(code, nearby, expires, this::answerPasted);
  }

  private CodePairing answerPasted(String offerCode) throws TransportException {
    OfferCode offer = OfferCode.parse(offerCode, Instant.now());
    devices.prepare();
    try (Secret secret = offer.secret()) {
      PairingKeys keys = PairingKeys.derive(secret);
      Approach approach = Approach.open(Side.ANSWERER, keys, options);
      ReplyCode reply = new ReplyCode(approach.candidatesForCode());
      PairingCode code = new PairingCode(reply.text(keys), PairingCode.Kind.REPLY, offer.expires());
      return start(
          new CodePairing(approach, keys, code, engines, devices, options.connectWithin()),
          Approach.iceCandidates(offer.candidates()));
    }
  }

  @Override
  public Pairing host(String name) throws TransportException {
    return reunions.host(name);
  }

  @Override
  public Pairing visit(String name) throws TransportException {
    return reunions.visit(name);
  }

  @Override
  public AddressReport addresses() throws TransportException {
    return Revelation.of(options, random);
  }

  @Override
  public CipherReport ciphers() {
    return Ciphers.report(options.cipher());
  }

  @Override
  public Listing list(Selection selection) throws TransportException {
    return Preview.of(selection);
  }

  @Override
  public Devices devices() {
    return devices;
  }

  @Override
  public List<SavedTransfer> saved() throws TransportException {
    return Saved.list(options.home());
  }

  @Override
  public void discard(String id) throws TransportException {
    Saved.discard(options.home(), id);
  }

  @Override
  public void close() {
    pairings.forEach(CodePairing::closeWithPeer);
    pairings.clear();
    nearby.close();
  }

  private static void warmUp() {
    SessionProof.warmUp();
    WarmUp.run();
  }

  private CodePairing start(CodePairing pairing, List<Candidate> remoteCandidates) {
    pairings.removeIf(CodePairing::isOver);
    pairings.add(pairing);
    // The code is there: nobody waits for this machine any more.
    Thread.ofPlatform().name("warm-up-files").daemon().start(DirectoryHandle::prepare);
    Thread.ofPlatform().name("warm-up-zstd").daemon().start(Zstd::isAvailable);
    pairing.start(remoteCandidates, options);
    return pairing;
  }
}
