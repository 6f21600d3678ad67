package io.sluice.crypto.dtls;

import java.io.IOException;
import java.util.Arrays;
import java.util.Hashtable;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;

/** The server that shows its certificate, and demands one of which it knows the fingerprint. */
final class CertificateServer extends DtlsServer {
  private final SluiceTlsCrypto crypto;
  private final Credentials.Certificates certificates;
  private boolean mediaOffered;

  CertificateServer(
      SluiceTlsCrypto crypto,
      Credentials.Certificates certificates,
      CipherPolicy policy,
      int patienceMillis) {
    super(
        crypto,
        policy,
        policy.suites(DtlsCipher::certificateSuite),
        DtlsProfile.CERTIFICATE_GROUPS,
        patienceMillis);
    this.crypto = crypto;
    this.certificates = certificates;
  }

  @Override
  public TlsCredentials getCredentials() throws IOException {
    return certificates.own().signer(new TlsCryptoParameters(context), crypto);
  }

  @Override
  @SuppressWarnings("rawtypes") // The type is Bouncy Castle's.
  public void processClientExtensions(Hashtable extensions) throws IOException {
    super.processClientExtensions(extensions);
    UseSRTPData offered = extensions == null ? null : TlsSRTPUtils.getUseSRTPExtension(extensions);
    mediaOffered =
        offered != null
            && Arrays.stream(offered.getProtectionProfiles())
                .anyMatch(profile -> profile == DtlsProfile.MEDIA_PROFILE);
  }

  @Override
  @SuppressWarnings({"rawtypes", "JdkObsolete"}) // The type is Bouncy Castle's.
  public Hashtable getServerExtensions() throws IOException {
    Hashtable extensions = super.getServerExtensions();
    if (mediaOffered) {
      TlsSRTPUtils.addUseSRTPExtension(extensions, DtlsProfile.useSrtp());
    }
    return extensions;
  }

  @Override
  public CertificateRequest getCertificateRequest() {
    return new CertificateRequest(
        new short[] {ClientCertificateType.ecdsa_sign}, DtlsProfile.signatures(), null);
  }

  /** Also called, with an empty chain, for a client that shows none. */
  @Override
  public void notifyClientCertificate(Certificate shown) throws IOException {
    certificates.check(shown);
  }
}
