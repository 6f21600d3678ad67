package io.sluice.crypto.dtls;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.tls.AbstractTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.jspecify.annotations.Nullable;

/** The server role of {@link DtlsProfile} for Bouncy Castle, however the two sides are proved. */
abstract sealed class DtlsServer extends AbstractTlsServer implements HandshakePeer
    permits PskServer, CertificateServer {
  private static final int NO_GROUP = -1;

  private final int[] suites;
  private final boolean oursFirst;
  private final List<Integer> groups;
  private final int patienceMillis;
  private @Nullable Exported exported;

  DtlsServer(
      SluiceTlsCrypto crypto,
      CipherPolicy policy,
      int[] suites,
      List<Integer> groups,
      int patienceMillis) {
    super(crypto);
    this.suites = suites;
    oursFirst = policy.prevailsAsServer();
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
  protected final boolean preferLocalCipherSuites() {
    return oursFirst;
  }

  /** Bouncy Castle would take any group that the client names first, however weak. */
  @Override
  protected final int selectECDH(int minimumCurveBits) {
    int[] offered = context.getSecurityParametersHandshake().getClientSupportedGroups();
    if (offered == null) {
      return NO_GROUP;
    }
    return groups.stream()
        .filter(ours -> Arrays.stream(offered).anyMatch(group -> group == ours))
        .findFirst()
        .orElse(NO_GROUP);
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
