package io.sluice.crypto.dtls;

import java.io.Serial;

/**
 * The key of a connection has sealed as much as its cipher safely may, with AES-GCM about 390 GB:
 * it has to be renewed before more is sent.
 */
public final class KeyLimitException extends IllegalStateException {
  @Serial private static final long serialVersionUID = 1L;

  KeyLimitException(long sealedBytes) {
    super("the key is used up after " + sealedBytes + " bytes; it was not renewed in time");
  }
}
