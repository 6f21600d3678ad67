package io.sluice.crypto.dtls;

import io.sluice.crypto.DatagramLink;
import io.sluice.crypto.Fingerprint;
import io.sluice.crypto.Role;
import io.sluice.crypto.secret.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * An authenticated, encrypted connection to one peer: DTLS 1.2 (RFC 6347) with authenticated
 * encryption under fresh keys, and either a pre-shared key or certificates as proof. Datagrams may
 * be lost and come in any order; each is delivered at most once.
 *
 * <p>One thread seals and one opens, at the same time if they like; anything else is safe from any
 * thread. No datagram, however forged, ends the connection: only the peer and the owner can.
 */
public final class DtlsConnection implements AutoCloseable {
  /** What a record is longer than its plaintext at most, in bytes: that of AES-GCM. */
  public static final int OVERHEAD = DtlsCipher.AES_128_GCM.overhead();

  /** What a record is longer than its plaintext at least, in bytes: that of ChaCha20-Poly1305. */
  public static final int LEAST_OVERHEAD = DtlsCipher.CHACHA20_POLY1305.overhead();

  /** The longest plaintext of a record, in bytes. */
  public static final int MAX_PLAINTEXT = RecordSealer.MAX_PLAINTEXT;

  private static final int CONTROL_BYTES = 256;

  private final DatagramLink link;
  private final Role role;
  private final CipherPolicy policy;
  private final byte[] exporter;
  private final Epochs epochs;
  private final byte[] control = new byte[CONTROL_BYTES];
  private final AtomicBoolean closeNotifySent = new AtomicBoolean();
  private @Nullable LastFlight lastFlight;
  private volatile Epoch sending;
  private volatile boolean closedByPeer;
  private volatile boolean closed;

  private DtlsConnection(Role role, CipherPolicy policy, DatagramLink link, Handshake handshake) {
    this.role = role;
    this.policy = policy;
    this.link = link;
    sending = Epoch.first(handshake);
    epochs = new Epochs(sending);
    exporter = handshake.exported().session();
    lastFlight = handshake.lastFlight();
  }

  /**
   * Makes a connection, which takes two round trips. Only this thread may receive from the link
   * meanwhile; afterwards the caller receives, and hands each datagram to {@link #open}.
   *
   * @param psk the secret both sides hold; it stays the caller's to close
   * @param policy which ciphers this side takes
   * @param patience how long to try; at least a millisecond, at most 24 days
   * @throws DtlsException if there is no connection; a peer with another key ends with {@code
   *     TIMEOUT}
   */
  public static DtlsConnection handshake(
      Role role, Secret psk, CipherPolicy policy, DatagramLink link, Duration patience)
      throws DtlsException {
    var credentials = new Credentials.PreSharedKey(psk);
    return connect(role, credentials, policy, link, patience);
  }

  /**
   * Makes a connection with a peer of whose certificate the fingerprint is known, and which knows
   * that of ours, by a cipher that suits this machine; otherwise like the other handshake.
   *
   * @param peer the only certificate that is accepted
   * @throws DtlsException if there is no connection; a peer with another certificate, without any
   *     or without its key ends with {@code REJECTED}
   */
  public static DtlsConnection handshake(
      Role role, DtlsCertificate own, Fingerprint peer, DatagramLink link, Duration patience)
      throws DtlsException {
    var credentials = new Credentials.Certificates(own, peer);
    var policy = CipherPolicy.automatic();
    return connect(role, credentials, policy, link, patience);
  }

  private static DtlsConnection connect(
      Role role, Credentials credentials, CipherPolicy policy, DatagramLink link, Duration patience)
      throws DtlsException {
    Handshake handshake = Handshake.run(role, credentials, policy, link, patience);
    return new DtlsConnection(role, policy, link, handshake);
  }

  /**
   * Writes {@code plain} as one record, to be sent as a datagram of its own.
   *
   * @param length at most {@link #MAX_PLAINTEXT}
   * @param out room for {@code length} + {@link #OVERHEAD} bytes, apart from {@code plain}
   * @return the length of the record: at most {@code length} + {@link #OVERHEAD}
   * @throws KeyLimitException if the key is used up, because {@link #isRenewalDue} was not heeded
   * @throws IllegalStateException if the connection was closed here
   */
  public int seal(byte[] plain, int offset, int length, byte[] out, int outOffset) {
    if (closed) {
      throw new IllegalStateException("the connection is closed");
    }
    return sending
        .sealer()
        .seal(RecordHeader.APPLICATION_DATA, plain, offset, length, out, outOffset);
  }

  /**
   * Takes a datagram from the peer, or from anybody. What is not for the application is dealt with
   * here, and may send an answer through the link. Of several application records in one datagram,
   * which no sluice sends, only the first is taken.
   *
   * @param out room for {@code length} - {@link #LEAST_OVERHEAD} bytes, apart from {@code datagram}
   * @return the length of the plaintext, or -1 if there is none for the application; then the bytes
   *     of {@code out} mean nothing
   */
  public int open(byte[] datagram, int offset, int length, byte[] out, int outOffset) {
    int at = Objects.checkFromIndexSize(offset, length, datagram.length);
    int end = offset + length;
    int record;
    while ((record = RecordHeader.recordLength(datagram, at, end)) > 0) {
      Epoch epoch = epochOf(datagram, at);
      if (epoch != null) {
        int opened = openRecord(epoch, datagram, at, record, out, outOffset);
        if (opened >= 0) {
          return opened;
        }
      }
      at += record;
    }
    return -1;
  }

