package io.sluice.transport.api;

import java.time.Instant;

/**
 * A code for one person to paste to the other. It holds the secret of a pairing: {@link #toString}
 * does not show it.
 *
 * @param text what to paste: one word of letters and digits
 * @param kind whether it begins a pairing or answers one
 * @param expires when it stops working
 */
public record PairingCode(String text, Kind kind, Instant expires) {
  /** An offer begins a pairing; a reply answers one. */
  public enum Kind {
    OFFER,
    REPLY
  }

  @Override
  public String toString() {
    return "PairingCode[" + kind + ", expires " + expires + "]";
  }
}
