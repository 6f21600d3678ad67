package io.sluice.transport.transfer.message;

import java.nio.ByteBuffer;

/** One message of a session. {@link Messages} reads them. */
public sealed interface Message
    permits Hello,
        Goodbye,
        Text,
        TextTaken,
        IdentityMessage,
        TransferMessage,
        PipeMessage,
        PassphraseMessage,
        RenewalMessage,
        Unknown {
  /** The bytes to send, in a buffer of its own. */
  default ByteBuffer write() {
    return Messages.write(this);
  }
}
