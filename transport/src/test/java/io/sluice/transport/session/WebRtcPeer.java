package io.sluice.transport.session;

import io.sluice.crypto.Role;
import io.sluice.crypto.dtls.DtlsCertificate;
import io.sluice.crypto.dtls.DtlsConnection;
import io.sluice.crypto.dtls.DtlsException;
import io.sluice.transport.ice.IceAgent;
import io.sluice.transport.ice.IceCredentials;
import io.sluice.transport.ice.IceOptions;
import io.sluice.transport.ice.PeerGate;
import io.sluice.transport.ice.SelectedPair;
import io.sluice.transport.webrtc.Sdp;
import io.sluice.transport.webrtc.Sdp.Setup;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;

/**
 * A WebRTC peer with data channels, on the wiring of real sessions: only how the two sides meet and
 * prove themselves is WebRTC's. An offerer calls {@link #offer} and then {@link #connect} with the
 * answer; an answerer {@link #answer} and then {@link #connect} with the offer.
 */
public final class WebRtcPeer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int SCTP_PORT = 5000;
  private static final String MID = "0";

  /** RFC 8445 section 5.3 asks for 24 and 128 random bits; text of 4 and 24 characters. */
  private static final int UFRAG_BYTES = 3;

  private static final int PASSWORD_BYTES = 18;

  private final DtlsCertificate certificate = DtlsCertificate.generate();
  private final Inbox inbox = new Inbox();
  private final DatagramExchange exchange = new DatagramExchange(inbox);
  private final IceCredentials credentials =
      IceCredentials.offered(randomText(UFRAG_BYTES), randomText(PASSWORD_BYTES));
  private final IceAgent ice;

  private WebRtcPeer(IceOptions options, boolean offers) throws IOException {
    // RFC 8445 section 6.1.1: who offers, controls.
    ice = IceAgent.open(options, credentials, offers, exchange);
  }

  public static WebRtcPeer offerer(IceOptions options) throws IOException {
    return new WebRtcPeer(options, true);
  }

  public static WebRtcPeer answerer(IceOptions options) throws IOException {
    return new WebRtcPeer(options, false);
  }

  /** This side's description, for an answerer to choose the DTLS roles. */
  public Sdp offer() {
    return describe(Setup.ACTPASS, MID, SCTP_PORT);
  }

  /** This side's description; RFC 8842 section 5.3: who answers should be active. */
  public Sdp answer(Sdp offer) {
    return describe(
        role(offer) == Role.CLIENT ? Setup.ACTIVE : Setup.PASSIVE, offer.mid(), SCTP_PORT);
  }

  private Sdp describe(Setup setup, String mid, int sctpPort) {
    return new Sdp(
        credentials.localUfrag(),
        credentials.localPassword(),
        certificate.fingerprint(),
        setup,
        mid,
        sctpPort,
        WebRtcSession.MAX_MESSAGE,
        ice.localCandidates());
  }

  private static Role role(Sdp remote) {
    return remote.setup() == Setup.ACTIVE ? Role.SERVER : Role.CLIENT;
  }

  /**
   * Finds a path to the peer and secures it.
   *
   * @throws IOException if there is none within half a minute, or if nobody with the certificate of
   *     the description is at its end
   */
  public WebRtcSession connect(Sdp remote) throws IOException, InterruptedException {
    ice.answered(remote.ufrag(), remote.password());
    ice.start(remote.candidates());
    SelectedPair pair = ice.await(PATIENCE);
    if (pair == null) {
      throw new IOException("no path to the peer");
    }
    Role role = role(remote);
    var link = new HandshakeLink(inbox, exchange, pair.socket(), pair.remote());
    DtlsConnection dtls;
    try {
      dtls = DtlsConnection.handshake(role, certificate, remote.fingerprint(), link, PATIENCE);
    } catch (DtlsException e) {
      throw new IOException("no DTLS connection: " + e.getMessage(), e);
    }
    link.release();
    var path =
        new SecurePath(dtls, pair.socket(), pair.remote(), PeerGate.FIXED, System.nanoTime());
    return new WebRtcSession(
        inbox, exchange, path, /* evenIds= */ role == Role.CLIENT, SCTP_PORT, remote.sctpPort());
  }

  @Override
  public void close() {
    inbox.close();
    ice.close();
  }

  private static String randomText(int bytes) {
    byte[] random = new byte[bytes];
    new SecureRandom().nextBytes(random);
    // RFC 8839 section 5.4: letters, digits, + and /.
    return Base64.getEncoder().encodeToString(random);
  }
}