  /** What records are sealed with. */
  public DtlsCipher cipher() {
    return sending.sealer().cipher();
  }

  /** Whether the peer said that it closed the connection. A peer that vanished cannot say so. */
  public boolean closedByPeer() {
    return closedByPeer;
  }

  /**
   * 32 bytes that both ends of this one connection have and nobody else (RFC 5705): what is
   * authenticated together with them cannot be carried over to another connection.
   */
  public byte[] exporter() {
    return exporter.clone();
  }

  /** The number of the keys that this side seals with: 1 at first, more after each renewal. */
  public int epoch() {
    return sending.number();
  }

  /** The application data sealed so far with the present keys, in bytes. */
  public long sealedBytes() {
    return sending.sealer().sealedBytes();
  }

  /**
   * Whether the present keys have been used for 70 % of what they may be (RFC 8446, section 5.5;
   * RFC 9147, section 4.5.3), or have sealed so much application data.
   *
   * @param bytes of application data; {@code Long.MAX_VALUE}: only the limits of the cipher count
   */
  public boolean isRenewalDue(long bytes) {
    Epoch present = sending;
    return present.isWornOut() || present.sealer().sealedBytes() >= bytes;
  }

  /**
   * A handshake for new keys; the two sides agree beforehand on the number. The one that was the
   * client is it again. For the thread that opens.
   *
   * @param epoch the number of the new keys: higher than that of any handshake before, also of
   *     those that came to nothing; at most 65,535
   */
  public Renewal renewal(int epoch) {
    return new Renewal(role, policy, epoch, sending.renewalSecret());
  }

  /**
   * Takes new keys into use. Records under them are opened from now on. The client, which knows
   * that the server has them as well, seals with them at once; the server from the first record on
   * that shows it that the client has them. For the thread that opens.
   */
  public void install(Renewal.Keys keys) {
    epochs.add(keys.epoch(), sending.number());
    if (role == Role.CLIENT) {
      sending = keys.epoch();
    }
  }

  /**
   * Wipes keys that the peer stopped using some ten seconds ago; to be called now and then by the
   * thread that opens.
   *
   * @param now nanoseconds of a monotonic clock
   */
  public void forgetOldKeys(long now) {
    epochs.forgetOld(now);
  }

  /** Tells the peer, once and without waiting, and seals and opens nothing more. */
  @Override
  public void close() {
    closed = true;
    sendCloseNotify();
  }

  private @Nullable Epoch epochOf(byte[] datagram, int at) {
    return closed || closedByPeer || RecordHeader.version(datagram, at) != RecordHeader.DTLS_1_2
        ? null
        : epochs.find(RecordHeader.epoch(datagram, at));
  }

  private int openRecord(
      Epoch epoch, byte[] datagram, int at, int length, byte[] out, int outOffset) {
    switch (RecordHeader.type(datagram, at)) {
      case RecordHeader.APPLICATION_DATA -> {
        int opened = epoch.openOnce(datagram, at, length, out, outOffset);
        if (opened >= 0) {
          lastFlight = null;
          follow(epoch);
        }
        return opened;
      }
      case RecordHeader.ALERT -> {
        if (epoch.openOnce(datagram, at, length, control, 0) == Alert.BYTES) {
          heed(Alert.parse(control));
        }
      }
      case RecordHeader.HANDSHAKE -> answerRepeatedFlight(epoch, datagram, at, length);
      default -> {}
    }
    return -1;
  }

  /** The peer seals with these keys: so this side may, if they are the newer ones. */
  private void follow(Epoch epoch) {
    if (epoch.number() > sending.number()) {
      sending = epoch;
    }
    epochs.opened(epoch);
  }

  /** A repeated flight may have the same record numbers again, so the window has no say here. */
  private void answerRepeatedFlight(Epoch epoch, byte[] datagram, int at, int length) {
    if (lastFlight != null
        && epoch.number() == 1
        && epoch.opener().open(datagram, at, length, control, 0) >= 0) {
      send(lastFlight.datagram(epoch.sealer()));
    }
  }

  private void heed(Alert alert) {
    if (alert.closes()) {
      closedByPeer = true;
    }
    // RFC 5246, section 7.2.1: close_notify is answered with close_notify.
    if (alert.isCloseNotify()) {
      sendCloseNotify();
    }
  }

  private void sendCloseNotify() {
    if (!closeNotifySent.getAndSet(true)) {
      send(Alert.CLOSE_NOTIFY.sealed(sending.sealer()));
    }
  }

  /** Sends a record of our own; a link that fails loses it, as any datagram may be lost. */
  private void send(byte[] datagram) {
    try {
      link.send(datagram, 0, datagram.length);
    } catch (IOException e) {
      // The owner of the link learns of it from the link.
    }
  }
}
