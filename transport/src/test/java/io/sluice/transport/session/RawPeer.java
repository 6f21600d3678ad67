package io.sluice.transport.session;

import io.sluice.crypto.Role;
import io.sluice.crypto.identity.DeviceIdentity;
import io.sluice.crypto.pairing.PairingKeys;
import io.sluice.crypto.secret.Secret;
import io.sluice.crypto.store.KnownPeers;
import io.sluice.transport.api.Options;
import io.sluice.transport.channel.ChannelEvent;
import io.sluice.transport.channel.ChannelOptions;
import io.sluice.transport.channel.DataChannels;
import io.sluice.transport.ice.SelectedPair;
import io.sluice.transport.sctp.AssociationFactory;
import io.sluice.transport.sctp.api.Engine;
import io.sluice.transport.sctp.api.MemoryBudget;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.signal.OfferCode;
import io.sluice.transport.transfer.message.Hello;
import io.sluice.transport.transfer.message.Message;
import io.sluice.transport.transfer.message.Messages;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A peer that has the code and speaks the real protocol down to the messages, of which it says
 * whatever a test wants. Single-threaded: it runs while it is being asked.
 */
final class RawPeer implements AutoCloseable {
  private final Approach approach;
  private final SecurePath path;
  private final Engine engine;
  private final DataChannels channels;
  private final Queue<Message> heard = new ArrayDeque<>();
  private final byte[] exporter;

  private RawPeer(Approach approach, Approach.Secured secured) {
    this.approach = approach;
    this.path = secured.path();
    this.exporter = secured.path().exporter();
    engine =
        new AssociationFactory(MemoryBudget.UNLIMITED)
            .create(SctpOptions.defaults(), new SecureRandom());
    channels = new DataChannels(engine, approach.side().hasEvenIds(), Messages.MAX_BYTES);
    channels.openNegotiated(Conversation.CONTROL, ChannelOptions.ordered("control"));
    channels.openNegotiated(Conversation.BLOCKS, ChannelOptions.unordered("blocks"));
    channels.openNegotiated(Conversation.PIPE, ChannelOptions.ordered("pipe"));
    engine.connect(System.nanoTime());
  }

  static RawPeer answer(String offerCode) throws Exception {
    OfferCode offer = OfferCode.parse(offerCode, Instant.now());
    try (Secret secret = offer.secret()) {
      PairingKeys keys = PairingKeys.derive(secret);
      Approach approach = Approach.open(Side.ANSWERER, keys, Couple.LOOPBACK);
      approach.ice().start(Approach.iceCandidates(offer.candidates()));
      return connect(approach, keys);
    }
  }

  /** Makes a code; {@link Offer#accept} waits for who comes with it. */
  static Offer offer() throws Exception {
    Secret secret = Secret.random(OfferCode.SECRET_BYTES, new SecureRandom());
    PairingKeys keys = PairingKeys.derive(secret);
    Approach approach = Approach.open(Side.OFFERER, keys, Couple.LOOPBACK);
    approach.ice().start(List.of());
    Instant expires = Instant.now().plusSeconds(600);
    OfferCode offer = new OfferCode(secret, expires, approach.candidatesForCode());
    return new Offer(offer.text(), approach, keys);
  }

  /** A code that waits. */
  record Offer(String code, Approach approach, PairingKeys keys) {
    RawPeer accept() throws Exception {
      return connect(approach, keys);
    }
  }

  private static RawPeer connect(Approach approach, PairingKeys keys) throws Exception {
    SelectedPair pair = null;
    while (pair == null) {
      pair = approach.awaitPair(Couple.PATIENCE);
    }
    return new RawPeer(approach, approach.secure(pair, keys));
  }

  /** The greeting of a device that is what it says. */
  Hello hello(DeviceIdentity device, String name) {
    return hello(device, 0, name);
  }

  Hello hello(DeviceIdentity device, long features, String name) {
    return acquaintance(device, Role.CLIENT, features, name, exporter).hello();
  }

  /** What a device does that gets to know its peer by the rules, in a session of this exporter. */
  static Acquaintance acquaintance(
      DeviceIdentity device, Role role, long features, String name, byte[] exporter) {
    return new Acquaintance(
        role,
        exporter,
        device,
        new Acquaintance.Greeting(features, name),
        new Pins(KnownPeers.NONE, null),
        new PeerTrust(new LocalDevices(Options.defaults()), new EventQueue()),
        new SecureRandom());
  }

  /** What the two ends of this session share. */
  byte[] exporter() {
    return exporter.clone();
  }

  void say(Message message) throws Exception {
    say(Conversation.CONTROL, message.write());
  }

  void say(int channel, ByteBuffer message) throws Exception {
    long deadline = System.nanoTime() + Couple.PATIENCE.toNanos();
    while (!channels.send(channel, false, message, System.nanoTime())) {
      run();
      if (System.nanoTime() > deadline) {
        throw new AssertionError("nobody takes the message");
      }
    }
    run();
  }

  /** The next message of this kind; others before it are passed over. */
  <M extends Message> M hear(Class<M> kind) throws Exception {
    return kind.cast(hearEither(kind, kind));
  }

  /** The next message of one of these kinds; others before it are passed over. */
  Message hearEither(Class<? extends Message> kind, Class<? extends Message> other)
      throws Exception {
    long deadline = System.nanoTime() + Couple.PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      Message message = heard.poll();
      if (kind.isInstance(message) || other.isInstance(message)) {
        return java.util.Objects.requireNonNull(message);
      }
      if (message == null) {
        run();
      }
    }
    throw new AssertionError("no " + kind.getSimpleName());
  }

  /** The next message of any kind, or null if there is none within a moment. */
  @Nullable Message listen() throws Exception {
    if (heard.isEmpty()) {
      run();
    }
    return heard.poll();
  }

  /** One input, waiting a little for it, and all outputs. */
  private void run() throws Exception {
    @Nullable Input input = approach.inbox().poll(10_000_000);
    long now = System.nanoTime();
    if (input instanceof Input.Datagrams(var batch)) {
      path.receive(batch, engine, now);
      approach.exchange().giveBack(batch);
    }
    engine.handleTimeout(now);
    while (channels.pump(now)) {
      ChannelEvent event;
      while ((event = channels.pollEvent()) != null) {
        if (event instanceof ChannelEvent.Message(int _, boolean _, ByteBuffer payload)) {
          heard.add(Messages.parse(payload));
        }
      }
    }
    path.transmit(engine, now);
  }

  @Override
  public void close() {
    engine.close();
    path.close();
    approach.close();
  }
}
