package io.sluice.crypto.dtls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.crypto.Role;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;

/** Records of RFC 7905, done by hand with another ChaCha20-Poly1305. */
class ChaChaRecordTest {
  private static final DtlsCipher CHACHA = DtlsCipher.CHACHA20_POLY1305;
  private static final int KEY_BYTES = 32;
  private static final int IV_BYTES = 12;

  private final byte[] block = new byte[2 * (KEY_BYTES + IV_BYTES)];

  ChaChaRecordTest() {
    for (int i = 0; i < block.length; i++) {
      block[i] = (byte) (i + 1);
    }
  }

  /** RFC 7905, section 2: epoch and number, padded on the left, XORed with the IV. No byte more. */
  @Test
  void theNonceIsTheWriteIvWithEpochAndNumberXoredIntoIt() throws InvalidCipherTextException {
    RecordSealer sealer = sealer(Role.SERVER);
    byte[] plain = {9, 8, 7};
    byte[] record = new byte[plain.length + sealer.overhead()];
    for (int i = 0; i < 3; i++) {
      assertEquals(
          record.length,
          sealer.seal(RecordHeader.APPLICATION_DATA, plain, 0, plain.length, record, 0));
    }
    assertEquals("17fefd" + "0001000000000002" + "0013", HexFormat.of().formatHex(record, 0, 13));

    byte[] nonce = Arrays.copyOfRange(block, 2 * KEY_BYTES + IV_BYTES, block.length);
    nonce[5] ^= 1; // The epoch's last byte.
    nonce[11] ^= 2; // The number's last byte.
    byte[] additional = HexFormat.of().parseHex("0001000000000002" + "17fefd" + "0003");
    var byHand = new ChaCha20Poly1305();
    byHand.init(
        true,
        new AEADParameters(new KeyParameter(block, KEY_BYTES, KEY_BYTES), 128, nonce, additional));
    byte[] sealed = new byte[plain.length + 16];
    byHand.doFinal(sealed, byHand.processBytes(plain, 0, plain.length, sealed, 0));
    assertArrayEquals(sealed, Arrays.copyOfRange(record, 13, record.length));
  }

  @Test
  void everyLengthOpensAndARecordThatWasSeenOpensAgain() {
    RecordSealer sealer = sealer(Role.CLIENT);
    var opener = new RecordOpener(RecordKeys.fromBlock(CHACHA, block, Role.CLIENT));
    for (int length : new int[] {0, 1, 15, 16, 17, 63, 64, 65, 1163, 16_384}) {
      byte[] plain = new byte[length];
      Arrays.fill(plain, (byte) length);
      byte[] record = new byte[length + sealer.overhead()];
      sealer.seal(RecordHeader.APPLICATION_DATA, plain, 0, length, record, 0);
      byte[] opened = new byte[length];
      // Twice: the window above judges replays, and a forgery must not block the real record.
      assertEquals(length, opener.open(record, 0, record.length, opened, 0));
      record[record.length - 1] ^= 1;
      assertEquals(-1, opener.open(record, 0, record.length, opened, 0));
      record[record.length - 1] ^= 1;
      assertEquals(length, opener.open(record, 0, record.length, opened, 0));
      assertArrayEquals(plain, opened);
    }
  }

  @Test
  void theNumberOfRecordsIsTheLimitAndNotTheirLength() {
    var sealer = new RecordSealer(RecordKeys.fromBlock(CHACHA, block, Role.CLIENT), 2);
    byte[] record = new byte[5000 + sealer.overhead()];
    sealer.seal(RecordHeader.APPLICATION_DATA, new byte[5000], 0, 5000, record, 0);
    sealer.seal(RecordHeader.APPLICATION_DATA, new byte[5000], 0, 0, record, 0);
    assertThrows(
        KeyLimitException.class,
        () -> sealer.seal(RecordHeader.APPLICATION_DATA, new byte[0], 0, 0, record, 0));
  }

  private RecordSealer sealer(Role writer) {
    return new RecordSealer(RecordKeys.fromBlock(CHACHA, block, writer));
  }
}
