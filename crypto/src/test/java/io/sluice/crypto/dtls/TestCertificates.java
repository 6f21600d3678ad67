package io.sluice.crypto.dtls;

import io.sluice.crypto.Fingerprint;
import io.sluice.crypto.Role;

/** The certificates of two sides, each of which was told the other's fingerprint. */
record TestCertificates(DtlsCertificate client, DtlsCertificate server) implements TestPair.Side {
  TestCertificates() {
    this(DtlsCertificate.generate(), DtlsCertificate.generate());
  }

  DtlsCertificate of(Role role) {
    return role == Role.CLIENT ? client : server;
  }

  @Override
  public DtlsConnection handshake(TestNet net, Role role) throws DtlsException {
    return handshake(net, role, of(role.other()).fingerprint());
  }

  /** The handshake of a side that was told this fingerprint. */
  DtlsConnection handshake(TestNet net, Role role, Fingerprint told) throws DtlsException {
    return DtlsConnection.handshake(role, of(role), told, net.end(role), TestPair.PATIENCE);
  }
}
