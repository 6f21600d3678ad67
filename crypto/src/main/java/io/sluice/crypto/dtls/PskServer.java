package io.sluice.crypto.dtls;

import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsPSKIdentityManager;
import org.jspecify.annotations.Nullable;

/** The server that proves itself, and the client, by a pre-shared key. */
final class PskServer extends DtlsServer {
  private final PskIdentity psk;

  PskServer(SluiceTlsCrypto crypto, PskIdentity psk, CipherPolicy policy, int patienceMillis) {
    super(
        crypto,
        policy,
        policy.suites(DtlsCipher::pskSuite),
        DtlsProfile.PSK_GROUPS,
        patienceMillis);
    this.psk = psk;
  }

  /** No certificate: both sides prove the pre-shared key. */
  @Override
  public @Nullable TlsCredentials getCredentials() {
    return null;
  }

  @Override
  public TlsPSKIdentityManager getPSKIdentityManager() {
    return psk;
  }
}
