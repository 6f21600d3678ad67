package io.sluice.crypto.dtls;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Vector;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;

/** The client that shows its certificate, and knows the server's by its fingerprint. */
final class CertificateClient extends DtlsClient {
  private final SluiceTlsCrypto crypto;
  private final Credentials.Certificates certificates;

  CertificateClient(
      SluiceTlsCrypto crypto,
      Credentials.Certificates certificates,
      CipherPolicy policy,
      int patienceMillis) {
    super(
        crypto,
        policy.suites(DtlsCipher::certificateSuite),
        DtlsProfile.CERTIFICATE_GROUPS,
        patienceMillis);
    this.crypto = crypto;
    this.certificates = certificates;
  }

  @Override
  @SuppressWarnings("JdkObsolete") // The type is Bouncy Castle's.
  protected Vector<SignatureAndHashAlgorithm> getSupportedSignatureAlgorithms() {
    return DtlsProfile.signatures();
  }

  @Override
  @SuppressWarnings({"rawtypes", "JdkObsolete"}) // The type is Bouncy Castle's.
  public Hashtable getClientExtensions() throws IOException {
    Hashtable extensions = super.getClientExtensions();
    TlsSRTPUtils.addUseSRTPExtension(extensions, DtlsProfile.useSrtp());
    return extensions;
  }

  @Override
  public TlsAuthentication getAuthentication() {
    return new TlsAuthentication() {
      @Override
      public void notifyServerCertificate(TlsServerCertificate shown) throws IOException {
        certificates.check(shown.getCertificate());
      }

      @Override
      public TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
        return certificates.own().signer(new TlsCryptoParameters(context), crypto);
      }
    };
  }
}
