package io.sluice.crypto.dtls;

import io.sluice.crypto.Role;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the network and Bouncy Castle during a handshake, which bctls 1.84 cannot survive
 * alone: it gives one record at a time, in the order the handshake needs, and nothing else.
 *
 * <ul>
 *   <li>Plaintext handshake messages come whole and in order, under record numbers of our own: no
 *       loss, reordering, fragment or huge number of the network reaches the replay window or the
 *       reassembler of Bouncy Castle.
 *   <li>Of two with a key only those messages come that belong there: no HelloVerifyRequest or
 *       HelloRequest, which anybody can forge, takes the place of the real one.
 *   <li>ChangeCipherSpec is not taken from the network, where it may come too early and make Bouncy
 *       Castle drop the key exchange for good. The gate gives one itself, before the first sealed
 *       record and after the message with which the keys are known; it carries no information, and
 *       the sealed Finished proves what it would only announce.
 *   <li>Sealed records wait for that.
 *   <li>A plaintext fatal alert, which anybody can forge, only shortens the patience, and the next
 *       message of the peer makes it void.
 * </ul>
 */
final class HandshakeGate {
  /** The longest record that {@link #next} gives, in bytes. */
  static final int MAX_RECORD =
      RecordHeader.BYTES + HandshakeFragment.HEADER_BYTES + HandshakeFragment.MAX_MESSAGE;

  /** No alert. */
  static final int NONE = -1;

  private static final int MAX_HELD = 4;
  private static final int MIN_SEALED_RECORD = DtlsCipher.CHACHA20_POLY1305.overhead();
  private static final int MAX_SEALED_RECORD = 256;
  private static final int FATAL = 2;
  private static final byte[] CHANGE_CIPHER_SPEC = {1};

  private final Role role;
  private final int lastInClear;
  private final List<Integer> expected;
  private final MessageAssembler assembler = new MessageAssembler();
  private final Queue<byte[]> sealed = new ArrayDeque<>();
  private long nextPlainSequence;
  private boolean keysKnown;
  private boolean keysAnnounced;
  private boolean peerRepeats;
  private int fatalAlert = NONE;

  /**
   * @param lastInClear the type of the last plaintext message of the peer
   */
  HandshakeGate(Role role, int lastInClear) {
    this(role, lastInClear, List.of());
  }

  /**
   * @param expected the types of all plaintext messages of the peer in their order: what does not
   *     fit is dropped; empty: any are taken
   */
  HandshakeGate(Role role, int lastInClear, List<Integer> expected) {
    this.role = role;
    this.lastInClear = lastInClear;
    this.expected = expected;
  }

  /** Takes a datagram from the network, whatever it holds. */
  void offer(byte[] datagram, int length) {
    int at = 0;
    int record;
    while ((record = RecordHeader.recordLength(datagram, at, length)) > 0) {
      switch (RecordHeader.epoch(datagram, at)) {
        case 0 -> offerPlain(datagram, at, at + record);
        case 1 -> offerSealed(datagram, at, at + record);
        default -> {}
      }
      at += record;
    }
  }

  /**
   * Writes the next record for Bouncy Castle and returns its length, or -1 if there is none yet.
   *
   * @param length room in {@code into}: {@link #MAX_RECORD} always suffices
   */
  int next(byte[] into, int offset, int length) {
    byte[] record = keysAnnounced ? sealed.poll() : nextBeforeKeys();
    if (record == null || record.length > length) {
      return -1;
    }
    System.arraycopy(record, 0, into, offset, record.length);
    return record.length;
  }

  /** Whether, since last asked, the peer repeated messages: then it lacks our answer to them. */
  boolean takePeerRepeats() {
    boolean repeats = peerRepeats;
    peerRepeats = false;
    return repeats;
  }

  /** The plaintext fatal alert that came after the latest message, or {@link #NONE}. */
  int fatalAlert() {
    return fatalAlert;
  }

  private void offerPlain(byte[] datagram, int at, int end) {
    int body = at + RecordHeader.BYTES;
    switch (RecordHeader.type(datagram, at)) {
      case RecordHeader.HANDSHAKE -> offerMessages(datagram, body, end);
      case RecordHeader.ALERT -> {
        // A server that has sent nothing cannot have been refused.
        boolean plausible = role == Role.CLIENT || nextPlainSequence > 0;
        if (plausible && end - body == Alert.BYTES && datagram[body] == FATAL) {
          fatalAlert = datagram[body + 1] & 0xff;
        }
      }
      default -> {}
    }
  }

  private void offerMessages(byte[] datagram, int body, int end) {
    HandshakeFragment fragment = HandshakeFragment.parse(datagram, body, end);
    while (fragment != null) {
      if (isExpected(fragment)) {
        peerRepeats |= assembler.add(datagram, fragment);
      }
      fragment = HandshakeFragment.parse(datagram, fragment.end(), end);
    }
  }

  private boolean isExpected(HandshakeFragment fragment) {
    return expected.isEmpty()
        || (fragment.messageSeq() < expected.size()
            && fragment.type() == expected.get(fragment.messageSeq()));
  }

  private void offerSealed(byte[] datagram, int at, int end) {
    int type = RecordHeader.type(datagram, at);
    boolean belongs = type == RecordHeader.HANDSHAKE || type == RecordHeader.ALERT;
    if (belongs && end - at >= MIN_SEALED_RECORD && end - at <= MAX_SEALED_RECORD) {
      if (sealed.size() == MAX_HELD) {
        sealed.remove();
      }
      sealed.add(Arrays.copyOfRange(datagram, at, end));
    }
  }

  private byte @Nullable [] nextBeforeKeys() {
    byte[] message = assembler.poll();
    if (message != null) {
      keysKnown |= message[0] == lastInClear;
      fatalAlert = NONE;
      return plainRecord(RecordHeader.HANDSHAKE, message);
    }
    if (keysKnown && !sealed.isEmpty()) {
      keysAnnounced = true;
      return plainRecord(RecordHeader.CHANGE_CIPHER_SPEC, CHANGE_CIPHER_SPEC);
    }
    return null;
  }

  private byte[] plainRecord(int type, byte[] fragment) {
    byte[] record = new byte[RecordHeader.BYTES + fragment.length];
    RecordHeader.write(record, 0, type, nextPlainSequence++, fragment.length);
    System.arraycopy(fragment, 0, record, RecordHeader.BYTES, fragment.length);
    return record;
  }
}
