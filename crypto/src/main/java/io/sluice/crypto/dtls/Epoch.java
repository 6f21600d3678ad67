package io.sluice.crypto.dtls;

import io.sluice.crypto.secret.Secret;
import java.util.Arrays;

/**
 * The keys of one epoch in both directions: seals its records, and opens each at most once.
 * Connections begin with epoch 1; each renewal of the keys has a number of its own.
 */
final class Epoch {
  private final int number;
  private final RecordSealer sealer;
  private final RecordOpener opener;
  private final Secret renewalSecret;
  private final ReplayWindow window = new ReplayWindow();

  private Epoch(int number, Handshake handshake) {
    this.number = number;
    sealer = handshake.sealer();
    opener = handshake.opener();
    renewalSecret = handshake.renewalSecret();
  }

  static Epoch first(Handshake handshake) {
    return new Epoch(1, handshake);
  }

  static Epoch renewed(int number, Handshake handshake) {
    Epoch epoch = new Epoch(number, handshake);
    epoch.sealer.enter(number);
    return epoch;
  }

  int number() {
    return number;
  }

  RecordSealer sealer() {
    return sealer;
  }

  RecordOpener opener() {
    return opener;
  }

  /** The pre-shared key of the handshake that renews these keys, in a copy of its own. */
  Secret renewalSecret() {
    byte[] bytes = renewalSecret.exposeCopy();
    try {
      return Secret.copyOf(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /**
   * Opens a record of this epoch unless it was opened before; the rest as in {@link RecordOpener}.
   */
  int openOnce(byte[] datagram, int at, int length, byte[] out, int outOffset) {
    long sequence = RecordHeader.sequence(datagram, at);
    if (!window.isNew(sequence)) {
      return -1;
    }
    int opened = opener.open(datagram, at, length, out, outOffset);
    if (opened >= 0) {
      window.received(sequence);
    }
    return opened;
  }

  /** Whether the keys have to be replaced soon, whatever they were used for. */
  boolean isWornOut() {
    return sealer.isWornOut() || opener.isWornOut();
  }

  /** Forgets the keys of both directions. */
  void wipe() {
    sealer.wipe();
    opener.wipe();
    renewalSecret.close();
  }
}
