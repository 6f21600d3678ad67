package io.sluice.crypto.dtls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.Role;
import io.sluice.crypto.dtls.DtlsException.Reason;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/**
 * Forged datagrams thrown at both ends before and between the real ones of a handshake, whichever
 * way the two prove themselves.
 */
class HandshakeUnderAttackTest {
  private static final int CLIENT_HELLO = 1;
  private static final int SERVER_HELLO = 2;

  @Test
  void fragmentsThatDeclareHugeMessages() throws Exception {
    survives(
        (role, end) -> {
          for (int message = 0; message < 16; message++) {
            end.inject(Forgery.fragment(CLIENT_HELLO, message, (1 << 24) - 1, 0, 1));
          }
        });
  }

  @Test
  void oneByteFragmentsOfManyMessages() throws Exception {
    survives(
        (role, end) -> {
          // Message 0 of each side is left alone: a forged one that is complete in itself, or a
          // piece that comes first, cannot be told from the real one in DTLS 1.2.
          for (int offset = 0; offset < 600; offset += 2) {
            end.inject(Forgery.fragment(SERVER_HELLO, 6, HandshakeFragment.MAX_MESSAGE, offset, 1));
          }
        });
  }

  @Test
  void aPieceOfAForgedMessageBeforeTheRealOne() throws Exception {
    survives((role, end) -> end.inject(Forgery.fragment(CLIENT_HELLO, 0, 4000, 7, 1)));
  }

  @Test
  void recordsWithHugeSequenceNumbers() throws Exception {
    survives(
        (role, end) -> {
          byte[] record = Forgery.fragment(CLIENT_HELLO, 200, 10, 0, 10);
          RecordHeader.putLong(record, 3, 0x0000_ffff_ffff_fff0L);
          end.inject(record);
        });
  }

  @Test
  void randomBytes() throws Exception {
    Random random = new Random(7);
    survives(
        (role, end) -> {
          for (int i = 0; i < 200; i++) {
            byte[] junk = new byte[random.nextInt(1500)];
            random.nextBytes(junk);
            end.inject(junk);
          }
        });
  }

  @Test
  void randomBytesInPlausibleRecords() throws Exception {
    Random random = new Random(8);
    survives(
        (role, end) -> {
          for (int i = 0; i < 200; i++) {
            byte[] junk = new byte[13 + random.nextInt(300)];
            random.nextBytes(junk);
            int type = 20 + random.nextInt(6);
            // Sealed records of any type; plaintext ones of any but handshake.
            long epoch = random.nextInt(3);
            boolean message = epoch == 0 && type == RecordHeader.HANDSHAKE;
            RecordHeader.write(
                junk,
                0,
                message ? RecordHeader.APPLICATION_DATA : type,
                epoch << 48 | random.nextInt(1 << 20),
                junk.length - 13);
            end.inject(junk);
          }
        });
  }

  /** Whole messages that no sluice sends, at every place: HelloVerifyRequest (3) among them. */
  @Test
  void forgedMessagesThatDoNotBelongThere() throws Exception {
    survivesWithKey(
        (role, end) -> {
          for (int type : new int[] {0, 3, 4, 11, 13, 15, 20, 21, 22, 99}) {
            for (int message = 0; message < 8; message++) {
              end.inject(Forgery.fragment(type, message, 20, 0, 20));
            }
          }
        });
  }

  @Test
  void aFloodOfHellosOfEveryNumber() throws Exception {
    survivesWithKey(
        (role, end) -> {
          for (int message = 1; message < 200; message++) {
            end.inject(Forgery.fragment(CLIENT_HELLO, message, 60, 0, 60));
          }
        });
  }

  @Test
  void fragmentsThatContradictEachOther() throws Exception {
    survives(
        (role, end) -> {
          for (int length = 1; length < 100; length++) {
            end.inject(Forgery.fragment(SERVER_HELLO, 6, length, 0, 1));
            end.inject(Forgery.fragment(CLIENT_HELLO, 6, 100, length, Math.min(7, 100 - length)));
          }
        });
  }

  @Test
  void recordsAndFragmentsLongerThanTheirDatagram() throws Exception {
    survives(
        (role, end) -> {
          byte[] whole = Forgery.fragment(CLIENT_HELLO, 0, 60, 0, 60);
          for (int length = 0; length < whole.length; length++) {
            end.inject(Arrays.copyOf(whole, length));
          }
          byte[] lying = whole.clone();
          RecordHeader.putUint16(lying, 11, 0xffff);
          end.inject(lying);
          byte[] fragment = Forgery.fragment(CLIENT_HELLO, 7, 4000, 3000, 20);
          RecordHeader.putUint16(fragment, RecordHeader.BYTES + 10, 0x0fff);
          end.inject(fragment);
        });
  }

  @Test
  void injectedChangeCipherSpec() throws Exception {
    survives((role, end) -> end.inject(Forgery.changeCipherSpec()));
  }

  @Test
  void plaintextApplicationData() throws Exception {
    survives(
        (role, end) -> {
          for (int i = 0; i < 100; i++) {
            end.inject(Forgery.record(RecordHeader.APPLICATION_DATA, 1000L + i, new byte[50]));
          }
        });
  }

  @Test
  void forgedFinishedBeforeTheKeysAreKnown() throws Exception {
    survives(
        (role, end) -> {
          for (int i = 0; i < 20; i++) {
            long sequence = RecordSealer.EPOCH_1 | i;
            end.inject(Forgery.record(RecordHeader.HANDSHAKE, sequence, new byte[48]));
            end.inject(Forgery.record(RecordHeader.HANDSHAKE, sequence, new byte[2]));
          }
        });
  }

  @Test
  void aForgedFatalAlert() throws Exception {
    byte[] handshakeFailure = {2, 40};
    survives((role, end) -> end.inject(Forgery.record(RecordHeader.ALERT, 0, handshakeFailure)));
  }

  @Test
  void aFatalAlertWithNothingElseEndsTheHandshakeEarly() {
    TestNet net = TestNet.fine();
    byte[] handshakeFailure = {2, 40};
    net.end(Role.CLIENT).inject(Forgery.record(RecordHeader.ALERT, 0, handshakeFailure));
    long start = System.nanoTime();
    var failure = assertThrows(DtlsException.class, () -> TestPair.handshake(net, Role.CLIENT));
    assertEquals(Reason.INCOMPATIBLE, failure.reason());
    assertTrue(failure.getMessage().contains("handshake_failure"), failure.getMessage());
    assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 15);
  }

  private static void survivesWithKey(BiConsumer<Role, TestNet.End> attack) throws Exception {
    survives(attack, TestPair::handshake);
  }

  /** The forgeries come first, and again with every datagram that is really sent. */
  private static void survives(BiConsumer<Role, TestNet.End> attack) throws Exception {
    survives(attack, TestPair::handshake);
    survives(attack, new TestCertificates());
  }

  private static void survives(BiConsumer<Role, TestNet.End> attack, TestPair.Side side)
      throws Exception {
    TestNet net = TestNet.fine();
    for (Role role : Role.values()) {
      TestNet.End victim = net.end(role);
      attack.accept(role, victim);
      net.end(role.other())
          .filter(
              datagram -> {
                attack.accept(role, victim);
                return true;
              });
    }
    TestPair pair = TestPair.connect(net, side);
    byte[] text = {1, 2, 3};
    assertArrayEquals(text, TestPair.open(pair.server(), TestPair.seal(pair.client(), text)));
    assertArrayEquals(text, TestPair.open(pair.client(), TestPair.seal(pair.server(), text)));
  }
}
