package io.sluice.crypto;

/** Which end of a DTLS handshake this side is: the client speaks first (RFC 6347). */
public enum Role {
  CLIENT,
  SERVER;

  /** The role of the other end. */
  public Role other() {
    return this == CLIENT ? SERVER : CLIENT;
  }
}
