package io.sluice.transport.session;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sluice.crypto.Role;
import io.sluice.crypto.pairing.Pake;
import io.sluice.crypto.pairing.PakeException;
import io.sluice.transport.api.Passphrase;
import io.sluice.transport.transfer.message.Hello;
import io.sluice.transport.transfer.message.Message;
import io.sluice.transport.transfer.message.PassphraseFirst;
import io.sluice.transport.transfer.message.PassphraseMessage;
import io.sluice.transport.transfer.message.PassphraseProof;
import io.sluice.transport.transfer.message.PassphraseSecond;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The proof that both sides know the same passphrase, before anything else is said: EC-JPAKE, bound
 * to the session by its exporter. Each side has one try. Belongs to the loop's thread.
 */
final class SecondFactor {
  private static final byte[] CONTEXT = "passphrase ".getBytes(US_ASCII);

  /** Null if there is no passphrase here. */
  private final @Nullable Pake pake;

  private final Deque<Message> toSay = new ArrayDeque<>();
  private boolean proved;

  private SecondFactor(@Nullable Pake pake) {
    this.pake = pake;
  }

  /**
   * @param role this side's in DTLS
   * @param exporter what only the two ends of this session know
   */
  static SecondFactor of(Passphrase passphrase, Role role, byte[] exporter) {
    if (passphrase.isNone()) {
      return new SecondFactor(null);
    }
    byte[] context =
        ByteBuffer.allocate(CONTEXT.length + exporter.length).put(CONTEXT).put(exporter).array();
    Pake.Participant self =
        role == Role.SERVER ? Pake.Participant.OFFERER : Pake.Participant.ANSWERER;
    return new SecondFactor(Pake.begin(self, passphrase.expose(), context, new SecureRandom()));
  }

  /** This side's bit in its Hello. */
  long feature() {
    return pake == null ? 0 : PassphraseMessage.FEATURE;
  }

  /** Takes what the peer says of itself; what the session ends with if one side has none. */
  @Nullable Ending meet(Hello theirs) {
    boolean asked = (theirs.features() & PassphraseMessage.FEATURE) != 0;
    if (asked && pake == null) {
      return Ending.unverified(
          "The other side asks for a passphrase, and none was given here: pair again, with"
              + " --passphrase on both sides.",
          "no passphrase was given here");
    }
    if (!asked && pake != null) {
      return Ending.unverified(
          "A passphrase was given here, and the other side has none: pair again, with --passphrase"
              + " on both sides.",
          "a passphrase is asked for here");
    }
    if (pake == null) {
      proved = true;
    } else {
      toSay.add(new PassphraseFirst(ByteBuffer.wrap(pake.first())));
    }
    return null;
  }

  /** Takes a step of the peer; what the session ends with if it is wrong. */
  @Nullable Ending receive(PassphraseMessage message) {
    if (pake == null) {
      return malformed();
    }
    byte[] step = new byte[message.step().remaining()];
    message.step().get(message.step().position(), step);
    try {
      switch (message) {
        case PassphraseFirst _ ->
            toSay.add(new PassphraseSecond(ByteBuffer.wrap(pake.second(step))));
        case PassphraseSecond _ -> {
          pake.finish(step);
          toSay.add(new PassphraseProof(ByteBuffer.wrap(pake.confirmation())));
        }
        case PassphraseProof _ -> {
          pake.confirm(step);
          proved = true;
        }
      }
      return null;
    } catch (PakeException e) {
      return e.fault() == PakeException.Fault.WRONG_PASSWORD ? wrong() : malformed();
    } catch (IllegalStateException outOfOrder) {
      return malformed();
    }
  }

  /** The next step of this side, or null. */
  @Nullable Message poll() {
    return toSay.poll();
  }

  /** Whether both sides know the same passphrase, or neither asks for one. */
  boolean isProved() {
    return proved;
  }

  /** Both sides come to it by themselves, and say it in the same words. */
  private static Ending wrong() {
    return Ending.unverified(
        "The passphrase was not the same on both sides. One try is all that a session allows, so it"
            + " is over: pair again.",
        "the passphrase was not the same");
  }

  private static Ending malformed() {
    return Ending.unverified(
        "The other side did not prove that it knows the passphrase: pair again.",
        "the passphrase was not proved");
  }
}
