package io.sluice.transport.session;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What one without a key may say in the name of an end of a connection of DTLS 1.2 (RFC 6347). */
enum SpoofedDatagrams {
  NONE {
    @Override
    List<byte[]> beside(byte[] real, byte[] before, Random random) {
      return List.of();
    }
  },

  /** Sealed records shorter than any seal. */
  SHORT_SEALED_RECORDS {
    @Override
    List<byte[]> beside(byte[] real, byte[] before, Random random) {
      byte[] tooShort = new byte[random.nextInt(24)];
      return List.of(record(20 + random.nextInt(6), SEALED | random.nextInt(1 << 20), tooShort));
    }
  },

  /** First bytes of messages of 16 MiB, of each number. */
  HUGE_MESSAGES {
    @Override
    List<byte[]> beside(byte[] real, byte[] before, Random random) {
      List<byte[]> some = new ArrayList<>();
      for (int message = 0; message < 16; message++) {
        some.add(fragment(random.nextInt(25), message, (1 << 24) - 1, 0, 1));
      }
      return some;
    }
  },

  /** Every other byte of a long message to come: each is a piece to keep. */
  FRAGMENTS_OF_A_BYTE {
    @Override
    List<byte[]> beside(byte[] real, byte[] before, Random random) {
      int from = random.nextInt(1 << 13);
      List<byte[]> some = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        some.add(fragment(SERVER_HELLO, 6, 1 << 14, from + 2 * i, 1));
      }
      return some;
    }
  },

  /** Numbers at the end of the range, plaintext and sealed: a window that believes them closes. */
  HUGE_NUMBERS {
    @Override
    List<byte[]> beside(byte[] real, byte[] before, Random random) {
      byte[] plain = fragment(CLIENT_HELLO, 200, 10, 0, 10);
      ByteBuffer.wrap(plain).putLong(3, HIGHEST);
      return List.of(plain, record(DATA, SEALED | HIGHEST, new byte[50]));
    }
  },

  RANDOM_BYTES {
    @Override
    List<byte[]> beside(byte[] real, byte[] before, Random random) {
      byte[] junk = new byte[random.nextInt(1500)];
      random.nextBytes(junk);
      byte[] inside = new byte[random.nextInt(300)];
      random.nextBytes(inside);
      return List.of(junk, record(DATA, SEALED | random.nextInt(1 << 20), inside));
    }
  },

  PLAINTEXT_DATA {
    @Override
    List<byte[]> beside(byte[] real, byte[] before, Random random) {
      return List.of(record(DATA, random.nextInt(2000), new byte[50]));
    }
  },

  /** The end, in every form that needs no key. */
  ALERTS {
    @Override
    List<byte[]> beside(byte[] real, byte[] before, Random random) {
      byte[] failure = {2, 40};
      byte[] closeNotify = {1, 0};
      byte[] sealed = new byte[26];
      random.nextBytes(sealed);
      return List.of(
          record(ALERT, random.nextInt(100), failure),
          record(ALERT, random.nextInt(100), closeNotify),
          record(ALERT, SEALED | random.nextInt(1 << 20), closeNotify),
          record(ALERT, SEALED | random.nextInt(1 << 20), sealed));
    }
  },

  /** Whole messages that no sluice sends there: HelloRequest (0), HelloVerifyRequest (3), ... */
  MESSAGES_OUT_OF_PLACE {
    @Override
    List<byte[]> beside(byte[] real, byte[] before, Random random) {
      int[] types = {0, 3, 4, 11, 13, 15, 20, 21, 22, 99};
      int type = types[random.nextInt(types.length)];
      byte[] sealed = record(HANDSHAKE, SEALED | random.nextInt(20), new byte[48]);
      return List.of(fragment(type, random.nextInt(8), 20, 0, 20), sealed);
    }
  },

  /** Whole messages that belong there, each in the place of the real one, of other content. */
  MESSAGES_IN_PLACE {
    @Override
    List<byte[]> beside(byte[] real, byte[] before, Random random) {
      if (real[0] != HANDSHAKE || real.length < HEADER + MESSAGE_HEADER) {
        return List.of(fragment(CLIENT_HELLO, 0, 60, 0, 60), fragment(SERVER_HELLO, 0, 60, 0, 60));
      }
      byte[] forged = real.clone();
      int random32 = HEADER + MESSAGE_HEADER + 2;
      for (int i = random32; i < Math.min(random32 + 32, forged.length); i++) {
        forged[i] = (byte) random.nextInt();
      }
      byte[] alone = Arrays.copyOf(forged, Math.min(forged.length, HEADER + uint16(forged, 11)));
      return List.of(forged, alone);
    }
  },

  CHANGE_CIPHER_SPEC {
    @Override
    List<byte[]> beside(byte[] real, byte[] before, Random random) {
      return List.of(record(CHANGE_CIPHER, random.nextInt(8), new byte[] {1}));
    }
  },

  /** Each datagram again, and the one before it. */
  REPLAYS {
    @Override
    List<byte[]> beside(byte[] real, byte[] before, Random random) {
      return List.of(real, before, real);
    }
  },

  /** What an end has sent comes back to it. */
  REFLECTIONS {
    @Override
    List<byte[]> beside(byte[] real, byte[] before, Random random) {
      return List.of(real);
    }

    @Override
    boolean goesBack() {
      return true;
    }
  },

  /** Datagrams with one bit changed, wherever it is: also in the messages of the handshake. */
  FLIPPED_BITS {
    @Override
    List<byte[]> beside(byte[] real, byte[] before, Random random) {
      byte[] changed = real.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      return List.of(changed);
    }
  },

  /** Less of a datagram, or its number and length with other bytes behind them. */
  CUT_AND_LENGTHENED {
    @Override
    List<byte[]> beside(byte[] real, byte[] before, Random random) {
      byte[] cut = Arrays.copyOf(real, random.nextInt(real.length));
      if (real[0] != DATA) {
        return List.of(cut);
      }
      byte[] longer = Arrays.copyOf(real, Math.min(real.length + 1 + random.nextInt(9), 65_000));
      ByteBuffer.wrap(longer).putShort(11, (short) (longer.length - HEADER));
      return List.of(cut, longer);
    }
  };

  private static final int CHANGE_CIPHER = 20;
  private static final int ALERT = 21;
  private static final int HANDSHAKE = 22;
  private static final int DATA = 23;
  private static final int CLIENT_HELLO = 1;
  private static final int SERVER_HELLO = 2;

  /** Epoch 1, in front of a sequence number. */
  private static final long SEALED = 1L << 48;

  private static final long HIGHEST = (1L << 48) - 1;
  private static final int HEADER = 13;
  private static final int MESSAGE_HEADER = 12;

  /**
   * What comes in front of a datagram.
   *
   * @param before the one that came before it; empty at first
   */
  abstract List<byte[]> beside(byte[] real, byte[] before, Random random);

  /** Whether it goes to who has sent the datagram, and not with it. */
  boolean goesBack() {
    return false;
  }

  private static byte[] record(int type, long epochAndNumber, byte[] inside) {
    return ByteBuffer.allocate(HEADER + inside.length)
        .put((byte) type)
        .putShort((short) 0xfefd)
        .putLong(epochAndNumber)
        .putShort((short) inside.length)
        .put(inside)
        .array();
  }

  /** A piece of a handshake message (RFC 6347 section 4.2.2), of zeros. */
  private static byte[] fragment(int type, int message, int length, int offset, int bytes) {
    ByteBuffer fragment = ByteBuffer.allocate(MESSAGE_HEADER + bytes);
    fragment.putInt(type << 24 | length);
    fragment.putShort((short) message);
    fragment.put((byte) (offset >> 16)).putShort((short) offset);
    fragment.put((byte) (bytes >> 16)).putShort((short) bytes);
    return record(HANDSHAKE, message, fragment.array());
  }

  private static int uint16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
  }
}
