package io.sluice.transport.session;

import io.sluice.crypto.Role;
import io.sluice.crypto.pairing.PairingKeys;
import io.sluice.transport.ice.IceCredentials;

/** The two sides of a pairing, and which part each plays in the protocols below. */
enum Side {
  /** Shows the code and waits: controlled in ICE, the server of DTLS. */
  OFFERER(Role.SERVER),
  /** Takes the code and comes: controlling in ICE, the client of DTLS. */
  ANSWERER(Role.CLIENT);

  private final Role dtlsRole;

  Side(Role dtlsRole) {
    this.dtlsRole = dtlsRole;
  }

  Role dtlsRole() {
    return dtlsRole;
  }

  /**
   * Whether this side controls ICE (RFC 8445 section 6.1.1, from which this deviates: the side that
   * knows the other's addresses first nominates).
   */
  boolean isControlling() {
    return this == ANSWERER;
  }

  /** Whether this side numbers its channels and transfers even (RFC 8832 section 6). */
  boolean hasEvenIds() {
    return dtlsRole == Role.CLIENT;
  }

  IceCredentials credentials(PairingKeys keys) {
    return switch (this) {
      case OFFERER ->
          new IceCredentials(
              keys.offererUfrag(),
              keys.offererPassword(),
              keys.answererUfrag(),
              keys.answererPassword());
      case ANSWERER ->
          new IceCredentials(
              keys.answererUfrag(),
              keys.answererPassword(),
              keys.offererUfrag(),
              keys.offererPassword());
    };
  }
}
