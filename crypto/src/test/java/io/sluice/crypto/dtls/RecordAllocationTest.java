package io.sluice.crypto.dtls;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.sluice.crypto.Role;
import java.lang.management.ManagementFactory;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.junit.jupiter.api.Test;

/** Sealing and opening allocate what the JDK's cipher allocates, and nothing of our own. */
class RecordAllocationTest {
  private static final int LENGTH = 1163;
  private static final int ROUNDS = 5000;
  private static final long NOISE_BYTES = 32;

  private final byte[] plain = new byte[LENGTH];
  private final byte[] record = new byte[LENGTH + Gcm.OVERHEAD];
  private final byte[] opened = new byte[LENGTH];

  @Test
  void nothingOfOurOwn() throws Exception {
    TestPair pair = TestPair.connect(TestNet.fine());
    Runnable ours =
        () -> {
          pair.client().seal(plain, 0, LENGTH, record, 0);
          pair.server().open(record, 0, record.length, opened, 0);
        };
    RecordKeys keys = RecordKeys.fromBlock(new byte[RecordKeys.BLOCK_BYTES], Role.CLIENT);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
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
    System.out.printf("a record allocates %d B, %d B of it in the JDK%n", ourBytes, bareBytes);
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
      cipher.init(mode, keys.key(), new GCMParameterSpec(128, nonce));
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
