package io.sluice.crypto.dtls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.Fingerprint;
import io.sluice.crypto.Role;
import io.sluice.crypto.dtls.DtlsException.Reason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CertificateHandshakeTest {
  private static final byte[] TEXT = {1, 2, 3};

  private final TestNet net = TestNet.fine();
  private final TestCertificates certificates = new TestCertificates();

  @Test
  void theRightFingerprintsConnect() throws Exception {
    TestPair pair = TestPair.connect(net, certificates);
    assertArrayEquals(TEXT, TestPair.open(pair.server(), TestPair.seal(pair.client(), TEXT)));
    assertArrayEquals(TEXT, TestPair.open(pair.client(), TestPair.seal(pair.server(), TEXT)));
    assertArrayEquals(pair.client().exporter(), pair.server().exporter());
    SentRecords.assertNoNumberTwice(net);
  }

  @ParameterizedTest
  @EnumSource
  void anotherFingerprintEndsBothSides(Role mistaken) throws Exception {
    Fingerprint another = DtlsCertificate.generate().fingerprint();
    var one = TestPair.start(() -> failure(() -> certificates.handshake(net, mistaken, another)));
    var other = TestPair.start(() -> failure(() -> certificates.handshake(net, mistaken.other())));
    String refused = TestPair.get(one).getMessage();
    assertTrue(refused.contains("was refused: bad_certificate"), refused);
    String told = TestPair.get(other).getMessage();
    assertTrue(told.contains("the peer refused: bad_certificate"), told);
  }

  /**
   * It shows the certificate that is expected, which is public, and signs with a key of its own.
   */
  @ParameterizedTest
  @EnumSource
  void aStolenCertificateWithoutItsKeyEndsBothSides(Role thief) throws Exception {
    DtlsCertificate stolen = certificates.of(thief).withKeyOf(DtlsCertificate.generate());
    Fingerprint told = certificates.of(thief.other()).fingerprint();
    var one =
        TestPair.start(
            () ->
                failure(
                    () ->
                        DtlsConnection.handshake(
                            thief, stolen, told, net.end(thief), TestPair.PATIENCE)));
    var other = TestPair.start(() -> failure(() -> certificates.handshake(net, thief.other())));
    assertEquals(Reason.REJECTED, TestPair.get(one).reason());
    assertEquals(Reason.REJECTED, TestPair.get(other).reason());
  }

  @Test
  void keysAndCertificatesDoNotMix() throws Exception {
    var key = TestPair.start(() -> failure(() -> TestPair.handshake(net, Role.CLIENT)));
    var server = TestPair.start(() -> failure(() -> certificates.handshake(net, Role.SERVER)));
    assertEquals(Reason.INCOMPATIBLE, TestPair.get(key).reason());
    assertEquals(Reason.INCOMPATIBLE, TestPair.get(server).reason());
  }

  /** Not a rule of DTLS but of the gate: Finished may overtake what proves the client's key. */
  @Test
  void aCertificateVerifyThatComesLateIsWaitedFor() throws Exception {
    List<byte[]> held = new ArrayList<>();
    net.end(Role.CLIENT)
        .filter(
            datagram -> {
              if (held.isEmpty() && SentRecords.of(datagram).size() > 2) {
                held.add(datagram);
                for (byte[] record : SentRecords.of(datagram)) {
                  if (RecordHeader.epoch(record, 0) == 1) {
                    net.end(Role.SERVER).inject(record);
                  }
                }
                return false;
              }
              return true;
            });
    TestPair pair = TestPair.connect(net, certificates);
    assertEquals(1, held.size());
    assertArrayEquals(TEXT, TestPair.open(pair.server(), TestPair.seal(pair.client(), TEXT)));
  }

  private static DtlsException failure(Attempt body) {
    return assertThrows(DtlsException.class, body::run);
  }

  /** A handshake that is to fail. */
  @FunctionalInterface
  private interface Attempt {
    DtlsConnection run() throws DtlsException;
  }
}
