package io.sluice.crypto.dtls;

import io.sluice.crypto.DatagramLink;
import io.sluice.crypto.Role;
import io.sluice.crypto.dtls.Credentials.Certificates;
import io.sluice.crypto.dtls.Credentials.PreSharedKey;
import io.sluice.crypto.dtls.DtlsException.Reason;
import io.sluice.crypto.secret.Secret;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.TlsTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs one handshake of Bouncy Castle and takes from it what the connection goes on with; Bouncy
 * Castle itself sends and receives nothing afterwards.
 *
 * @param exported of which {@link DtlsConnection#exporter} is a part
 * @param renewalSecret the pre-shared key of the handshake that renews the keys
 * @param lastFlight what the server may have to send again; null on the client
 */
record Handshake(
    RecordSealer sealer,
    RecordOpener opener,
    Exported exported,
    Secret renewalSecret,
    @Nullable LastFlight lastFlight) {

  static Handshake run(
      Role role, Credentials credentials, CipherPolicy policy, DatagramLink link, Duration patience)
      throws DtlsException {
    var crypto = new SluiceTlsCrypto();
    var transport = new HandshakeTransport(role, credentials, link);
    int patienceMillis = Math.clamp(patience.toMillis(), 1, Integer.MAX_VALUE);
    try {
      HandshakePeer peer =
          switch (role) {
            case CLIENT -> {
              DtlsClient client = client(credentials, policy, crypto, patienceMillis);
              new DTLSClientProtocol().connect(client, transport);
              yield client;
            }
            case SERVER -> {
              DtlsServer server = server(credentials, policy, crypto, patienceMillis);
              new DTLSServerProtocol().accept(server, transport);
              yield server;
            }
          };
      transport.close();
      return completed(role, credentials, crypto.cipher(), peer, transport.nextPlainSequence());
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private static DtlsClient client(
      Credentials credentials, CipherPolicy policy, SluiceTlsCrypto crypto, int patienceMillis) {
    return switch (credentials) {
      case PreSharedKey(Secret key) ->
          new PskClient(crypto, new PskIdentity(key), policy, patienceMillis);
      case Certificates certificates ->
          new CertificateClient(crypto, certificates, policy, patienceMillis);
    };
  }

  private static DtlsServer server(
      Credentials credentials, CipherPolicy policy, SluiceTlsCrypto crypto, int patienceMillis) {
    return switch (credentials) {
      case PreSharedKey(Secret key) ->
          new PskServer(crypto, new PskIdentity(key), policy, patienceMillis);
      case Certificates certificates ->
          new CertificateServer(crypto, certificates, policy, patienceMillis);
    };
  }

  private static Handshake completed(
      Role role,
      Credentials credentials,
      HandshakeCipher cipher,
      HandshakePeer peer,
      long nextPlainSequence) {
    LastFlight lastFlight =
        role == Role.SERVER ? new LastFlight(cipher.finished(), nextPlainSequence) : null;
    Exported exported = peer.exported();
    Secret renewal = RenewalSecret.derive(credentials.keyCopy(), exported.renewal());
    return new Handshake(cipher.sealer(), cipher.opener(), exported, renewal, lastFlight);
  }

  private static DtlsException failure(IOException e) {
    return switch (e) {
      case TlsTimeoutException timeout ->
          new DtlsException(Reason.TIMEOUT, "the peer did not complete the handshake", timeout);
      case TlsFatalAlertReceived alert ->
          new DtlsException(
              reason(alert.getAlertDescription()),
              "the peer refused: " + name(alert.getAlertDescription()),
              alert);
      case TlsFatalAlert alert when alert.getAlertDescription() == AlertDescription.user_canceled ->
          new DtlsException(Reason.CLOSED, "the peer closed the connection", alert);
      case TlsFatalAlert alert ->
          new DtlsException(
              reason(alert.getAlertDescription()),
              "what the peer sent was refused: " + name(alert.getAlertDescription()),
              alert);
      case InterruptedIOException interrupted -> {
        Thread.currentThread().interrupt();
        yield new DtlsException(Reason.CLOSED, "the handshake was interrupted", interrupted);
      }
      default -> new DtlsException(Reason.CLOSED, "the link failed", e);
    };
  }

  private static Reason reason(short alert) {
    return alert == AlertDescription.handshake_failure ? Reason.INCOMPATIBLE : Reason.REJECTED;
  }

  private static String name(short alert) {
    return AlertDescription.getText(alert);
  }
}
