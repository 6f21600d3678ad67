package io.sluice.transport.transfer.message;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.Problem;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MessagesTest {
  @Test
  void everyTypeOfMessageHasASample() {
    long types = Message.class.getPermittedSubclasses().length - 7;
    types += Content.class.getPermittedSubclasses().length;
    types += IdentityMessage.class.getPermittedSubclasses().length;
    types += TransferMessage.class.getPermittedSubclasses().length;
    types += RenewalMessage.class.getPermittedSubclasses().length;
    types += PipeMessage.class.getPermittedSubclasses().length;
    types += PassphraseMessage.class.getPermittedSubclasses().length;
    assertEquals(types, Samples.all().size(), "all but Unknown and the families themselves");
  }

  @Test
  void writesTheGoldenBytes() {
    for (Map.Entry<String, Message> sample : Samples.all().entrySet()) {
      assertArrayEquals(
          Samples.golden(sample.getKey()),
          Samples.bytes(sample.getValue().write()),
          sample.getKey());
    }
  }

  @Test
  void readsTheGoldenBytes() throws Exception {
    for (Map.Entry<String, Message> sample : Samples.all().entrySet()) {
      ByteBuffer bytes = ByteBuffer.wrap(Samples.golden(sample.getKey()));
      assertEquals(sample.getValue(), Messages.parse(bytes), sample.getKey());
      assertEquals(0, bytes.position(), "the buffer stays as it is");
    }
  }

  @Test
  void zeroIsNotWrittenAndIsReadBack() throws Exception {
    assertEquals("2a00", hex(new Accept(0).write()));
    assertEquals(new Accept(0), parse("2a00"));
    assertEquals(new Offer(0, 0, 0), parse("1a00"));
  }

  @Test
  void fieldsOfALaterVersionAreSkipped() throws Exception {
    String varint = "7801";
    String fixed64 = "79" + "0102030405060708";
    String fixed32 = "7d" + "01020304";
    String text = "7a03" + "616263";
    assertEquals(new Accept(7), parse("2a17" + varint + fixed64 + "0807" + fixed32 + text));
  }

  @Test
  void theLastOfARepeatedNumberCounts() throws Exception {
    assertEquals(new Accept(8), parse("2a0408070808"));
  }

  @Test
  void aTypeOfALaterVersionIsUnknown() throws Exception {
    assertEquals(new Unknown(99), parse("9a0600"));
    assertEquals("9a0600", hex(new Unknown(99).write()));
  }

  @Test
  void aProblemOfALaterVersionIsOther() throws Exception {
    assertEquals(new Refuse(0, Problem.OTHER, ""), parse("320210" + "63"));
  }

  @Test
  void everyProblemSurvives() throws Exception {
    for (Problem problem : Problem.values()) {
      Message cancel = new Cancel(1, problem, "");
      assertEquals(cancel, Messages.parse(cancel.write()));
    }
  }

  @Test
  void aFullBlockIsViewedNotCopied() throws Exception {
    byte[] data = new byte[Block.MAX_DATA];
    data[77] = 7;
    Block block = new Block(1, 2, 3, Samples.digest(4), ByteBuffer.wrap(data));
    ByteBuffer bytes = block.write();
    Block parsed = (Block) Messages.parse(bytes);
    assertEquals(block, parsed);
    bytes.put(bytes.limit() - 1, (byte) 9);
    assertEquals(9, parsed.data().get(Block.MAX_DATA - 1));
  }

  @Test
  void aCompressedBlockSaysHowLongTheLeafIs() throws Exception {
    Block plain = new Block(1, 2, 3, Samples.digest(4), ByteBuffer.wrap(new byte[9]));
    assertEquals(9, plain.length());
    Block packed = new Block(1, 2, 3, Samples.digest(4), ByteBuffer.wrap(new byte[9]), 131_072);
    assertEquals(packed, Messages.parse(packed.write()));
    assertEquals(131_072, packed.length());
    Block tooLong = new Block(1, 2, 3, Samples.digest(4), ByteBuffer.wrap(new byte[9]), 131_073);
    assertThrows(MalformedMessageException.class, () -> Messages.parse(tooLong.write()));
  }

  @Test
  void aLongReasonIsCutBetweenCharacters() throws Exception {
    String reason = "ü".repeat(255) + "x" + "ü".repeat(9);
    Cancel parsed = (Cancel) Messages.parse(new Cancel(1, Problem.OTHER, reason).write());
    assertEquals("ü".repeat(255) + "x", parsed.reason());
  }

  @Test
  void aMalformedMessageTellsItsTransfer() {
    assertEquals(OptionalLong.of(7), malformed("2a03" + "0807" + "2a").transfer());
    assertEquals(OptionalLong.of(7), malformed("1a04" + "0807" + "1201").transfer());
    assertEquals(OptionalLong.of(0), malformed("1a03" + "120161").transfer());
    assertTrue(malformed("0a020a00").transfer().isEmpty(), "Hello has no transfer");
    assertTrue(malformed("1a0108").transfer().isEmpty(), "cut off in the number itself");
  }

  @Test
  void refusesWhatIsNotOneMessage() {
    assertEquals("an empty message", malformed("").getMessage());
    assertEquals("two messages in one", malformed("12001200").getMessage());
    malformed("1001"); // a number where a message belongs
    malformed("0a05"); // shorter than it says
    malformed("0200"); // field 0
    malformed("ffffffffffffffffff02"); // more than 64 bits
    malformed("1301"); // a group
    malformed("3a00"); // a block without its hash
    malformed("4200"); // the end of a file without its root
    malformed("2a0a08ffffffffffffffffff01"); // a transfer below 0
    malformed("d20100"); // data of a pipe without data
    malformed("e20100"); // the end of a pipe without its digest
    malformed("0a041a02c3c3"); // not UTF-8
    malformed("0a041a02c080"); // an overlong NUL
    malformed("0a051a03eda080"); // half of a surrogate pair
  }

  @Test
  void lengthsAreBounded() {
    byte[] tooLong = new byte[Messages.MAX_BYTES + 1];
    assertThrows(MalformedMessageException.class, () -> Messages.parse(ByteBuffer.wrap(tooLong)));
    byte[] data = new byte[Block.MAX_DATA + 1];
    Block block = new Block(1, 2, 3, Samples.digest(4), ByteBuffer.wrap(data));
    assertThrows(MalformedMessageException.class, () -> Messages.parse(block.write()));
    FieldWriter accept = new FieldWriter(0);
    accept.bytes(15, ByteBuffer.allocate(Messages.MAX_CONTROL_BYTES));
    assertThrows(
        MalformedMessageException.class,
        () -> Messages.parse(accept.inEnvelope(Accept.TYPE)),
        "only content may be longer than 64 KiB");
    assertFalse(malformed("1aff".concat("ffff7f")).getMessage().isEmpty());
  }

  private static Message parse(String hex) throws MalformedMessageException {
    return Messages.parse(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
  }

  private static MalformedMessageException malformed(String hex) {
    return assertThrows(MalformedMessageException.class, () -> parse(hex), hex);
  }

  private static String hex(ByteBuffer bytes) {
    return HexFormat.of().formatHex(Samples.bytes(bytes));
  }
}
