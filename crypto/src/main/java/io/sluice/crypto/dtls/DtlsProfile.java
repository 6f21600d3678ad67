package io.sluice.crypto.dtls;

import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SRTPProtectionProfile;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.UseSRTPData;

/** What both roles offer and accept. Groups are for fresh keys per connection: forward secrecy. */
final class DtlsProfile {
  static final List<Integer> PSK_GROUPS = List.of(NamedGroup.x25519);

  /** The best first. RFC 8422 section 5.1: P-256 also because the certificates use it. */
  static final List<Integer> CERTIFICATE_GROUPS = List.of(NamedGroup.x25519, NamedGroup.secp256r1);

  /** What certificates and handshakes are signed with: ECDSA on P-256 and SHA-256. */
  static final SignatureAndHashAlgorithm SIGNATURE =
      SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa);

  /**
   * RFC 5764 section 4.1.2. Some WebRTC peers make no connection without a profile for media in
   * common, though there will be no media and nobody asks for its keys.
   */
  static final int MEDIA_PROFILE = SRTPProtectionProfile.SRTP_AES128_CM_HMAC_SHA1_80;

  /**
   * How long Bouncy Castle waits before it sends a flight under new record numbers; {@link
   * RepeatTimer} repeats it sooner under the old ones, which a peer may refuse to take.
   */
  static final int RESEND_MILLIS = 1000;

  private DtlsProfile() {}

  static ProtocolVersion[] versions() {
    return ProtocolVersion.DTLSv12.only();
  }

  /** {@link #SIGNATURE} as the only choice, in the form that Bouncy Castle asks for. */
  @SuppressWarnings("JdkObsolete") // The type is Bouncy Castle's.
  static Vector<SignatureAndHashAlgorithm> signatures() {
    return new Vector<>(List.of(SIGNATURE));
  }

  /** use_srtp with {@link #MEDIA_PROFILE}, as a client offers it and a server answers. */
  static UseSRTPData useSrtp() {
    return new UseSRTPData(new int[] {MEDIA_PROFILE}, null);
  }
}
