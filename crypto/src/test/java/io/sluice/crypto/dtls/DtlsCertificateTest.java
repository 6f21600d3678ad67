package io.sluice.crypto.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.sluice.crypto.Fingerprint;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import org.junit.jupiter.api.Test;

/** The JDK reads what Bouncy Castle wrote. */
class DtlsCertificateTest {
  private final DtlsCertificate ours = DtlsCertificate.generate();

  @Test
  void isAValidCertificateForAKeyOnP256SignedByItself() throws Exception {
    X509Certificate read = read(ours);
    read.verify(read.getPublicKey());
    read.checkValidity();
    assertEquals("SHA256withECDSA", read.getSigAlgName());
    assertEquals(
        256, ((ECPublicKey) read.getPublicKey()).getParams().getCurve().getField().getFieldSize());
    assertEquals(read.getIssuerX500Principal(), read.getSubjectX500Principal());
  }

  @Test
  void isKnownByTheHashOfItsBytes() throws Exception {
    assertEquals(Fingerprint.of(read(ours).getEncoded()), ours.fingerprint());
  }

  @Test
  void isAnotherEachTime() throws Exception {
    DtlsCertificate other = DtlsCertificate.generate();
    assertNotEquals(ours.fingerprint(), other.fingerprint());
    assertFalse(read(ours).getPublicKey().equals(read(other).getPublicKey()));
    assertNotEquals(read(ours).getSerialNumber(), read(other).getSerialNumber());
  }

  private static X509Certificate read(DtlsCertificate certificate) throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(certificate.encoded()));
  }
}
