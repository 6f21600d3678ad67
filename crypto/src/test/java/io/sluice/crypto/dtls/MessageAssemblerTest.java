package io.sluice.crypto.dtls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MessageAssemblerTest {
  private final MessageAssembler assembler = new MessageAssembler();

  @Test
  void givesMessagesInOrderWhateverTheOrderOfTheirFragments() {
    long seed = 13;
    Random random = new Random(seed);
    byte[][] bodies = new byte[MessageAssembler.MAX_AHEAD][];
    List<byte[]> fragments = new ArrayList<>();
    for (int seq = 0; seq < bodies.length; seq++) {
      bodies[seq] = new byte[random.nextInt(400)];
      random.nextBytes(bodies[seq]);
      fragments.addAll(overlappingFragments(seq, bodies[seq], random));
    }
    Collections.shuffle(fragments, random);
    List<byte[]> messages = new ArrayList<>();
    for (byte[] fragment : fragments) {
      add(fragment);
      byte[] message;
      while ((message = assembler.poll()) != null) {
        messages.add(message);
      }
    }
    assertEquals(bodies.length, messages.size(), "seed " + seed);
    for (int seq = 0; seq < bodies.length; seq++) {
      assertArrayEquals(fragment(seq, bodies[seq], 0, bodies[seq].length), messages.get(seq));
    }
  }

  @Test
  void anEmptyMessageIsComplete() {
    add(fragment(0, new byte[0], 0, 0));
    assertEquals(HandshakeFragment.HEADER_BYTES, assembler.poll().length);
  }

  @Test
  void aMessageWithAGapWaits() {
    byte[] body = new byte[10];
    add(fragment(0, body, 0, 4));
    add(fragment(0, body, 5, 5));
    assertNull(assembler.poll());
    add(fragment(0, body, 4, 1));
    assertNotNull(assembler.poll());
  }

  @Test
  void tellsWhetherAMessageWasGivenBefore() {
    byte[] message = fragment(0, new byte[3], 0, 3);
    assertFalse(add(message));
    assertFalse(add(message));
    assertNotNull(assembler.poll());
    assertTrue(add(message));
    assertNull(assembler.poll());
  }

  @Test
  void aWholeMessageDisplacesContradictingPieces() {
    add(fragment(0, new byte[4000], 7, 1));
    byte[] message = fragment(0, new byte[] {1, 2, 3}, 0, 3);
    add(message);
    assertArrayEquals(message, assembler.poll());
  }

  @Test
  void aCompleteMessageStaysAsItIs() {
    byte[] first = fragment(0, new byte[] {1, 2, 3}, 0, 3);
    add(first);
    add(fragment(0, new byte[] {9, 9, 9}, 0, 3));
    add(fragment(0, new byte[] {9, 9}, 0, 2));
    assertArrayEquals(first, assembler.poll());
  }

  @Test
  void messagesFarAheadAreNotKept() {
    add(fragment(MessageAssembler.MAX_AHEAD, new byte[3], 0, 3));
    for (int seq = 0; seq < MessageAssembler.MAX_AHEAD; seq++) {
      add(fragment(seq, new byte[1], 0, 1));
      assertNotNull(assembler.poll());
    }
    assertNull(assembler.poll());
  }

  @Test
  void impossibleFragmentsAreNone() {
    int max = HandshakeFragment.MAX_MESSAGE;
    for (int[] lengths :
        new int[][] {{max + 1, 0, 1}, {0xffffff, 0, 1}, {10, 10, 1}, {10, 0xffffff, 1}}) {
      byte[] datagram = Forgery.fragment(1, 0, lengths[0], lengths[1], lengths[2]);
      assertNull(HandshakeFragment.parse(datagram, RecordHeader.BYTES, datagram.length));
    }
    byte[] cut = fragment(0, new byte[10], 0, 10);
    for (int length = 0; length < cut.length; length++) {
      assertNull(HandshakeFragment.parse(cut, 0, length));
    }
    assertNotNull(HandshakeFragment.parse(cut, 0, cut.length));
  }

  private static List<byte[]> overlappingFragments(int seq, byte[] body, Random random) {
    List<byte[]> fragments = new ArrayList<>();
    int at = 0;
    do {
      int length = Math.min(body.length - at, 1 + random.nextInt(90));
      int overlap = Math.min(at, random.nextInt(10));
      fragments.add(fragment(seq, body, at - overlap, length + overlap));
      at += length;
    } while (at < body.length);
    return fragments;
  }

  private static byte[] fragment(int seq, byte[] body, int offset, int length) {
    byte[] record = Forgery.fragment(1, seq, body.length, offset, length);
    System.arraycopy(body, offset, record, record.length - length, length);
    return Arrays.copyOfRange(record, RecordHeader.BYTES, record.length);
  }

  private boolean add(byte[] fragment) {
    return assembler.add(fragment, HandshakeFragment.parse(fragment, 0, fragment.length));
  }
}
