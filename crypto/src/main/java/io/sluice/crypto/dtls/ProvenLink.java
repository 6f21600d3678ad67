package io.sluice.crypto.dtls;

import io.sluice.crypto.DatagramLink;
import io.sluice.crypto.Role;
import io.sluice.crypto.secret.Secret;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/**
 * A link to a peer that holds the same key, for a handshake: each datagram ends with a proof of
 * that, and what comes with plaintext records and without the proof is dropped.
 *
 * <p>A handshake of DTLS 1.2 learns from its last messages alone whether the first ones were real:
 * one forged datagram that comes before the real one ends it. Two who share a secret beforehand
 * need not let it come so far. The proof stands behind the last record, where RFC 6347 has nothing;
 * records that are sealed need none.
 *
 * <pre>
 *   records || HMAC-SHA256(key, role || records), cut to 16 bytes
 * </pre>
 *
 * where the role is one byte, that of the sender: 0 for the client, 1 for the server.
 */
public final class ProvenLink implements DatagramLink {
  /** The length of a proof, in bytes. */
  public static final int PROOF_BYTES = 16;

  private static final String ALGORITHM = "HmacSHA256";
  private static final int WHOLE_MAC_BYTES = 32;

  private final DatagramLink link;
  private final Role role;
  private final Mac hmac;
  private final byte[] proof = new byte[WHOLE_MAC_BYTES];

  /**
   * @param role of this side
   * @param key that only the two sides know, and use for nothing else; it stays the caller's to
   *     close
   */
  public ProvenLink(DatagramLink link, Role role, Secret key) {
    this.link = link;
    this.role = role;
    byte[] bytes = key.exposeCopy();
    try {
      hmac = Mac.getInstance(ALGORITHM);
      hmac.init(new SecretKeySpec(bytes, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HMAC-SHA256", e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  @Override
  public int receive(byte[] into, int offset, int length, long waitNanos) throws IOException {
    long deadline = System.nanoTime() + waitNanos;
    long left = waitNanos;
    do {
      int received = link.receive(into, offset, length, Math.max(0, left));
      int taken = taken(into, offset, received);
      if (taken > 0) {
        return taken;
      }
      // A flood of what is dropped must not keep the caller from what it has to do meanwhile.
      left = received < 0 ? 0 : deadline - System.nanoTime();
    } while (left > 0);
    return -1;
  }

  /** How much of a datagram is to be looked at; 0 if nothing. */
  private int taken(byte[] datagram, int offset, int received) {
    int records = received - PROOF_BYTES;
    return records > 0 && isProven(datagram, offset, records)
        ? records
        : sealedBytes(datagram, offset, Math.max(0, received));
  }

  /** How long the sealed records are that it begins with: who opens them sees what they are. */
  private static int sealedBytes(byte[] datagram, int offset, int length) {
    int end = offset + length;
    int at = offset;
    int record;
    while ((record = RecordHeader.recordLength(datagram, at, end)) > 0
        && RecordHeader.epoch(datagram, at) > 0) {
      at += record;
    }
    return at - offset;
  }

  private synchronized boolean isProven(byte[] datagram, int offset, int records) {
    prove(role.other(), datagram, offset, records);
    byte[] there = Arrays.copyOfRange(datagram, offset + records, offset + records + PROOF_BYTES);
    return MessageDigest.isEqual(there, Arrays.copyOf(proof, PROOF_BYTES));
  }

  @Override
  public synchronized void send(byte[] records, int offset, int length) throws IOException {
    byte[] datagram = new byte[length + PROOF_BYTES];
    System.arraycopy(records, offset, datagram, 0, length);
    prove(role, records, offset, length);
    System.arraycopy(proof, 0, datagram, length, PROOF_BYTES);
    link.send(datagram, 0, datagram.length);
  }

  private void prove(Role sender, byte[] datagram, int offset, int length) {
    try {
      hmac.update((byte) (sender == Role.CLIENT ? 0 : 1));
      hmac.update(datagram, offset, length);
      hmac.doFinal(proof, 0);
    } catch (ShortBufferException e) {
      throw new IllegalStateException("HMAC-SHA256 is 32 bytes", e);
    }
  }

  @Override
  public boolean mayLose() {
    return link.mayLose();
  }

  @Override
  public int maxDatagram() {
    return link.maxDatagram() - PROOF_BYTES;
  }
}
