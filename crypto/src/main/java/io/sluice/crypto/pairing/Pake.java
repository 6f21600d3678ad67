package io.sluice.crypto.pairing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.crypto.secret.Secret;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.agreement.ecjpake.ECJPAKEUtil;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;
import org.jspecify.annotations.Nullable;

/**
 * One side of one EC-JPAKE (RFC 8236) on P-256 with SHA-256, by Bouncy Castle: two sides that know
 * the same password come to the same key; a side that does not know it learns nothing but whether
 * its one guess was right, and who listens learns nothing at all.
 *
 * <pre>
 *   START ── first() ──▶ FIRST ── second(first of peer) ──▶ SECOND ── finish(second of peer) ──▶
 *       FINISHED ── confirm(tag of peer) ──▶ CONFIRMED: key()
 *   any state ── malformed or wrong message ──▶ OVER
 * </pre>
 *
 * <p>{@link #confirmation()} may be sent from FINISHED on. A side that sends it before it has
 * confirmed the other's gives away one guess; a side that waits for the other's gives none.
 */
public final class Pake {
  /** The length of {@link #first()} in bytes. */
  public static final int FIRST_BYTES = PakeRound1.BYTES;

  /** The length of {@link #second} in bytes. */
  public static final int SECOND_BYTES = PakeRound2.BYTES;

  /** The length of {@link #confirmation()} in bytes. */
  public static final int CONFIRMATION_BYTES = 32;

  /** Which of the two participants a side is: the one does not accept what is the other's. */
  public enum Participant {
    /** Who shows the code, or is the DTLS server. */
    OFFERER("offerer"),
    /** Who takes it, or is the DTLS client. */
    ANSWERER("answerer");

    private final String id;

    Participant(String id) {
      this.id = id;
    }

    Participant other() {
      return this == OFFERER ? ANSWERER : OFFERER;
    }
  }

  private enum Step {
    START,
    FIRST,
    SECOND,
    FINISHED,
    CONFIRMED,
    OVER
  }

  private static final byte[] SALT = "sluice 1 pake".getBytes(US_ASCII);
  private static final int PASSWORD_BYTES = 32;

  private final Participant self;
  private final BigInteger password;
  private final SecureRandom random;
  private final BigInteger x1;
  private final BigInteger x2;
  private final ECPoint gx1;
  private final ECPoint gx2;
  private final MessageDigest transcript = Points.sha256();
  private Step step = Step.START;
  private byte[] ownFirst = {};
  private byte[] ownSecond = {};
  private byte[] peersFirst = {};
  private @Nullable PakeRound1 peer;
  private @Nullable Secret sessionKey;

  private Pake(Participant self, BigInteger password, SecureRandom random) {
    this.self = self;
    this.password = password;
    this.random = random;
    this.x1 = ECJPAKEUtil.generateX1(Points.ORDER, random);
    this.x2 = ECJPAKEUtil.generateX1(Points.ORDER, random);
    this.gx1 = ECJPAKEUtil.calculateGx(Points.BASE, x1);
    this.gx2 = ECJPAKEUtil.calculateGx(Points.BASE, x2);
  }

  /**
   * Begins.
   *
   * @param password what people told each other; compared as Unicode bytes
   * @param context what else has to be the same on both sides: of no other use or session
   */
  public static Pake begin(Participant self, String password, byte[] context, SecureRandom random) {
    byte[] stretched = Hkdf.derive(SALT, password.getBytes(UTF_8), context, PASSWORD_BYTES);
    try {
      return new Pake(self, ECJPAKEUtil.calculateS(Points.ORDER, stretched), random);
    } catch (CryptoException e) {
      throw new IllegalArgumentException("a password that comes to nothing", e);
    } finally {
      Arrays.fill(stretched, (byte) 0);
    }
  }

  /** This side's first message. */
  public byte[] first() {
    move(Step.START, Step.FIRST);
    ownFirst =
        new PakeRound1(gx1, gx2, prove(Points.BASE, x1, gx1), prove(Points.BASE, x2, gx2)).bytes();
    return ownFirst.clone();
  }

  /**
   * This side's second message, for which it needs the other's first.
   *
   * @throws PakeException if that is malformed
   */
  public byte[] second(byte[] firstOfPeer) throws PakeException {
    move(Step.FIRST, Step.OVER);
    peer = PakeRound1.parse(firstOfPeer, self.other().id);
    peersFirst = firstOfPeer.clone();
    ECPoint base = ECJPAKEUtil.calculateGA(gx1, peer.x1(), peer.x2()).normalize();
    if (base.isInfinity()) {
      throw PakeException.malformed("a first message that cancels ours");
    }
    BigInteger x2s = ECJPAKEUtil.calculateX2s(Points.ORDER, x2, password);
    ECPoint a = ECJPAKEUtil.calculateA(base, x2s).normalize();
    ownSecond = new PakeRound2(a, prove(base, x2s, a)).bytes();
    step = Step.SECOND;
    return ownSecond.clone();
  }

