package io.sluice.crypto.dtls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.crypto.Role;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.FutureTask;
import org.bouncycastle.tls.BasicTlsPSKIdentity;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.PSKTlsClient;
import org.bouncycastle.tls.PSKTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.junit.jupiter.api.Test;

/** The other end is plain Bouncy Castle: without our gate, our packing and our record layer. */
class BouncyCastlePeerTest {
  private static final byte[] TEXT = {1, 2, 3, 4};
  private static final int WAIT_MILLIS = 5000;
  private static final int[] SUITES = {
    CipherSuite.TLS_ECDHE_PSK_WITH_AES_256_CBC_SHA384,
    CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256
  };

  private final TestNet net = TestNet.fine();

  @Test
  void asServer() throws Exception {
    FutureTask<DTLSTransport> plain =
        TestPair.start(() -> new DTLSServerProtocol().accept(new Server(), link(Role.SERVER)));
    DtlsConnection client = TestPair.handshake(net, Role.CLIENT);
    exchange(client, Role.CLIENT, TestPair.get(plain));
  }

  @Test
  void asClient() throws Exception {
    FutureTask<DTLSTransport> plain =
        TestPair.start(() -> new DTLSClientProtocol().connect(new Client(), link(Role.CLIENT)));
    DtlsConnection server = TestPair.handshake(net, Role.SERVER);
    exchange(server, Role.SERVER, TestPair.get(plain));
  }

  private void exchange(DtlsConnection ours, Role role, DTLSTransport plain) throws Exception {
    TestNet.End end = net.end(role);
    for (int i = 0; i < 100; i++) {
      byte[] record = TestPair.seal(ours, TEXT);
      end.send(record, 0, record.length);
      byte[] received = new byte[plain.getReceiveLimit()];
      int length = plain.receive(received, 0, received.length, WAIT_MILLIS);
      assertArrayEquals(TEXT, Arrays.copyOf(received, Math.max(0, length)));

      plain.send(TEXT, 0, TEXT.length);
      assertArrayEquals(TEXT, nextPlaintext(ours, end));
    }
    plain.close();
    while (!ours.closedByPeer()) {
      assertEquals(null, TestPair.open(ours, end.take(WAIT_MILLIS * 1_000_000L)));
    }
  }

  private static byte[] nextPlaintext(DtlsConnection ours, TestNet.End end) throws IOException {
    byte[] plaintext = null;
    while (plaintext == null) {
      plaintext = TestPair.open(ours, end.take(WAIT_MILLIS * 1_000_000L));
    }
    return plaintext;
  }

  private DatagramTransport link(Role role) {
    TestNet.End end = net.end(role);
    return new DatagramTransport() {
      @Override
      public int getReceiveLimit() {
        return 1500;
      }

      @Override
      public int receive(byte[] into, int offset, int length, int waitMillis) throws IOException {
        return end.receive(into, offset, length, waitMillis * 1_000_000L);
      }

      @Override
      public int getSendLimit() {
        return 1200;
      }

      @Override
      public void send(byte[] datagram, int offset, int length) throws IOException {
        end.send(datagram, offset, length);
      }

      @Override
      public void close() {}
    };
  }

  private static final class Client extends PSKTlsClient {
    Client() {
      super(new BcTlsCrypto(), new BasicTlsPSKIdentity("sluice", TestPair.PSK.exposeCopy()));
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
      return ProtocolVersion.DTLSv12.downTo(ProtocolVersion.DTLSv10);
    }

    @Override
    protected int[] getSupportedCipherSuites() {
      return SUITES;
    }
  }

  private static final class Server extends PSKTlsServer {
    Server() {
      super(new BcTlsCrypto(), new PskIdentity(TestPair.PSK));
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
      return ProtocolVersion.DTLSv12.downTo(ProtocolVersion.DTLSv10);
    }

    @Override
    protected int[] getSupportedCipherSuites() {
      return SUITES;
    }
  }
}
