package io.sluice.transport.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.transport.sctp.api.Reliability;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DcepMessageTest {
  //                                   typ ct prio  reliab.  llen plen  label        protocol
  private static final String ORDERED = "03 00 0100 00000000 0004 0000 63687431";
  private static final String UNORDERED = "03 80 0100 00000000 0002 0003 c3a9 782f79";
  private static final String THREE_TRIES = "03 01 0200 00000003 0000 0000";
  private static final String ONE_SECOND = "03 82 ffff 000003e8 0001 0000 61";

  @Test
  void readsAndWritesAnOrderedChannel() {
    DcepOpen open = new DcepOpen(ChannelOptions.ordered("cht1"));
    assertEquals(open, DcepMessage.parse(bytes(ORDERED)));
    assertEquals(bytes(ORDERED), open.write());
  }

  @Test
  void readsAndWritesAnUnorderedChannelWithProtocolAndLabelBeyondAscii() {
    DcepOpen open = new DcepOpen(new ChannelOptions("é", "x/y", false));
    assertEquals(open, DcepMessage.parse(bytes(UNORDERED)));
    assertEquals(bytes(UNORDERED), open.write());
  }

  @Test
  void readsAndWritesAllSixChannelTypes() {
    Reliability tries = new Reliability.LimitedRetransmissions(3);
    Reliability second = new Reliability.LimitedLifetime(1_000_000_000);
    ChannelOptions ordered = ChannelOptions.ordered("a");
    ChannelOptions unordered = ChannelOptions.unordered("a");
    assertGolden("03 00 0100 00000000 0001 0000 61", ordered);
    assertGolden("03 80 0100 00000000 0001 0000 61", unordered);
    assertGolden("03 01 0100 00000003 0001 0000 61", ordered.withReliability(tries));
    assertGolden("03 81 0100 00000003 0001 0000 61", unordered.withReliability(tries));
    assertGolden("03 02 0100 000003e8 0001 0000 61", ordered.withReliability(second));
    assertGolden(ONE_SECOND, unordered.withReliability(second).withPriority(65535));
  }

  private static void assertGolden(String hex, ChannelOptions options) {
    assertEquals(new DcepOpen(options), DcepMessage.parse(bytes(hex)));
    assertEquals(bytes(hex), new DcepOpen(options).write());
  }

  @Test
  void limitsBeyondWhatCanBeKeptAreBroughtIntoRange() {
    DcepMessage many = DcepMessage.parse(bytes("03 01 0100 ffffffff 0000 0000"));
    Reliability most = new Reliability.LimitedRetransmissions(65535);
    assertEquals(new DcepOpen(ChannelOptions.ordered("").withReliability(most)), many);
    Reliability nanosecond = new Reliability.LimitedLifetime(1);
    Reliability ages = new Reliability.LimitedLifetime(Long.MAX_VALUE);
    ChannelOptions options = ChannelOptions.ordered("");
    assertEquals(
        bytes("03 02 0100 00000001 0000 0000"),
        new DcepOpen(options.withReliability(nanosecond)).write());
    assertEquals(
        bytes("03 02 0100 ffffffff 0000 0000"),
        new DcepOpen(options.withReliability(ages)).write());
  }

  @Test
  void ignoresTheReliabilityParameterOfAReliableChannel() {
    DcepMessage parsed = DcepMessage.parse(bytes("03 00 0100 ffffffff 0000 0000"));
    assertEquals(new DcepOpen(ChannelOptions.ordered("")), parsed);
  }

  @Test
  void readsAndWritesAnAck() {
    assertEquals(new DcepAck(), DcepMessage.parse(bytes("02")));
    assertEquals(bytes("02"), new DcepAck().write());
  }

  @Test
  void readsFromTheMiddleOfABuffer() {
    ByteBuffer wide = ByteBuffer.allocate(64).position(7).put(bytes(ORDERED)).flip().position(7);
    assertEquals(new DcepOpen(ChannelOptions.ordered("cht1")), DcepMessage.parse(wide));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // no type
        "01", // unassigned type
        "0200", // ACK with something behind it
        "03", // OPEN cut at once
        "03 00 0100 00000000 0004 00", // header cut
        "03 00 0100 00000000 0004 0000 636874", // label cut
        "03 00 0100 00000000 0004 0000 6368743121", // something behind the label
        "03 00 0100 00000000 ffff ffff 63687431", // lengths that lie
        "03 03 0100 00000000 0000 0000", // unassigned channel type
        "03 7f 0100 00000000 0000 0000", // reserved channel type
        "03 ff 0100 00000000 0000 0000",
        "03 00 0100 00000000 0001 0000 ff", // label that is not UTF-8
        "03 00 0100 00000000 0000 0002 c328", // protocol that is not UTF-8
      })
  void refusesWhatIsMalformed(String hex) {
    assertThrows(MalformedDcepException.class, () -> DcepMessage.parse(bytes(hex)));
  }

  @Test
  void refusesALabelThatIsWellFormedButTooLong() {
    int length = ChannelOptions.MAX_TEXT_BYTES + 1;
    ByteBuffer open = ByteBuffer.allocate(12 + length).put(0, (byte) 3);
    open.putShort(8, (short) length);
    assertThrows(MalformedDcepException.class, () -> DcepMessage.parse(open));
    assertThrows(IllegalArgumentException.class, () -> ChannelOptions.ordered("x".repeat(length)));
  }

  @Test
  void givesAValueOrTheOneExceptionForAnyBytes() {
    long seed = 20261123;
    Random random = new Random(seed);
    byte[][] goldens = {array(ORDERED), array(UNORDERED), array(THREE_TRIES), array(ONE_SECOND)};
    int parsed = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = goldens[i % goldens.length].clone();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      ByteBuffer in = ByteBuffer.wrap(bytes, 0, random.nextInt(bytes.length + 1));
      try {
        DcepMessage message = DcepMessage.parse(in);
        assertEquals(message, DcepMessage.parse(message.write()), () -> "seed " + seed);
        parsed++;
      } catch (MalformedDcepException expected) {
        // The one exception a parser may throw.
      }
    }
    assertEquals(true, parsed > 1000, "mutations still parse now and then: " + parsed);
  }

  private static ByteBuffer bytes(String hex) {
    return ByteBuffer.wrap(array(hex));
  }

  private static byte[] array(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
