package io.sluice.crypto.dtls;

import java.io.IOException;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.AbstractTlsClient;
import org.bouncycastle.tls.CertificateStatusRequest;
import org.bouncycastle.tls.ProtocolVersion;
import org.jspecify.annotations.Nullable;

/** The client role of {@link DtlsProfile} for Bouncy Castle, however the two sides are proved. */
abstract sealed class DtlsClient extends AbstractTlsClient implements HandshakePeer
    permits PskClient, CertificateClient {
  private final int[] suites;
  private final List<Integer> groups;
  private final int patienceMillis;
  private @Nullable Exported exported;

  DtlsClient(SluiceTlsCrypto crypto, int[] suites, List<Integer> groups, int patienceMillis) {
    super(crypto);
    this.suites = suites;
    this.groups = groups;
    this.patienceMillis = patienceMillis;
  }

  @Override
  public final Exported exported() {
    if (exported == null) {
      throw new IllegalStateException("the handshake is not complete");
    }
    return exported;
  }

  @Override
  public final void notifyHandshakeComplete() throws IOException {
    exported = new Exported(context);
  }

  @Override
  protected final ProtocolVersion[] getSupportedVersions() {
    return DtlsProfile.versions();
  }

  @Override
  protected final int[] getSupportedCipherSuites() {
    return suites.clone();
  }

  @Override
  @SuppressWarnings({"rawtypes", "JdkObsolete"}) // The type is Bouncy Castle's.
  protected final Vector<Integer> getSupportedGroups(Vector namedGroupRoles) {
    return new Vector<>(groups);
  }

  @Override
  protected final @Nullable CertificateStatusRequest getCertificateStatusRequest() {
    return null;
  }

  @Override
  public final int getHandshakeTimeoutMillis() {
    return patienceMillis;
  }

  @Override
  public final int getHandshakeResendTimeMillis() {
    return DtlsProfile.RESEND_MILLIS;
  }

  @Override
  public final boolean requiresExtendedMasterSecret() {
    return true;
  }
}
