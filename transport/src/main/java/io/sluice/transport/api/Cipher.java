package io.sluice.transport.api;

import java.util.Locale;

/**
 * What seals the datagrams between two peers: authenticated encryption under fresh keys, always.
 */
public enum Cipher {
  /** What suits both machines: AES-128-GCM, or ChaCha20-Poly1305 if one of them lacks AES. */
  AUTOMATIC,
  AES_128_GCM,
  AES_256_GCM,
  CHACHA20_POLY1305;

  /** The name in small letters, as on the command line: {@code aes-128-gcm}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
