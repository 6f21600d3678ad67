package io.sluice.crypto.identity;

import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;

/** The public key of a device: Ed25519 (RFC 8032), 32 bytes. */
public final class DeviceKey {
  /** The length of a key in bytes. */
  public static final int BYTES = Ed25519.PUBLIC_KEY_SIZE;

  /** The length of a signature in bytes. */
  public static final int SIGNATURE_BYTES = Ed25519.SIGNATURE_SIZE;

  private static final HexFormat HEX = HexFormat.of();
  private static final int GROUP = 4;

  private final byte[] bytes;

  private DeviceKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The key of these bytes.
   *
   * @throws IllegalArgumentException if they are no point of the curve, or one of small order,
   *     under which one signature could serve for many messages
   */
  public static DeviceKey of(byte[] bytes) {
    if (bytes.length != BYTES || !Ed25519.validatePublicKeyFull(bytes, 0)) {
      throw new IllegalArgumentException("no device key");
    }
    return new DeviceKey(bytes.clone());
  }

  /**
   * Reads what {@link #toString} writes; white space and case do not matter.
   *
   * @throws IllegalArgumentException if the text is no key
   */
  public static DeviceKey parse(String text) {
    return of(HEX.parseHex(text.replaceAll("\\s", "")));
  }

  /** A copy of the 32 bytes. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** The key as people read it: {@link #toString} in groups of four. */
  public String grouped() {
    return toString().replaceAll("(.{" + GROUP + "})(?!$)", "$1 ");
  }

  /** Whether the owner of this key has signed the message. */
  boolean verifies(byte[] message, byte[] signature) {
    return signature.length == SIGNATURE_BYTES
        && Ed25519.verify(signature, 0, bytes, 0, message, 0, message.length);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DeviceKey key && Arrays.equals(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** 64 hexadecimal digits. */
  @Override
  public String toString() {
    return HEX.formatHex(bytes);
  }
}
