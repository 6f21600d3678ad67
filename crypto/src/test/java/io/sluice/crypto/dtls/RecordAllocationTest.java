package io.sluice.crypto.dtls;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.sluice.crypto.Role;
import java.lang.management.ManagementFactory;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sealing and opening allocate what the JDK's cipher allocates, and nothing of our own. */
class RecordAllocationTest {
  private static final int LENGTH = 1163;
  private static final int ROUNDS = 5000;
  private static final long NOISE_BYTES = 32;

  private final byte[] plain = new byte[LENGTH];
  private final byte[] record = new byte[LENGTH + DtlsConnection.OVERHEAD];
  private final byte[] opened = new byte[LENGTH];

  @ParameterizedTest
  @EnumSource
  void nothingOfOurOwn(DtlsCipher kind) throws Exception {
    byte[] block = new byte[RecordKeys.blockBytes(kind)];
    RecordKeys keys = RecordKeys.fromBlock(kind, block, Role.CLIENT);
    RecordSealer sealer = new RecordSealer(keys);
    RecordOpener opener = new RecordOpener(keys);
    Runnable ours =
        () -> {
          int length = sealer.seal(RecordHeader.APPLICATION_DATA, plain, 0, LENGTH, record, 0);
          assertTrue(opener.open(record, 0, length, opened, 0) == LENGTH);
        };
    Cipher cipher = Cipher.getInstance(kind.isAes() ? "AES/GCM/NoPadding" : "ChaCha20-Poly1305");
    byte[] nonce = keys.nonce();
    byte[] additional = new byte[RecordHeader.BYTES];
    Runnable bare =
        () -> {
          RecordHeader.putLong(nonce, 4, RecordHeader.getLong(nonce, 4) + 1);
          bareRecord(cipher, Cipher.ENCRYPT_MODE, keys, nonce, additional, plain, LENGTH, record);
          bareRecord(
              cipher, Cipher.DECRYPT_MODE, keys, nonce, additional, record, LENGTH + 16, opened);
        };
    long bareBytes = bytesPerRound(bare);
    long ourBytes = bytesPerRound(ours);
    System.out.printf(
        "a record of %s allocates %d B, %d B of it in the JDK%n", kind, ourBytes, bareBytes);
    assertTrue(
        ourBytes <= bareBytes + NOISE_BYTES, ourBytes + " bytes against " + bareBytes + " bytes");
  }

  private static void bareRecord(
      Cipher cipher,
      int mode,
      RecordKeys keys,
      byte[] nonce,
      byte[] additional,
      byte[] in,
      int length,
      byte[] out) {
    try {
      AlgorithmParameterSpec parameters =
          keys.cipher().isAes() ? new GCMParameterSpec(128, nonce) : new IvParameterSpec(nonce);
      cipher.init(mode, keys.key(), parameters);
      cipher.updateAAD(additional);
      cipher.doFinal(in, 0, length, out, 0);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static long bytesPerRound(Runnable work) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = 0;
    for (int i = -ROUNDS; i < ROUNDS; i++) {
      if (i == 0) {
        before = threads.getCurrentThreadAllocatedBytes();
      }
      work.run();
    }
    return (threads.getCurrentThreadAllocatedBytes() - before) / ROUNDS;
  }
}
