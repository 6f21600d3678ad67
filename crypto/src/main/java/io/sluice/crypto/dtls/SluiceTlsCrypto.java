package io.sluice.crypto.dtls;

import io.sluice.crypto.Role;
import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.TlsImplUtils;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/**
 * Bouncy Castle's own primitives for the key exchange, the JDK's ciphers for the records: Bouncy
 * Castle's AES-GCM is more than ten times slower. For one handshake.
 */
final class SluiceTlsCrypto extends BcTlsCrypto {
  private @Nullable HandshakeCipher cipher;

  /**
   * The cipher of the handshake.
   *
   * @throws IllegalStateException before the keys are agreed
   */
  HandshakeCipher cipher() {
    if (cipher == null) {
      throw new IllegalStateException("no keys are agreed yet");
    }
    return cipher;
  }

  @Override
  public TlsCipher createCipher(
      TlsCryptoParameters parameters, int encryptionAlgorithm, int macAlgorithm)
      throws IOException {
    if (cipher != null) {
      throw new TlsFatalAlert(AlertDescription.internal_error);
    }
    DtlsCipher kind = agreed(encryptionAlgorithm);
    Role role = parameters.isServer() ? Role.SERVER : Role.CLIENT;
    byte[] block = TlsImplUtils.calculateKeyBlock(parameters, RecordKeys.blockBytes(kind));
    try {
      cipher =
          new HandshakeCipher(
              new RecordSealer(RecordKeys.fromBlock(kind, block, role)),
              new RecordOpener(RecordKeys.fromBlock(kind, block, role.other())));
      return cipher;
    } finally {
      Arrays.fill(block, (byte) 0);
    }
  }

  private static DtlsCipher agreed(int encryptionAlgorithm) throws IOException {
    for (DtlsCipher kind : DtlsCipher.values()) {
      if (kind.algorithm() == encryptionAlgorithm) {
        return kind;
      }
    }
    throw new TlsFatalAlert(AlertDescription.internal_error);
  }
}
