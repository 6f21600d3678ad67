package io.sluice.transport.sctp;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * All that is needed to set an association up, kept by the peer: an INIT costs no memory here (RFC
 * 9260 section 5.1.3). The peer gives the cookie back in COOKIE ECHO; nothing in it is believed
 * unless its signature holds.
 *
 * @param createdAt nanoseconds
 * @param life nanoseconds
 * @param localTie the tag of this side in the association that existed when the INIT came, or 0
 * @param peerTie the tag of the peer in that association, or 0
 */
record StateCookie(long createdAt, long life, Local local, Peer peer, int localTie, int peerTie) {
  private static final int FIELDS = 16 + 8 + 17 + 8;

  /** RFC 9260 section 16: Valid.Cookie.Life is 60 seconds. */
  private static final long LIFE = 60_000_000_000L;

  /** The life of a cookie whose peer wishes it were longer (section 5.2.6): at most twice. */
  static long lifeWith(long moreMillis) {
    return LIFE + Math.min(LIFE, moreMillis * 1_000_000);
  }

  /** By how many nanoseconds the cookie is too old; 0 or less when it is valid. */
  long stalenessAt(long now) {
    return now - createdAt - life;
  }

  private byte[] encode() {
    ByteBuffer out = ByteBuffer.allocate(FIELDS);
    out.putLong(createdAt).putLong(life);
    out.putInt(local.tag()).putInt(local.initialTsn());
    out.putInt(peer.tag()).putInt((int) peer.window());
    out.putShort((short) peer.outgoingStreams()).putShort((short) peer.incomingStreams());
    out.putInt(peer.initialTsn()).put(peer.capabilities().toBits());
    out.putInt(localTie).putInt(peerTie);
    return out.array();
  }

  private static StateCookie decode(ByteBuffer in) {
    return new StateCookie(
        in.getLong(),
        in.getLong(),
        new Local(in.getInt(), in.getInt()),
        new Peer(
            in.getInt(),
            in.getInt() & 0xffff_ffffL,
            in.getShort() & 0xffff,
            in.getShort() & 0xffff,
            in.getInt(),
            Capabilities.ofBits(in.get())),
        in.getInt(),
        in.getInt());
  }

  /** Signs cookies and checks what comes back. */
  static final class Signer {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SIGNATURE = 32;

    private final SecretKeySpec key;

    Signer(RandomGenerator random) {
      byte[] secret = new byte[SIGNATURE];
      random.nextBytes(secret);
      key = new SecretKeySpec(secret, ALGORITHM);
    }

    /** The cookie as bytes, signed. */
    byte[] seal(StateCookie cookie) {
      byte[] fields = cookie.encode();
      return ByteBuffer.allocate(FIELDS + SIGNATURE).put(fields).put(sign(fields)).array();
    }

    /** The cookie, or null when this side did not seal it. */
    @Nullable StateCookie open(byte[] sealed) {
      if (sealed.length != FIELDS + SIGNATURE) {
        return null;
      }
      byte[] fields = new byte[FIELDS];
      byte[] signature = new byte[SIGNATURE];
      ByteBuffer.wrap(sealed).get(fields).get(signature);
      return MessageDigest.isEqual(sign(fields), signature)
          ? decode(ByteBuffer.wrap(fields))
          : null;
    }

    private byte[] sign(byte[] fields) {
      try {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(key);
        return mac.doFinal(fields);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
      }
    }
  }
}
