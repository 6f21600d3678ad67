package io.sluice.crypto.dtls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sluice.crypto.secret.Secret;
import java.util.Arrays;
import org.bouncycastle.tls.TlsPSKIdentity;
import org.bouncycastle.tls.TlsPSKIdentityManager;
import org.jspecify.annotations.Nullable;

/**
 * The pre-shared key as Bouncy Castle asks for it. Its name is a constant: it goes over the wire in
 * clear, and there is one key per pairing.
 */
final class PskIdentity implements TlsPSKIdentity, TlsPSKIdentityManager {
  private static final byte[] NAME = "sluice".getBytes(US_ASCII);

  private final Secret psk;

  PskIdentity(Secret psk) {
    this.psk = psk;
  }

  /** On the client: the name it sends. */
  @Override
  public byte[] getPSKIdentity() {
    return NAME.clone();
  }

  /** On the client: the key. Bouncy Castle zeroes the copy. */
  @Override
  public byte[] getPSK() {
    return psk.exposeCopy();
  }

  /** On the server: the key of that name, or null if there is none. */
  @Override
  public byte @Nullable [] getPSK(byte[] name) {
    return Arrays.equals(name, NAME) ? psk.exposeCopy() : null;
  }

  @Override
  public byte @Nullable [] getHint() {
    return null;
  }

  @Override
  public void skipIdentityHint() {}

  @Override
  public void notifyIdentityHint(byte[] hint) {}
}
