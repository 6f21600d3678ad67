package io.sluice.transport.transfer.message;

import java.io.Serial;
import java.util.OptionalLong;

/**
 * Bytes of the peer that are not a message. The text says why, is safe to show, and quotes nothing
 * of the peer that is not escaped.
 */
public final class MalformedMessageException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final long transfer;

  MalformedMessageException(String why) {
    this(why, -1);
  }

  private MalformedMessageException(String why, long transfer) {
    super(why);
    this.transfer = transfer;
  }

  /** The same about a message whose transfer could be read although the rest could not. */
  MalformedMessageException inTransfer(long id) {
    var located = new MalformedMessageException(String.valueOf(getMessage()), id);
    located.initCause(this);
    return located;
  }

  /** The transfer that the message belongs to, if that much was readable: it has to end. */
  public OptionalLong transfer() {
    return transfer < 0 ? OptionalLong.empty() : OptionalLong.of(transfer);
  }
}
