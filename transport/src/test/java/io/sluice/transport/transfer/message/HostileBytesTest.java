package io.sluice.transport.transfer.message;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any bytes are a message or a {@link MalformedMessageException}. */
class HostileBytesTest {
  private static final int SEEDS = 20_000;

  @Test
  void everyTruncationIsMalformed() {
    for (String name : Samples.all().keySet()) {
      byte[] whole = Samples.golden(name);
      for (int length = 0; length < whole.length; length++) {
        ByteBuffer cut = ByteBuffer.wrap(whole, 0, length);
        assertThrows(
            MalformedMessageException.class, () -> Messages.parse(cut), name + " cut to " + length);
      }
    }
  }

  @Test
  void mutatedMessagesGiveAMessageOrTheOneException() {
    List<byte[]> goldens = Samples.all().keySet().stream().map(Samples::golden).toList();
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      byte[] bytes = mutate(goldens.get(seed % goldens.size()), random);
      survive(bytes, seed);
    }
  }

  @Test
  void mutatedFieldsBehindAGoodEnvelopeGiveAMessageOrTheOneException() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      FieldWriter body = new FieldWriter(64);
      for (int i = random.nextInt(6); i >= 0; i--) {
        int field = 1 + random.nextInt(8);
        switch (random.nextInt(3)) {
          case 0 -> body.number(field, random.nextLong() >>> random.nextInt(64));
          case 1 -> body.digest(field, Samples.digest(i));
          default ->
              body.message(field, Entry.write(Samples.entries().get(random.nextInt(3)), null));
        }
      }
      byte[] bytes = Samples.bytes(body.inEnvelope(1 + random.nextInt(29)));
      survive(random.nextBoolean() ? mutate(bytes, random) : bytes, seed);
    }
  }

  @Test
  void noiseGivesAMessageOrTheOneException() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      byte[] noise = new byte[random.nextInt(64)];
      random.nextBytes(noise);
      survive(noise, seed);
    }
  }

  private static void survive(byte[] bytes, int seed) {
    try {
      Message parsed = Messages.parse(ByteBuffer.wrap(bytes));
      Messages.parse(parsed.write());
    } catch (MalformedMessageException expected) {
      expected.transfer();
    } catch (RuntimeException e) {
      fail("seed " + seed, e);
    }
  }

  private static byte[] mutate(byte[] original, Random random) {
    byte[] bytes = original.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes[at] = (byte) 0xFF;
        default -> bytes = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length + 8));
      }
    }
    return bytes;
  }
}
