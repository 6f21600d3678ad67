package io.sluice.crypto.dtls;

import io.sluice.crypto.Fingerprint;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;

/**
 * A fresh P-256 key and the certificate that it signed for itself, as every WebRTC connection has
 * one (RFC 8827 section 6.5). Nobody vouches for it but whoever brings its {@link #fingerprint} to
 * the peer; name and dates in it mean nothing. The key never leaves.
 */
public final class DtlsCertificate {
  private static final X500Name NAME = new X500Name("CN=sluice");
  private static final AlgorithmIdentifier ECDSA_SHA256 =
      new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
  private static final int SERIAL_BITS = 64;

  /** Before now, because clocks differ. */
  private static final int VALID_DAYS_BEFORE = 1;

  private static final int VALID_DAYS_AFTER = 30;

  private final AsymmetricKeyParameter key;
  private final byte[] encoded;

  private DtlsCertificate(AsymmetricKeyParameter key, byte[] encoded) {
    this.key = key;
    this.encoded = encoded;
  }

  /** A new key, and a certificate for it. */
  public static DtlsCertificate generate() {
    SecureRandom random = new SecureRandom();
    AsymmetricCipherKeyPair pair = newKeyPair(random);
    var info = new V3TBSCertificateGenerator();
    Instant now = Instant.now();
    try {
      info.setSerialNumber(new ASN1Integer(new BigInteger(SERIAL_BITS, random).setBit(0)));
      info.setSignature(ECDSA_SHA256);
      info.setIssuer(NAME);
      info.setSubject(NAME);
      info.setStartDate(time(now.minus(VALID_DAYS_BEFORE, ChronoUnit.DAYS)));
      info.setEndDate(time(now.plus(VALID_DAYS_AFTER, ChronoUnit.DAYS)));
      info.setSubjectPublicKeyInfo(
          SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic()));
      byte[] encoded = signed(info.generateTBSCertificate(), pair.getPrivate(), random);
      return new DtlsCertificate(pair.getPrivate(), encoded);
    } catch (IOException e) {
      throw new IllegalStateException("a certificate could not be written", e);
    }
  }

  private static AsymmetricCipherKeyPair newKeyPair(SecureRandom random) {
    var generator = new ECKeyPairGenerator();
    var curve = SECObjectIdentifiers.secp256r1;
    generator.init(
        new ECKeyGenerationParameters(
            new ECNamedDomainParameters(curve, CustomNamedCurves.getByOID(curve)), random));
    return generator.generateKeyPair();
  }

  /** RFC 5280 section 4.1: what is signed, how, and the signature. */
  private static byte[] signed(TBSCertificate info, AsymmetricKeyParameter key, SecureRandom random)
      throws IOException {
    var signer = new DSADigestSigner(new ECDSASigner(), new SHA256Digest());
    signer.init(/* forSigning= */ true, new ParametersWithRandom(key, random));
    byte[] bytes = info.getEncoded();
    signer.update(bytes, 0, bytes.length);
    var signature = new DERBitString(signer.generateSignature());
    return new DERSequence(new ASN1Encodable[] {info, ECDSA_SHA256, signature}).getEncoded();
  }

  private static Time time(Instant instant) {
    return new Time(Date.from(instant));
  }

  /** What the peer has to be told, over a way that can be trusted. */
  public Fingerprint fingerprint() {
    return Fingerprint.of(encoded);
  }

  /** The certificate in DER. */
  byte[] encoded() {
    return encoded.clone();
  }

  /** This certificate with a key that does not belong to it: for tests. */
  DtlsCertificate withKeyOf(DtlsCertificate other) {
    return new DtlsCertificate(other.key, encoded);
  }

  /** What shows the certificate in a handshake and proves that the key is here. */
  TlsCredentialedSigner signer(TlsCryptoParameters parameters, SluiceTlsCrypto crypto)
      throws IOException {
    var chain = new Certificate(new TlsCertificate[] {crypto.createCertificate(encoded)});
    return new BcDefaultTlsCredentialedSigner(
        parameters, crypto, key, chain, DtlsProfile.SIGNATURE);
  }

  /** The fingerprint, which is public. */
  @Override
  public String toString() {
    return "DtlsCertificate[" + fingerprint() + "]";
  }
}
