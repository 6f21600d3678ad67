package io.sluice.crypto.dtls;

import java.io.Serial;

/**
 * The key of a connection has sealed as much as AES-GCM safely may, about 390 GB: a new connection
 * must take over before more is sent.
 */
public final class KeyLimitException extends IllegalStateException {
  @Serial private static final long serialVersionUID = 1L;

  KeyLimitException(long sealedBytes) {
    super("the key is used up after " + sealedBytes + " bytes; a new connection is needed");
  }
}
