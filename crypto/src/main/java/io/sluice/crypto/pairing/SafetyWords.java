package io.sluice.crypto.pairing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sluice.crypto.Role;
import io.sluice.crypto.identity.DeviceKey;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The words that two people compare to know that nobody sits between their devices. Both sides
 * commit to a nonce before either shows one, so that who talks to both has no choice left that
 * would make the words on the two screens more alike than chance does.
 *
 * <pre>
 *   commitment = SHA-256("sluice 1 commitment" || 0x00 || role || exporter || nonce)
 *   words      = HKDF(salt "sluice 1 safety words",
 *                     exporter || client key || server key || client nonce || server nonce,
 *                     info "words"), 10 bytes; each two of them modulo 1024 are the number of a word
 * </pre>
 *
 * <p>Five words of a list of 1024 are 50 bits, of which one session lets an attacker try one value:
 * two words would do against chance. Five, because people compare carelessly: who looks only at the
 * first and the last, or skips any three, still leaves one chance in a million.
 */
public final class SafetyWords {
  /** How many words there are. */
  public static final int COUNT = 5;

  /** How many words the list must have. */
  public static final int LIST_SIZE = 1024;

  /** The length of a nonce in bytes. */
  public static final int NONCE_BYTES = 32;

  /** The length of a commitment in bytes. */
  public static final int COMMITMENT_BYTES = 32;

  private static final byte[] COMMITMENT = "sluice 1 commitment\0".getBytes(US_ASCII);
  private static final byte[] SALT = "sluice 1 safety words".getBytes(US_ASCII);
  private static final byte[] WORDS = "words".getBytes(US_ASCII);

  private final Role role;
  private final byte[] exporter;
  private final DeviceKey own;
  private final byte[] nonce = new byte[NONCE_BYTES];
  private byte @Nullable [] peerCommitment;

  /**
   * @param role this side's in DTLS
   * @param exporter what only the two ends of this session know
   * @param random a {@code java.security.SecureRandom}, but for tests
   */
  public SafetyWords(Role role, byte[] exporter, DeviceKey own, RandomGenerator random) {
    this.role = role;
    this.exporter = exporter.clone();
    this.own = own;
    random.nextBytes(nonce);
  }

  /** What this side sends first. */
  public byte[] commitment() {
    return commitment(role, nonce);
  }

  /**
   * Takes the peer's commitment, after which this side's nonce may be shown.
   *
   * @return the nonce to send
   * @throws IllegalStateException if there is a commitment already
   */
  public byte[] reveal(byte[] theirCommitment) {
    if (peerCommitment != null) {
      throw new IllegalStateException("the peer has committed itself already");
    }
    peerCommitment = theirCommitment.clone();
    return nonce.clone();
  }

  /**
   * The numbers of the words, each below {@link #LIST_SIZE}.
   *
   * @param theirNonce what the peer has revealed
   * @param peer the key that it has proved
   * @return null if that is not what the peer had committed itself to
   * @throws IllegalStateException before {@link #reveal}
   */
  public @Nullable List<Integer> numbers(byte[] theirNonce, DeviceKey peer) {
    byte[] committed = peerCommitment;
    if (committed == null) {
      throw new IllegalStateException("the peer has not committed itself");
    }
    if (theirNonce.length != NONCE_BYTES
        || !MessageDigest.isEqual(committed, commitment(role.other(), theirNonce))) {
      return null;
    }
    boolean client = role == Role.CLIENT;
    byte[] all =
        join(
            exporter,
            (client ? own : peer).toBytes(),
            (client ? peer : own).toBytes(),
            client ? nonce : theirNonce,
            client ? theirNonce : nonce);
    ByteBuffer bits = ByteBuffer.wrap(Hkdf.derive(SALT, all, WORDS, COUNT * Short.BYTES));
    return IntStream.range(0, COUNT)
        .mapToObj(i -> bits.getShort(i * Short.BYTES) & (LIST_SIZE - 1))
        .toList();
  }

  private byte[] commitment(Role whose, byte[] its) {
    try {
      byte[] side = {(byte) (whose == Role.CLIENT ? 0 : 1)};
      return MessageDigest.getInstance("SHA-256").digest(join(COMMITMENT, side, exporter, its));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  private static byte[] join(byte[]... parts) {
    ByteBuffer all =
        ByteBuffer.allocate(java.util.Arrays.stream(parts).mapToInt(p -> p.length).sum());
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }
}
