package io.sluice.crypto.identity;

import io.sluice.crypto.secret.Secret;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** The key pair of this device: Ed25519 (RFC 8032). */
public final class DeviceIdentity {
  /** The length of the private key in bytes. */
  public static final int PRIVATE_BYTES = Ed25519.SECRET_KEY_SIZE;

  private final Secret privateKey;
  private final DeviceKey key;

  private DeviceIdentity(Secret privateKey, DeviceKey key) {
    this.privateKey = privateKey;
    this.key = key;
  }

  /**
   * A new key pair.
   *
   * @param source a {@code java.security.SecureRandom}, but for tests
   */
  public static DeviceIdentity generate(RandomGenerator source) {
    return of(Secret.random(PRIVATE_BYTES, source));
  }

  /**
   * The key pair of this private key (RFC 8032 section 5.1.5), which belongs to it from now on.
   *
   * @throws IllegalArgumentException if it does not have {@link #PRIVATE_BYTES} bytes
   */
  public static DeviceIdentity of(Secret privateKey) {
    if (privateKey.length() != PRIVATE_BYTES) {
      throw new IllegalArgumentException("a private key of " + privateKey.length() + " bytes");
    }
    byte[] secret = privateKey.exposeCopy();
    try {
      byte[] open = new byte[DeviceKey.BYTES];
      Ed25519.generatePublicKey(secret, 0, open, 0);
      return new DeviceIdentity(privateKey, DeviceKey.of(open));
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /** What others know this device by. */
  public DeviceKey key() {
    return key;
  }

  /** The private key, to be kept; it belongs to this identity. */
  public Secret privateKey() {
    return privateKey;
  }

  byte[] sign(byte[] message) {
    byte[] secret = privateKey.exposeCopy();
    try {
      byte[] signature = new byte[DeviceKey.SIGNATURE_BYTES];
      Ed25519.sign(secret, 0, message, 0, message.length, signature, 0);
      return signature;
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /** The public key. */
  @Override
  public String toString() {
    return "DeviceIdentity[" + key + "]";
  }
}
