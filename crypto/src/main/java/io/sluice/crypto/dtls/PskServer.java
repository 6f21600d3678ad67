package io.sluice.crypto.dtls;

import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.tls.AbstractTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsPSKIdentityManager;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.jspecify.annotations.Nullable;

/** The server role of {@link PskProfile} for Bouncy Castle. */
final class PskServer extends AbstractTlsServer implements PskPeer {
  private static final int NO_GROUP = -1;

  private final PskIdentity psk;
  private final int patienceMillis;
  private byte @Nullable [] exporter;

  PskServer(TlsCrypto crypto, PskIdentity psk, int patienceMillis) {
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

  /** Bouncy Castle would take any group that the client names first, however weak. */
  @Override
  protected int selectECDH(int minimumCurveBits) {
    int[] offered = context.getSecurityParametersHandshake().getClientSupportedGroups();
    boolean ours =
        offered != null && Arrays.stream(offered).anyMatch(group -> group == PskProfile.GROUP);
    return ours ? PskProfile.GROUP : NO_GROUP;
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
