package io.sluice.crypto.dtls;

import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsDecodeResult;
import org.bouncycastle.tls.crypto.TlsEncodeResult;
import org.jspecify.annotations.Nullable;

/**
 * Seals and opens the few records of epoch 1 that belong to the handshake, for Bouncy Castle, with
 * the same sealer and opener that the connection uses afterwards.
 */
final class HandshakeCipher implements TlsCipher {
  private final RecordSealer sealer;
  private final RecordOpener opener;
  private final int overhead;
  private byte @Nullable [] finished;

  HandshakeCipher(RecordSealer sealer, RecordOpener opener) {
    this.sealer = sealer;
    this.opener = opener;
    overhead = sealer.overhead() - RecordHeader.BYTES;
  }

  RecordSealer sealer() {
    return sealer;
  }

  RecordOpener opener() {
    return opener;
  }

  /** The Finished message that was sealed, in the clear. */
  byte[] finished() {
    if (finished == null) {
      throw new IllegalStateException("the handshake is not finished");
    }
    return finished;
  }

  @Override
  public TlsEncodeResult encodePlaintext(
      long epochAndSequence,
      short type,
      ProtocolVersion version,
      int headerLength,
      byte[] plain,
      int offset,
      int length)
      throws IOException {
    // Bouncy Castle writes its own number over ours: both must count the same.
    if (epochAndSequence != (RecordSealer.EPOCH_1 | sealer.nextSequence())
        || headerLength != RecordHeader.BYTES
        || !ProtocolVersion.DTLSv12.equals(version)) {
      throw new TlsFatalAlert(AlertDescription.internal_error);
    }
    if (type == RecordHeader.HANDSHAKE) {
      finished = Arrays.copyOfRange(plain, offset, offset + length);
    }
    byte[] record = new byte[length + sealer.overhead()];
    sealer.seal(type, plain, offset, length, record, 0);
    return new TlsEncodeResult(record, 0, record.length, type);
  }

  @Override
  public TlsDecodeResult decodeCiphertext(
      long epochAndSequence,
      short type,
      ProtocolVersion version,
      byte[] fragment,
      int offset,
      int length)
      throws IOException {
    byte[] record = new byte[RecordHeader.BYTES + length];
    RecordHeader.write(record, 0, type, epochAndSequence, length);
    System.arraycopy(fragment, offset, record, RecordHeader.BYTES, length);
    byte[] plain = new byte[Math.max(0, length - overhead)];
    int opened = opener.open(record, 0, record.length, plain, 0);
    if (opened < 0) {
      // The one alert that Bouncy Castle takes for "drop the record"; with any other it would end
      // the connection for a forgery (RFC 6347, section 4.1.2.7).
      throw new TlsFatalAlert(AlertDescription.bad_record_mac);
    }
    return new TlsDecodeResult(plain, 0, opened, type);
  }

  @Override
  public int getCiphertextDecodeLimit(int plaintextLimit) {
    return plaintextLimit + overhead;
  }

  @Override
  public int getCiphertextEncodeLimit(int plaintextLimit) {
    return plaintextLimit + overhead;
  }

  @Override
  public int getPlaintextDecodeLimit(int ciphertextLimit) {
    return ciphertextLimit - overhead;
  }

  @Override
  public int getPlaintextEncodeLimit(int ciphertextLimit) {
    return ciphertextLimit - overhead;
  }

  @Override
  public void rekeyDecoder() throws IOException {
    throw new TlsFatalAlert(AlertDescription.internal_error);
  }

  @Override
  public void rekeyEncoder() throws IOException {
    throw new TlsFatalAlert(AlertDescription.internal_error);
  }

  @Override
  public boolean usesOpaqueRecordTypeDecode() {
    return false;
  }

  @Override
  public boolean usesOpaqueRecordTypeEncode() {
    return false;
  }
}
