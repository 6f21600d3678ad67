package io.sluice.transport.session;

import io.sluice.crypto.Role;
import io.sluice.crypto.identity.DeviceIdentity;
import io.sluice.crypto.identity.DeviceKey;
import io.sluice.crypto.identity.SessionProof;
import io.sluice.crypto.pairing.PairSecret;
import io.sluice.crypto.pairing.SafetyWords;
import io.sluice.crypto.pairing.Words;
import io.sluice.crypto.secret.Secret;
import io.sluice.transport.api.Passphrase;
import io.sluice.transport.transfer.message.Hello;
import io.sluice.transport.transfer.message.IdentityMessage;
import io.sluice.transport.transfer.message.Message;
import io.sluice.transport.transfer.message.PassphraseMessage;
import io.sluice.transport.transfer.message.Remember;
import io.sluice.transport.transfer.message.Reveal;
import io.sluice.transport.transfer.message.WordsMatch;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How two devices and their users get to know each other. Belongs to the loop's thread.
 *
 * <pre>
 *   Hello: key, signature over this session, commitment   both ways, first of all
 *   Reveal: the nonce committed to                        both ways, when the peer's Hello is there
 *   WordsMatch                                            when a user says so
 *   Remember: a share of the pair secret                  when a side is willing
 * </pre>
 */
final class Acquaintance {
  private final Role role;
  private final byte[] exporter;
  private final DeviceIdentity own;
  private final Pins pins;
  private final Discoveries discoveries;
  private final SafetyWords safety;
  private final SecondFactor secondFactor;
  private final Hello hello;
  private final Queue<Message> due = new ArrayDeque<>();
  private final byte[] share = new byte[PairSecret.BYTES];
  private byte @Nullable [] peerShare;
  private @Nullable DeviceKey peer;
  private boolean revealed;
  private boolean matched;
  private boolean peerMatched;
  private boolean willing;

  /**
   * @param role this side's in DTLS
   * @param exporter what only the two ends of this session know
   * @param greeting what this side says of itself, without its key
   * @param random a {@code java.security.SecureRandom}
   */
  Acquaintance(
      Role role,
      byte[] exporter,
      DeviceIdentity own,
      Greeting greeting,
      Pins pins,
      Discoveries discoveries,
      RandomGenerator random) {
    this.role = role;
    this.exporter = exporter.clone();
    this.own = own;
    this.pins = pins;
    this.discoveries = discoveries;
    this.safety = new SafetyWords(role, exporter, own.key(), random);
    this.secondFactor = SecondFactor.of(greeting.passphrase(), role, exporter);
    random.nextBytes(share);
    this.hello =
        new Hello(
            Conversation.PROTOCOL_VERSION,
            greeting.features() | secondFactor.feature(),
            greeting.deviceName(),
            ByteBuffer.wrap(own.key().toBytes()),
            ByteBuffer.wrap(SessionProof.sign(own, role, exporter)),
            ByteBuffer.wrap(safety.commitment()));
  }

  /** What a side says of itself besides its key. */
  record Greeting(long features, String deviceName, Passphrase passphrase) {
    /** Without a passphrase. */
    Greeting(long features, String deviceName) {
      this(features, deviceName, Passphrase.NONE);
    }
  }

  /** What comes out of it, on the loop's thread. */
  interface Discoveries {
    /** The words that the users may compare. */
    void words(List<String> words);

    /** The peer's user has found them the same. */
    void peerFoundThemTheSame();

    /** Both sides want to keep this secret of each other. */
    void paired(Secret secret);
  }

  /** This side's first message. */
  Hello hello() {
    return hello;
  }

  /** Takes the peer's; what the session ends with if this is not who it should be, or null. */
  @Nullable Ending meet(Hello theirs) {
    DeviceKey key = key(theirs.deviceKey());
    byte[] proof = bytes(theirs.signature());
    byte[] commitment = bytes(theirs.commitment());
    if (key == null
        || !SessionProof.verifies(key, role.other(), exporter, proof)
        || commitment.length != SafetyWords.COMMITMENT_BYTES) {
      return Ending.unverified(
          "The other side could not prove which device it is. If this happens again, somebody sits"
              + " between the two of you, or one side's sluice is broken.",
          "your device did not prove its key in this session");
    }
    peer = key;
    due.add(new Reveal(ByteBuffer.wrap(safety.reveal(commitment))));
    Ending stranger = pins.judge(key, theirs.deviceName());
    return stranger != null ? stranger : secondFactor.meet(theirs);
  }

  /** The device that the peer has proved to be; null before. */
  @Nullable DeviceKey peer() {
    return peer;
  }

  /** Whether the peer may be heard: it knows the passphrase, or none is asked for. */
  boolean isProved() {
    return peer != null && secondFactor.isProved();
  }

  /** Takes a step of the proof of the passphrase; what the session ends with, or null. */
  @Nullable Ending receive(PassphraseMessage step) {
    return peer == null ? broken() : secondFactor.receive(step);
  }

  /** Takes a later message; what the session ends with, or null. */
  @Nullable Ending receive(IdentityMessage message) {
    DeviceKey key = peer;
    if (key == null) {
      return broken();
    }
    return switch (message) {
      case Reveal(ByteBuffer nonce) -> reveal(bytes(nonce), key);
      case WordsMatch _ -> {
        if (!peerMatched) {
          peerMatched = true;
          discoveries.peerFoundThemTheSame();
        }
        yield null;
      }
      case Remember(ByteBuffer theirs) -> {
        if (peerShare != null || theirs.remaining() != PairSecret.BYTES) {
          yield broken();
        }
        peerShare = bytes(theirs);
        pairIfBothWant(key);
        yield null;
      }
    };
  }

  /** The user has found the words the same. */
  void match() {
    if (!matched) {
      matched = true;
      due.add(new WordsMatch());
    }
  }

  /** This side wants to meet the peer again without a code. */
  void remember() {
    DeviceKey key = peer;
    if (!willing && key != null) {
      willing = true;
      due.add(new Remember(ByteBuffer.wrap(share)));
      pairIfBothWant(key);
    }
  }

  /** The next thing to say, or null. */
  @Nullable Message poll() {
    Message message = due.poll();
    return message != null ? message : secondFactor.poll();
  }

  /** The next step of the proof of the passphrase, or null. */
  @Nullable Message pollProof() {
    return secondFactor.poll();
  }

  private @Nullable Ending reveal(byte[] nonce, DeviceKey key) {
    List<Integer> numbers = revealed ? null : safety.numbers(nonce, key);
    if (numbers == null) {
      return Ending.unverified(
          "The other side tried to choose the safety words: somebody sits between the two of you,"
              + " or its sluice is broken.",
          "your device did not show the nonce that it had committed itself to");
    }
    revealed = true;
    discoveries.words(numbers.stream().map(Words::word).toList());
    return null;
  }

  private void pairIfBothWant(DeviceKey key) {
    byte[] theirs = peerShare;
    if (willing && theirs != null) {
      discoveries.paired(PairSecret.of(role, exporter, own.key(), share, key, theirs));
    }
  }

  private static Ending broken() {
    return Ending.unverified(
        "The other side broke the rules by which devices get to know each other.",
        "your device broke the rules by which devices get to know each other");
  }

  private static @Nullable DeviceKey key(ByteBuffer bytes) {
    try {
      return DeviceKey.of(bytes(bytes));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static byte[] bytes(ByteBuffer view) {
    byte[] bytes = new byte[view.remaining()];
    view.get(view.position(), bytes);
    return bytes;
  }
}
