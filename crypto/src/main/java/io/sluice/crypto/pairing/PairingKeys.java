package io.sluice.crypto.pairing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sluice.crypto.secret.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What both peers of a pairing derive from its secret S: each value is HKDF-SHA256 (RFC 5869) of S
 * under a label of its own, so none tells anything about S or another value.
 *
 * <pre>
 *   S ─ HKDF(salt "sluice 1 pairing") ─┬─ "offerer ufrag"      8 ICE characters
 *                                      ├─ "offerer password"  32 ICE characters
 *                                      ├─ "answerer ufrag"     8 ICE characters
 *                                      ├─ "answerer password" 32 ICE characters
 *                                      ├─ "dtls psk"          32 bytes
 *                                      ├─ "handshake mac"     32 bytes, key of HMAC-SHA256
 *                                      ├─ "offer tag"          4 bytes, public
 *                                      └─ "reply mac"         32 bytes, key of HMAC-SHA256
 * </pre>
 */
public final class PairingKeys {
  /** The length of {@link #offerTag()} in bytes. */
  public static final int TAG_BYTES = 4;

  /** The length of {@link #mac} in bytes. */
  public static final int MAC_BYTES = 16;

  private static final byte[] SALT = "sluice 1 pairing".getBytes(US_ASCII);
  private static final int UFRAG_CHARS = 8;
  private static final int PASSWORD_CHARS = 32;
  private static final int KEY_BYTES = 32;

  private final String offererUfrag;
  private final String offererPassword;
  private final String answererUfrag;
  private final String answererPassword;
  private final Secret dtlsPsk;
  private final Secret handshakeMacKey;
  private final byte[] offerTag;
  private final Secret replyMacKey;

  private PairingKeys(byte[] secret) {
    offererUfrag = iceText(secret, "offerer ufrag", UFRAG_CHARS);
    offererPassword = iceText(secret, "offerer password", PASSWORD_CHARS);
    answererUfrag = iceText(secret, "answerer ufrag", UFRAG_CHARS);
    answererPassword = iceText(secret, "answerer password", PASSWORD_CHARS);
    dtlsPsk = derivedSecret(secret, "dtls psk");
    handshakeMacKey = derivedSecret(secret, "handshake mac");
    offerTag = derived(secret, "offer tag", TAG_BYTES);
    replyMacKey = derivedSecret(secret, "reply mac");
  }

  /** The keys of the pairing with this secret; the secret stays the caller's to close. */
  public static PairingKeys derive(Secret pairingSecret) {
    byte[] bytes = pairingSecret.exposeCopy();
    try {
      return new PairingKeys(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** The user name fragment of the side that made the offer (RFC 8445, section 5.3). */
  public String offererUfrag() {
    return offererUfrag;
  }

  /** The ICE password of the side that made the offer. */
  public String offererPassword() {
    return offererPassword;
  }

  /** The user name fragment of the side that answers. */
  public String answererUfrag() {
    return answererUfrag;
  }

  /** The ICE password of the side that answers. */
  public String answererPassword() {
    return answererPassword;
  }

  /** The pre-shared key of the DTLS handshake, 32 bytes; it belongs to these keys. */
  public Secret dtlsPsk() {
    return dtlsPsk;
  }

  /** The key of the proofs in the DTLS handshake, 32 bytes; it belongs to these keys. */
  public Secret handshakeMacKey() {
    return handshakeMacKey;
  }

  /** Erases the keys of the handshake: there will be no other. */
  public void forgetHandshake() {
    dtlsPsk.close();
    handshakeMacKey.close();
  }

  /** Four bytes that tell replies to different offers apart; anyone may see them. */
  public byte[] offerTag() {
    return offerTag.clone();
  }

  /** The proof, 16 bytes, that the writer of a reply knows the secret of the offer. */
  public byte[] mac(byte[] replyBody) {
    byte[] key = replyMacKey.exposeCopy();
    try {
      Mac hmac = Mac.getInstance("HmacSHA256");
      hmac.init(new SecretKeySpec(key, "HmacSHA256"));
      return Arrays.copyOf(hmac.doFinal(replyBody), MAC_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HMAC-SHA256", e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /** Whether {@code mac} is that of {@code replyBody}, compared in constant time. */
  public boolean verifies(byte[] replyBody, byte[] mac) {
    return MessageDigest.isEqual(mac(replyBody), mac);
  }

  /** Nothing of the keys. */
  @Override
  public String toString() {
    return "PairingKeys";
  }

  /** Base64 without padding is exactly the ice-char alphabet (RFC 8839, section 5.4). */
  private static String iceText(byte[] secret, String label, int chars) {
    return Base64.getEncoder().encodeToString(derived(secret, label, chars * 3 / 4));
  }

  private static Secret derivedSecret(byte[] secret, String label) {
    byte[] bytes = derived(secret, label, KEY_BYTES);
    try {
      return Secret.copyOf(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static byte[] derived(byte[] secret, String label, int length) {
    return Hkdf.derive(SALT, secret, label.getBytes(US_ASCII), length);
  }
}
