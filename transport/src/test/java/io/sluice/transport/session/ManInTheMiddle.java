package io.sluice.transport.session;

import io.sluice.crypto.Role;
import io.sluice.crypto.identity.DeviceIdentity;
import io.sluice.transport.transfer.message.Block;
import io.sluice.transport.transfer.message.Hello;
import io.sluice.transport.transfer.message.IdentityMessage;
import io.sluice.transport.transfer.message.Message;
import io.sluice.transport.transfer.message.Reveal;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * Who owns both codes of a pairing: it answers the offer of one victim, makes an offer of its own
 * in its place for the other, and passes everything on between the two sessions. All it cannot pass
 * on is what proves a device, for which it has a key of its own.
 *
 * <pre>
 *   offerer ◀── its code ──▶ front │ this │ back ◀── a code of ours ──▶ answerer
 * </pre>
 */
final class ManInTheMiddle implements AutoCloseable {
  /** What it does with the greetings of its victims. */
  enum Greeting {
    /** It shows its own key under the victim's name. */
    OWN_KEY,
    /** It passes the victim's on as it is. */
    PASSED_ON
  }

  private final DeviceIdentity device = DeviceIdentity.generate(new SecureRandom());
  private final Greeting greeting;
  private final RawPeer.Offer back = RawPeer.offer();
  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param offerCode what the offering victim shows; the answering one is given {@link #code}
   */
  ManInTheMiddle(String offerCode, Greeting greeting) throws Exception {
    this.greeting = greeting;
    this.thread = Thread.ofPlatform().daemon().name("mallory").start(() -> run(offerCode));
  }

  /** What the answering victim is given in place of the offer. */
  String code() {
    return back.code();
  }

  private void run(String offerCode) {
    try (RawPeer toOfferer = RawPeer.answer(offerCode);
        RawPeer toAnswerer = back.accept()) {
      Session offerer = new Session(toOfferer, Role.CLIENT);
      Session answerer = new Session(toAnswerer, Role.SERVER);
      while (!closed) {
        offerer.passOn(answerer);
        answerer.passOn(offerer);
      }
    } catch (Exception e) {
      // A victim has left; the test looks at what the victims saw.
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One of the two sessions. */
  private final class Session {
    private final RawPeer victim;
    private final Role role;
    private @Nullable Acquaintance acquaintance;
    private @Nullable Hello greeted;

    Session(RawPeer victim, Role role) {
      this.victim = victim;
      this.role = role;
    }

    /** Takes what this victim says, and says it to the other. */
    void passOn(Session other) throws Exception {
      Message message = victim.listen();
      switch (message) {
        case null -> {}
        case Hello hello when greeting == Greeting.OWN_KEY -> {
          other.greet(hello);
          greeted = hello;
          answer();
        }
        case Reveal reveal when greeting == Greeting.OWN_KEY -> {
          if (acquaintance.receive(reveal) != null) {
            throw new AssertionError("a victim that cheats");
          }
        }
        case IdentityMessage identity -> other.victim.say(identity);
        case Block block -> other.victim.say(Conversation.BLOCKS, block.write());
        default -> other.victim.say(message);
      }
    }

    /** Greets this victim by the name of the other. */
    private void greet(Hello others) throws Exception {
      acquaintance =
          RawPeer.acquaintance(
              device, role, others.features(), others.deviceName(), victim.exporter());
      victim.say(acquaintance.hello());
      answer();
    }

    /** Answers this victim's greeting, when the name of the other is known too. */
    private void answer() throws Exception {
      if (acquaintance == null || greeted == null) {
        return;
      }
      acquaintance.meet(greeted);
      greeted = null;
      for (Message due; (due = acquaintance.poll()) != null; ) {
        victim.say(due);
      }
    }
  }
}
