package io.sluice.crypto.dtls;

import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Which ciphers this side offers and takes, the best first.
 *
 * <p>The client's order counts, unless the server's processor has no AES: so two get
 * ChaCha20-Poly1305 when either of them is better off with it, and AES-128-GCM otherwise.
 * AES-256-GCM is taken from whoever asks for nothing else.
 */
public final class CipherPolicy {
  private final List<DtlsCipher> accepted;
  private final AesSupport aes;

  private CipherPolicy(List<DtlsCipher> accepted, AesSupport aes) {
    this.accepted = List.copyOf(accepted);
    this.aes = aes;
  }

  /** What suits this machine. The first call tests the JDK's AES-GCM, which takes some 20 ms. */
  public static CipherPolicy automatic() {
    return automatic(AesSupport.ofThisMachine());
  }

  static CipherPolicy automatic(AesSupport aes) {
    if (!aes.correct()) {
      return new CipherPolicy(List.of(DtlsCipher.CHACHA20_POLY1305), aes);
    }
    List<DtlsCipher> order =
        aes.inHardware()
            ? List.of(DtlsCipher.AES_128_GCM, DtlsCipher.CHACHA20_POLY1305, DtlsCipher.AES_256_GCM)
            : List.of(DtlsCipher.CHACHA20_POLY1305, DtlsCipher.AES_128_GCM, DtlsCipher.AES_256_GCM);
    return new CipherPolicy(order, aes);
  }

  /** This cipher and no other; empty if this Java does it wrongly. */
  public static Optional<CipherPolicy> only(DtlsCipher cipher) {
    return only(cipher, AesSupport.ofThisMachine());
  }

  static Optional<CipherPolicy> only(DtlsCipher cipher, AesSupport aes) {
    return cipher.isAes() && !aes.correct()
        ? Optional.empty()
        : Optional.of(new CipherPolicy(List.of(cipher), aes));
  }

  /** At least one. */
  public List<DtlsCipher> accepted() {
    return accepted;
  }

  /** Whether this Java does AES-GCM rightly; if not, nothing is sealed with it. */
  public boolean isAesGcmCorrect() {
    return aes.correct();
  }

  /** Whether the processor has instructions for AES. */
  public boolean isAesInHardware() {
    return aes.inHardware();
  }

  /** Their suites, in the same order. */
  int[] suites(ToIntFunction<DtlsCipher> suite) {
    return accepted.stream().mapToInt(suite).toArray();
  }

  /** As a server: whether this side's order counts and not the client's. */
  boolean prevailsAsServer() {
    return accepted.getFirst() == DtlsCipher.CHACHA20_POLY1305;
  }

  /** The ciphers' names, the best first. */
  @Override
  public String toString() {
    return accepted.toString();
  }
}
