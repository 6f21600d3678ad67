package io.sluice.crypto.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.Role;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;

class RecordSealerTest {
  private static final byte[] KEY_BLOCK =
      HexFormat.of()
          .parseHex(
              "000102030405060708090a0b0c0d0e0f"
                  + "101112131415161718191a1b1c1d1e1f"
                  + "20212223"
                  + "24252627");

  /** RFC 5246, section 6.3 and RFC 5288, section 3, done by hand with another AES-GCM. */
  @Test
  void theServerSealsWithTheSecondKeyAndSalt() throws InvalidCipherTextException {
    byte[] plain = {1, 2, 3};
    byte[] record = seal(sealer(Role.SERVER), RecordHeader.APPLICATION_DATA, plain);
    HexFormat hex = HexFormat.of();
    String numbers = "0001000000000000";
    assertEquals("17fefd" + numbers + "001b" + numbers, hex.formatHex(record, 0, 21));
    var gcm = GCMBlockCipher.newInstance(AESEngine.newInstance());
    gcm.init(
        true,
        new AEADParameters(
            new KeyParameter(KEY_BLOCK, 16, 16),
            128,
            hex.parseHex("24252627" + numbers),
            hex.parseHex(numbers + "17fefd0003")));
    byte[] sealed = new byte[plain.length + 16];
    gcm.doFinal(sealed, gcm.processBytes(plain, 0, plain.length, sealed, 0));
    assertEquals(hex.formatHex(sealed), hex.formatHex(record, 21, record.length));
  }

  @Test
  void theOpenerOfTheOtherSideOpensIt() {
    var opener =
        new RecordOpener(RecordKeys.fromBlock(DtlsCipher.AES_128_GCM, KEY_BLOCK, Role.CLIENT));
    byte[] record = seal(sealer(Role.CLIENT), RecordHeader.ALERT, new byte[] {1, 0});
    assertEquals(2, opener.open(record, 0, record.length, new byte[2], 0));
    var wrong =
        new RecordOpener(RecordKeys.fromBlock(DtlsCipher.AES_128_GCM, KEY_BLOCK, Role.SERVER));
    assertEquals(-1, wrong.open(record, 0, record.length, new byte[2], 0));
  }

  @Test
  void severalThreadsNeverUseOneNumberTwice() throws InterruptedException {
    RecordSealer sealer = sealer(Role.CLIENT);
    Set<Long> numbers = new HashSet<>();
    Runnable work =
        () -> {
          for (int i = 0; i < 2000; i++) {
            byte[] record = seal(sealer, RecordHeader.APPLICATION_DATA, new byte[10]);
            synchronized (numbers) {
              numbers.add(RecordHeader.sequence(record, 0));
            }
          }
        };
    Thread one = Thread.ofPlatform().start(work);
    Thread other = Thread.ofPlatform().start(work);
    one.join();
    other.join();
    assertEquals(4000, numbers.size());
    assertEquals(4000, sealer.nextSequence());
  }

  @Test
  void stopsAtTheLimitOfTheKeyButStillSaysGoodbye() {
    // A record of 100 bytes takes 7 blocks and one for its tag.
    var sealer =
        new RecordSealer(
            RecordKeys.fromBlock(DtlsCipher.AES_128_GCM, KEY_BLOCK, Role.CLIENT), 3 * 8);
    for (int i = 0; i < 3; i++) {
      seal(sealer, RecordHeader.APPLICATION_DATA, new byte[100]);
    }
    var limit =
        assertThrows(
            KeyLimitException.class,
            () -> seal(sealer, RecordHeader.APPLICATION_DATA, new byte[0]));
    assertTrue(limit.getMessage().contains("after 300 bytes"), limit.getMessage());
    assertEquals(3, sealer.nextSequence());
    assertEquals(39, Alert.CLOSE_NOTIFY.sealed(sealer).length);
  }

  @Test
  void theLimitIsThatOfRfc8446() {
    long limit = DtlsCipher.AES_128_GCM.usageLimit();
    assertEquals((long) Math.pow(2, 34.5), limit, 10);
  }

  @Test
  void printsNoKey() {
    assertEquals(
        "RecordKeys",
        RecordKeys.fromBlock(DtlsCipher.AES_128_GCM, KEY_BLOCK, Role.CLIENT).toString());
  }

  private static RecordSealer sealer(Role writer) {
    return new RecordSealer(RecordKeys.fromBlock(DtlsCipher.AES_128_GCM, KEY_BLOCK, writer));
  }

  private static byte[] seal(RecordSealer sealer, int type, byte[] plain) {
    byte[] record = new byte[plain.length + sealer.overhead()];
    assertEquals(record.length, sealer.seal(type, plain, 0, plain.length, record, 0));
    return record;
  }
}
