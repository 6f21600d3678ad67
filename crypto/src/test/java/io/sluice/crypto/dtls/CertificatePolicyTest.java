package io.sluice.crypto.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.Role;
import io.sluice.crypto.dtls.DtlsException.Reason;
import java.util.List;
import java.util.Vector;
import java.util.concurrent.FutureTask;
import org.bouncycastle.tls.AbstractTlsClient;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.junit.jupiter.api.Test;

/** What a server with a certificate refuses; the client is plain Bouncy Castle. */
class CertificatePolicyTest {
  private final TestNet net = TestNet.fine();
  private final TestCertificates certificates = new TestCertificates();
  private final Client client = new Client();

  @Test
  void aClientWithItsCertificateIsAccepted() throws Exception {
    FutureTask<?> running = start();
    DtlsConnection server = certificates.handshake(net, Role.SERVER);
    assertEquals(32, server.exporter().length);
    TestPair.get(running);
  }

  @Test
  void aClientOnP256IsAccepted() throws Exception {
    client.group = NamedGroup.secp256r1;
    FutureTask<?> running = start();
    certificates.handshake(net, Role.SERVER);
    TestPair.get(running);
  }

  @Test
  void noCertificate() {
    client.shows = false;
    assertRefused("bad_certificate");
  }

  @Test
  void anotherSuite() {
    client.suite = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256;
    assertRefused("handshake_failure");
  }

  @Test
  void anotherGroup() {
    client.group = NamedGroup.secp384r1;
    assertRefused("internal_error"); // Bouncy Castle's word for it.
  }

  @Test
  void noExtendedMasterSecret() {
    client.extendedMasterSecret = false;
    assertRefused("handshake_failure");
  }

  private void assertRefused(String alert) {
    start();
    var failure = assertThrows(DtlsException.class, () -> certificates.handshake(net, Role.SERVER));
    Reason expected = alert.equals("handshake_failure") ? Reason.INCOMPATIBLE : Reason.REJECTED;
    assertEquals(expected, failure.reason());
    assertTrue(failure.getMessage().contains(alert), failure.getMessage());
  }

  private Credentials credentials() {
    return new Credentials.Certificates(certificates.client(), certificates.client().fingerprint());
  }

  private FutureTask<?> start() {
    return TestPair.start(
        () ->
            new DTLSClientProtocol()
                .connect(
                    client,
                    new HandshakeTransport(Role.CLIENT, credentials(), net.end(Role.CLIENT))));
  }

  private final class Client extends AbstractTlsClient {
    private final SluiceTlsCrypto crypto;
    private int suite = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
    private int group = NamedGroup.x25519;
    private boolean extendedMasterSecret = true;
    private boolean shows = true;

    Client() {
      this(new SluiceTlsCrypto());
    }

    private Client(SluiceTlsCrypto crypto) {
      super(crypto);
      this.crypto = crypto;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
      return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
      return new int[] {suite};
    }

    @Override
    @SuppressWarnings("rawtypes")
    protected Vector<Integer> getSupportedGroups(Vector namedGroupRoles) {
      return new Vector<>(List.of(group));
    }

    @Override
    public boolean shouldUseExtendedMasterSecret() {
      return extendedMasterSecret;
    }

    @Override
    public int getHandshakeTimeoutMillis() {
      return 5000;
    }

    @Override
    public TlsAuthentication getAuthentication() {
      return new TlsAuthentication() {
        @Override
        public void notifyServerCertificate(TlsServerCertificate shown) {}

        @Override
        public TlsCredentials getClientCredentials(CertificateRequest request)
            throws java.io.IOException {
          return shows
              ? certificates.client().signer(new TlsCryptoParameters(context), crypto)
              : null;
        }
      };
    }
  }
}
