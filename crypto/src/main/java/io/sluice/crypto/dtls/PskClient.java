package io.sluice.crypto.dtls;

import java.io.IOException;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.AbstractTlsClient;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateStatusRequest;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsPSKIdentity;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.jspecify.annotations.Nullable;

/** The client role of {@link PskProfile} for Bouncy Castle. */
final class PskClient extends AbstractTlsClient implements PskPeer {
  private final PskIdentity psk;
  private final int patienceMillis;
  private byte @Nullable [] exporter;

  PskClient(TlsCrypto crypto, PskIdentity psk, int patienceMillis) {
    super(crypto);
    this.psk = psk;
    this.patienceMillis = patienceMillis;
  }

  @Override
  public byte[] exporter() {
    if (exporter == null) {
      throw new IllegalStateException("the handshake is not complete");
    }
    return exporter;
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    exporter = PskProfile.exporter(context);
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return PskProfile.versions();
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return PskProfile.suites();
  }

  @Override
  @SuppressWarnings({"rawtypes", "JdkObsolete"}) // The type is Bouncy Castle's.
  protected Vector<Integer> getSupportedGroups(Vector namedGroupRoles) {
    return new Vector<>(List.of(PskProfile.GROUP));
  }

  @Override
  protected @Nullable CertificateStatusRequest getCertificateStatusRequest() {
    return null;
  }

  @Override
  public int getHandshakeTimeoutMillis() {
    return patienceMillis;
  }

  @Override
  public int getHandshakeResendTimeMillis() {
    return PskProfile.RESEND_MILLIS;
  }

  @Override
  public boolean requiresExtendedMasterSecret() {
    return true;
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
