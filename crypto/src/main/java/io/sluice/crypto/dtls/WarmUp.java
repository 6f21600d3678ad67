package io.sluice.crypto.dtls;

import io.sluice.crypto.Role;
import io.sluice.crypto.secret.Secret;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Runs the whole of this module once, with nobody else, while a person still types: the first real
 * handshake then takes milliseconds instead of a third of a second, and the compiler knows the hot
 * paths.
 */
public final class WarmUp {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int PSK_BYTES = 32;
  private static final int RECORDS = 2000;
  private static final int RECORD_BYTES = 1163;
  private static final int HASHED_BLOCKS = 40;
  private static final int HASHED_BYTES = 128 * 1024;

  private WarmUp() {}

  /**
   * Takes up to a second or so; for a thread in the background.
   *
   * @throws IllegalStateException if the cryptography of this Java is broken
   */
  public static void run() {
    exchangeRecords(CipherPolicy.automatic());
    hash();
  }

  private static void hash() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] block = new byte[HASHED_BYTES];
      for (int i = 0; i < HASHED_BLOCKS; i++) {
        var _ = sha256.digest(block);
      }
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  private static void exchangeRecords(CipherPolicy policy) {
    MemoryLink link = MemoryLink.create();
    try (Secret psk = Secret.random(PSK_BYTES, new SecureRandom())) {
      var server =
          CompletableFuture.supplyAsync(() -> connect(Role.SERVER, psk, policy, link.otherEnd()));
      try (DtlsConnection from = connect(Role.CLIENT, psk, policy, link);
          DtlsConnection to = server.join()) {
        byte[] plain = new byte[RECORD_BYTES];
        byte[] record = new byte[RECORD_BYTES + DtlsConnection.OVERHEAD];
        for (int i = 0; i < RECORDS; i++) {
          int length = from.seal(plain, 0, plain.length, record, 0);
          if (to.open(record, 0, length, plain, 0) != plain.length) {
            throw new IllegalStateException("this Java does not open what it sealed");
          }
        }
      }
    }
  }

  private static DtlsConnection connect(
      Role role, Secret psk, CipherPolicy policy, MemoryLink link) {
    try {
      return DtlsConnection.handshake(role, psk, policy, link, PATIENCE);
    } catch (DtlsException e) {
      throw new IllegalStateException("a handshake with this process itself failed", e);
    }
  }
}
