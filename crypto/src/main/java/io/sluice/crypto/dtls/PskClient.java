package io.sluice.crypto.dtls;

import java.io.IOException;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsPSKIdentity;

/** The client that proves itself, and the server, by a pre-shared key. */
final class PskClient extends DtlsClient {
  private final PskIdentity psk;

  PskClient(SluiceTlsCrypto crypto, PskIdentity psk, CipherPolicy policy, int patienceMillis) {
    super(crypto, policy.suites(DtlsCipher::pskSuite), DtlsProfile.PSK_GROUPS, patienceMillis);
    this.psk = psk;
  }

  /** Called for a server that shows a certificate, which no sluice peer has. */
  @Override
  public TlsAuthentication getAuthentication() throws IOException {
    throw new TlsFatalAlert(AlertDescription.unexpected_message);
  }

  @Override
  public TlsPSKIdentity getPSKIdentity() {
    return psk;
  }
}