  /**
   * Takes the other's second message; both sides have a key then, which is the same if the
   * passwords are.
   *
   * @throws PakeException if it is malformed
   */
  public void finish(byte[] secondOfPeer) throws PakeException {
    move(Step.SECOND, Step.OVER);
    PakeRound1 theirs = Objects.requireNonNull(peer);
    ECPoint base = ECJPAKEUtil.calculateGA(theirs.x1(), gx1, gx2).normalize();
    PakeRound2 round = PakeRound2.parse(secondOfPeer, base, self.other().id);
    boolean offerer = self == Participant.OFFERER;
    for (byte[] message :
        offerer
            ? new byte[][] {ownFirst, peersFirst, ownSecond, secondOfPeer}
            : new byte[][] {peersFirst, ownFirst, secondOfPeer, ownSecond}) {
      transcript.update(message);
    }
    sessionKey = sessionKey(theirs.x2(), round.a());
    step = Step.FINISHED;
  }

  /** What proves to the other side that this one has the key. */
  public byte[] confirmation() {
    if (step != Step.FINISHED && step != Step.CONFIRMED) {
      throw new IllegalStateException("no confirmation when " + step);
    }
    return tag(self);
  }

  /**
   * Compares the other's proof.
   *
   * @throws PakeException if it has another password
   */
  public void confirm(byte[] confirmationOfPeer) throws PakeException {
    move(Step.FINISHED, Step.OVER);
    if (!MessageDigest.isEqual(tag(self.other()), confirmationOfPeer)) {
      throw new PakeException(PakeException.Fault.WRONG_PASSWORD, "another password");
    }
    step = Step.CONFIRMED;
  }

  /**
   * A key for one use; the caller closes it.
   *
   * @param use tells it from other keys of this exchange
   */
  public Secret key(String use, int length) {
    if (step != Step.CONFIRMED) {
      throw new IllegalStateException("no key when " + step);
    }
    byte[] key = derive(use, length);
    try {
      return Secret.copyOf(key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /** Seals this side's one text for the other; it is 16 bytes longer then. */
  public byte[] seal(byte[] text) {
    return withSealKey(self, key -> OneTimeSeal.seal(key, text));
  }

  /**
   * Opens the other side's one text.
   *
   * @throws PakeException if that side has not sealed it
   */
  public byte[] open(byte[] sealed) throws PakeException {
    return withSealKey(self.other(), key -> OneTimeSeal.open(key, sealed));
  }

  /** Nothing of the password or the key. */
  @Override
  public String toString() {
    return "Pake[" + self + ", " + step + "]";
  }

  private void move(Step from, Step to) {
    if (step != from) {
      throw new IllegalStateException("not when " + step);
    }
    step = to;
  }

  private SchnorrProof prove(ECPoint base, BigInteger x, ECPoint point) {
    return SchnorrProof.of(
        ECJPAKEUtil.calculateZeroKnowledgeProof(
            base, Points.ORDER, x, point, new SHA256Digest(), self.id, random));
  }

  /** K = (B - x2 · s · X4) · x2, of which the x coordinate counts. */
  private Secret sessionKey(ECPoint peersX2, ECPoint b) throws PakeException {
    BigInteger material;
    try {
      material = ECJPAKEUtil.calculateKeyingMaterial(Points.ORDER, peersX2, x2, password, b);
    } catch (IllegalArgumentException | IllegalStateException | NullPointerException e) {
      // The point at infinity, which has no coordinates; no honest side comes to it.
      throw PakeException.malformed("a second message that leads to no key");
    }
    byte[] bytes = BigIntegers.asUnsignedByteArray(Points.SCALAR_BYTES, material);
    try {
      return Secret.copyOf(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private interface KeyUse<E extends Exception> {
    byte[] with(byte[] key) throws E;
  }

  private <E extends Exception> byte[] withSealKey(Participant sealer, KeyUse<E> use) throws E {
    if (step != Step.CONFIRMED) {
      throw new IllegalStateException("nothing is sealed when " + step);
    }
    byte[] key = derive("seal " + sealer.id, OneTimeSeal.KEY_BYTES);
    try {
      return use.with(key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private byte[] tag(Participant participant) {
    return derive("confirm " + participant.id, CONFIRMATION_BYTES);
  }

  private byte[] derive(String label, int length) {
    byte[] heard = cloneOf(transcript).digest();
    byte[] name = label.getBytes(US_ASCII);
    byte[] info = ByteBuffer.allocate(heard.length + name.length).put(heard).put(name).array();
    byte[] key = Objects.requireNonNull(sessionKey).exposeCopy();
    try {
      return Hkdf.derive(SALT, key, info, length);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static MessageDigest cloneOf(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 without copies", e);
    }
  }
}
