package io.sluice.transport.api;

import java.time.Instant;

/**
 * A code for one person to paste to the other. It holds the secret of a pairing: {@link #toString}
 * does not show it.
 *
 * @param text what to paste: one word of letters and digits; what to say, if it is short
 * @param kind whether it begins a pairing or answers one
 * @param expires when it stops working
 */
public record PairingCode(String text, Kind kind, Instant expires) {
  /** What a code is for. */
  public enum Kind {
    /** Begins a pairing. */
    OFFER,
    /** Answers one. */
    REPLY,
    /** Begins a pairing in the same network, and needs no reply: {@code 7-otter-canal}. */
    SHORT,
    /** None: the two devices know each other. The text is the name of the other. */
    KNOWN
  }

  @Override
  public String toString() {
    return "PairingCode[" + kind + ", expires " + expires + "]";
  }
}
