package io.sluice.crypto.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.crypto.Role;
import io.sluice.crypto.dtls.DtlsException.Reason;
import java.time.Duration;
import java.util.Vector;
import java.util.concurrent.FutureTask;
import org.bouncycastle.tls.AbstractTlsClient;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsPSKIdentity;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.junit.jupiter.api.Test;

/** What the server refuses, though the client holds the right key. */
class PolicyTest {
  private final TestNet net = TestNet.fine();

  @Test
  void aClientThatFollowsTheRulesIsAccepted() throws Exception {
    FutureTask<?> client = start(new WeakClient());
    DtlsConnection server = TestPair.handshake(net, Role.SERVER);
    assertEquals(32, server.exporter().length);
    TestPair.get(client);
  }

  @Test
  void aSuiteWithoutAuthenticatedEncryption() {
    var client = new WeakClient();
    client.suite = CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256;
    assertRefused(client, Reason.INCOMPATIBLE);
  }

  @Test
  void aSuiteWithoutForwardSecrecy() {
    var client = new WeakClient();
    client.suite = CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256;
    assertRefused(client, Reason.INCOMPATIBLE);
  }

  @Test
  void anotherGroup() {
    var client = new WeakClient();
    client.group = NamedGroup.secp256r1;
    assertRefused(client);
  }

  @Test
  void anOlderVersion() {
    var client = new WeakClient();
    client.version = ProtocolVersion.DTLSv10;
    assertRefused(client);
  }

  @Test
  void noExtendedMasterSecret() {
    var client = new WeakClient();
    client.extendedMasterSecret = false;
    assertRefused(client, Reason.INCOMPATIBLE);
  }

  @Test
  void anotherIdentity() {
    var client = new WeakClient();
    client.identity = "other";
    assertRefused(client);
  }

  private void assertRefused(WeakClient client) {
    assertRefused(client, Reason.REJECTED);
  }

  private void assertRefused(WeakClient client, Reason reason) {
    start(client);
    var failure = assertThrows(DtlsException.class, () -> TestPair.handshake(net, Role.SERVER));
    assertEquals(reason, failure.reason());
  }

  private FutureTask<?> start(WeakClient client) {
    return TestPair.start(
        () ->
            new DTLSClientProtocol()
                .connect(
                    client,
                    new HandshakeTransport(Role.CLIENT, TestPair.BY_KEY, net.end(Role.CLIENT))));
  }

  private static final class WeakClient extends AbstractTlsClient {
    private int suite = CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256;
    private int group = NamedGroup.x25519;
    private ProtocolVersion version = ProtocolVersion.DTLSv12;
    private boolean extendedMasterSecret = true;
    private String identity = "sluice";

    WeakClient() {
      super(new BcTlsCrypto());
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
      return version.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
      return new int[] {suite};
    }

    @Override
    @SuppressWarnings("rawtypes")
    protected Vector<Integer> getSupportedGroups(Vector namedGroupRoles) {
      return new Vector<>(java.util.List.of(group));
    }

    @Override
    public boolean shouldUseExtendedMasterSecret() {
      return extendedMasterSecret;
    }

    @Override
    public int getHandshakeTimeoutMillis() {
      return (int) Duration.ofSeconds(5).toMillis();
    }

    @Override
    public TlsPSKIdentity getPSKIdentity() {
      return new org.bouncycastle.tls.BasicTlsPSKIdentity(identity, TestPair.PSK.exposeCopy());
    }

    @Override
    public TlsAuthentication getAuthentication() {
      throw new IllegalStateException("no certificates here");
    }
  }
}
