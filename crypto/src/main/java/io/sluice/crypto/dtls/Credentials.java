package io.sluice.crypto.dtls;

import io.sluice.crypto.Fingerprint;
import io.sluice.crypto.Role;
import io.sluice.crypto.secret.Secret;
import java.io.IOException;
import java.util.List;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.TlsFatalAlert;

/** How the two sides of a handshake prove who they are. */
sealed interface Credentials {
  /** By a key that only they have. */
  record PreSharedKey(Secret key) implements Credentials {}

  /** By certificates of which each side was told beforehand. */
  record Certificates(DtlsCertificate own, Fingerprint peer) implements Credentials {
    /**
     * Accepts the peer's certificate, the first of the chain that it shows, and no other. That it
     * has the key as well, Bouncy Castle checks.
     */
    void check(Certificate shown) throws IOException {
      if (shown.isEmpty() || !Fingerprint.of(shown.getCertificateAt(0).getEncoded()).equals(peer)) {
        throw new TlsFatalAlert(AlertDescription.bad_certificate);
      }
    }
  }

  /** A copy of the key, for its reader to zero; empty if there is none. */
  default byte[] keyCopy() {
    return switch (this) {
      case PreSharedKey(Secret key) -> key.exposeCopy();
      case Certificates _ -> new byte[0];
    };
  }

  /**
   * The types of the messages that {@code receiver} gets in the clear, in their order; empty where
   * peers differ. Two sluices with a key send these and no others.
   */
  default List<Integer> messagesInClear(Role receiver) {
    return switch (this) {
      case PreSharedKey _ ->
          switch (receiver) {
            case CLIENT ->
                List.of(
                    HandshakeFragment.SERVER_HELLO,
                    HandshakeFragment.SERVER_KEY_EXCHANGE,
                    HandshakeFragment.SERVER_HELLO_DONE);
            case SERVER ->
                List.of(HandshakeFragment.CLIENT_HELLO, HandshakeFragment.CLIENT_KEY_EXCHANGE);
          };
      case Certificates _ -> List.of();
    };
  }

  /**
   * The type of the last message that {@code receiver} gets in the clear: after it, it knows the
   * keys and whose they are.
   */
  default int lastInClear(Role receiver) {
    return switch (receiver) {
      case CLIENT -> HandshakeFragment.SERVER_HELLO_DONE;
      case SERVER ->
          switch (this) {
            case PreSharedKey _ -> HandshakeFragment.CLIENT_KEY_EXCHANGE;
            case Certificates _ -> HandshakeFragment.CERTIFICATE_VERIFY;
          };
    };
  }
}
