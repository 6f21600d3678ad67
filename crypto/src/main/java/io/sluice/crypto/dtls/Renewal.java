package io.sluice.crypto.dtls;

import io.sluice.crypto.DatagramLink;
import io.sluice.crypto.Role;
import io.sluice.crypto.secret.Secret;
import java.time.Duration;

/**
 * A handshake that renews the keys of a {@link DtlsConnection}, inside the connection itself. It is
 * one more handshake of two that share a key, which comes from the one before ({@link
 * RenewalSecret}); the connection goes on meanwhile.
 */
public final class Renewal implements AutoCloseable {
  private final Role role;
  private final CipherPolicy policy;
  private final int epoch;
  private final Secret psk;

  Renewal(Role role, CipherPolicy policy, int epoch, Secret psk) {
    this.role = role;
    this.policy = policy;
    this.epoch = epoch;
    this.psk = psk;
  }

  /** Keys that both sides agreed on, for {@link DtlsConnection#install}. */
  public static final class Keys implements AutoCloseable {
    private final Epoch epoch;

    private Keys(Epoch epoch) {
      this.epoch = epoch;
    }

    Epoch epoch() {
      return epoch;
    }

    /** Wipes keys that are not installed. */
    @Override
    public void close() {
      epoch.wipe();
    }
  }

  /**
   * Runs the handshake, for which any thread will do.
   *
   * @param link what carries the datagrams of the handshake, inside the connection
   * @param patience how long to try; at least a millisecond, at most 24 days
   * @throws DtlsException if nothing was agreed on; the connection goes on as it is
   */
  public Keys run(DatagramLink link, Duration patience) throws DtlsException {
    var credentials = new Credentials.PreSharedKey(psk);
    return new Keys(Epoch.renewed(epoch, Handshake.run(role, credentials, policy, link, patience)));
  }

  /** Erases the key. */
  @Override
  public void close() {
    psk.close();
  }
}
