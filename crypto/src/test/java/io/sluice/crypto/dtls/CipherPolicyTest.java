package io.sluice.crypto.dtls;

import static io.sluice.crypto.dtls.DtlsCipher.AES_128_GCM;
import static io.sluice.crypto.dtls.DtlsCipher.AES_256_GCM;
import static io.sluice.crypto.dtls.DtlsCipher.CHACHA20_POLY1305;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.Role;
import io.sluice.crypto.dtls.DtlsException.Reason;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which cipher two sides end up with, and what never happens. */
class CipherPolicyTest {
  private static final AesSupport FAST_AES = new AesSupport(true, true);
  private static final AesSupport SLOW_AES = new AesSupport(true, false);
  private static final AesSupport WRONG_AES = new AesSupport(false, true);
  private static final CipherPolicy FAST = CipherPolicy.automatic(FAST_AES);
  private static final CipherPolicy SLOW = CipherPolicy.automatic(SLOW_AES);
  private static final CipherPolicy WRONG = CipherPolicy.automatic(WRONG_AES);

  @Test
  void twoWithAesInHardwareUseIt() throws Exception {
    assertEquals(AES_128_GCM, agreed(FAST, FAST));
  }

  @Test
  void whoeverHasNoAesInHardwareGetsChaCha() throws Exception {
    assertEquals(CHACHA20_POLY1305, agreed(SLOW, FAST));
    assertEquals(CHACHA20_POLY1305, agreed(FAST, SLOW));
    assertEquals(CHACHA20_POLY1305, agreed(SLOW, SLOW));
  }

  @Test
  void whoeverHasAWrongAesGcmGetsChaChaEvenWhenTheOtherIsFaster() throws Exception {
    assertEquals(CHACHA20_POLY1305, agreed(WRONG, FAST));
    assertEquals(CHACHA20_POLY1305, agreed(FAST, WRONG));
  }

  @ParameterizedTest
  @EnumSource
  void whatOneSideAsksForIsUsedWhicheverSideItIs(DtlsCipher cipher) throws Exception {
    assertEquals(cipher, agreed(only(cipher), FAST));
    assertEquals(cipher, agreed(FAST, only(cipher)));
    assertEquals(cipher, agreed(only(cipher), SLOW));
  }

  @Test
  void twoThatAskForDifferentCiphersAreToldWhyTheyDoNotConnect() throws Exception {
    TestNet net = TestNet.fine();
    var server =
        TestPair.start(
            () ->
                assertThrows(
                    DtlsException.class,
                    () -> TestPair.handshake(net, Role.SERVER, only(CHACHA20_POLY1305))));
    var failure =
        assertThrows(
            DtlsException.class, () -> TestPair.handshake(net, Role.CLIENT, only(AES_256_GCM)));
    assertEquals(Reason.INCOMPATIBLE, failure.reason());
    assertEquals(Reason.INCOMPATIBLE, TestPair.get(server).reason());
  }

  @Test
  void aWrongAesGcmIsNeverUsedNotEvenWhenAskedFor() {
    assertEquals(List.of(CHACHA20_POLY1305), WRONG.accepted());
    assertTrue(CipherPolicy.only(AES_128_GCM, WRONG_AES).isEmpty());
    assertTrue(CipherPolicy.only(AES_256_GCM, WRONG_AES).isEmpty());
    assertTrue(CipherPolicy.only(CHACHA20_POLY1305, WRONG_AES).isPresent());
  }

  @Test
  void theSelfTestPassesOnWhatEncryptsRightlyAndFailsOnAnythingElse() {
    assertTrue(GcmSelfTest.passes());
    assertFalse(
        GcmSelfTest.passes(
            (plain, nonce) -> {
              byte[] sealed = GcmSelfTest.sealedByJdk(plain, nonce);
              sealed[sealed.length - 1] ^= (byte) (plain.length == 768 ? 1 : 0);
              return sealed;
            }));
    assertFalse(
        GcmSelfTest.passes(
            (plain, nonce) -> {
              throw new java.security.ProviderException("no such stub");
            }));
  }

  @Test
  void aProcessorKnowsAesIfItsFlagsSayIt() {
    assertTrue(AesSupport.isAmongFlags("aes", Stream.of("x", "flags\t\t: fpu sse2 aes avx")));
    assertTrue(AesSupport.isAmongFlags("aes", Stream.of("Features\t: fp asimd aes pmull")));
    assertFalse(AesSupport.isAmongFlags("aes", Stream.of("flags : fpu vaes", "model: aes")));
    assertFalse(AesSupport.isAmongFlags("aes", Stream.of("Features : fp asimd crc32")));
  }

  private static CipherPolicy only(DtlsCipher cipher) {
    return CipherPolicy.only(cipher, FAST_AES).orElseThrow();
  }

  /** What both sides say they use, after a record in each direction. */
  private static DtlsCipher agreed(CipherPolicy client, CipherPolicy server) throws Exception {
    TestPair pair =
        TestPair.connect(
            TestNet.fine(),
            (net, role) -> TestPair.handshake(net, role, role == Role.CLIENT ? client : server));
    byte[] text = {1, 2, 3};
    assertArrayEquals(text, TestPair.open(pair.server(), TestPair.seal(pair.client(), text)));
    assertArrayEquals(text, TestPair.open(pair.client(), TestPair.seal(pair.server(), text)));
    assertEquals(pair.client().cipher(), pair.server().cipher());
    return pair.client().cipher();
  }
}
