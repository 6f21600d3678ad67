package io.sluice.transport.transfer.message;

import java.nio.ByteBuffer;

/**
 * One step of the proof that both sides know the same passphrase. Sent only if both sides have
 * {@link #FEATURE} in their {@link Hello}, and nothing else is said before the proof is there.
 */
public sealed interface PassphraseMessage extends Message
    permits PassphraseFirst, PassphraseSecond, PassphraseProof {
  /** The bit in {@code Hello.features} of a side that asks for a passphrase. */
  long FEATURE = 32;

  /** What the step says, for the EC-JPAKE of {@code crypto.pairing}. */
  ByteBuffer step();

  /** Reads the one field that every step has. */
  static ByteBuffer parse(FieldReader in, int max) throws MalformedMessageException {
    ByteBuffer step = ByteBuffer.allocate(0);
    while (in.next()) {
      switch (in.field()) {
        case 1 -> step = in.bytes(max);
        default -> in.skip();
      }
    }
    return step;
  }
}
