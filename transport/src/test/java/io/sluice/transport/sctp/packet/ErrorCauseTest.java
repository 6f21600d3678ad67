package io.sluice.transport.sctp.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorCauseTest {
  private static final HexFormat HEX = HexFormat.of();

  @Test
  void causesAreWrittenAsTheRfcDrawsThem() {
    assertWritten("00010008" + "00630000", ErrorCause.invalidStream(99));
    assertWritten("0002000a" + "000000010007", ErrorCause.missingCookie());
    assertWritten("00030008" + "000f4240", ErrorCause.staleCookie(1_000_000));
    assertWritten("00040004", ErrorCause.outOfResource());
    assertWritten("00050004", ErrorCause.unresolvableAddress());
    assertWritten("00060008" + "3f000004", ErrorCause.unrecognizedChunk(HEX.parseHex("3f000004")));
    assertWritten("00070004", ErrorCause.invalidMandatoryParameter());
    Parameter unknown = new Parameter(0x7fff, HEX.parseHex("0102"));
    assertWritten(
        "0008000c" + "7fff000601020000",
        ErrorCause.unrecognized(List.of(Parameter.unrecognized(unknown))));
    assertWritten("00090008" + "fffffffe", ErrorCause.noUserData(-2));
    assertWritten("000a0004", ErrorCause.cookieWhileShuttingDown());
    assertWritten("000c0007" + "627965", ErrorCause.userAbort("bye"));
    assertWritten("000d0006" + "6e6f", ErrorCause.protocolViolation("no"));
  }

  @Test
  void everyCauseOfTheRfcHasAName() {
    for (int code = 1; code <= 13; code++) {
      assertFalse(new ErrorCause(code, new byte[0]).describe().startsWith("cause"), "" + code);
    }
    assertEquals("cause 99", new ErrorCause(99, new byte[3]).describe());
  }

  private static void assertWritten(String hex, ErrorCause cause) {
    ByteBuffer out = ByteBuffer.allocate(ErrorCause.lengthOf(List.of(cause)));
    ErrorCause.writeAll(List.of(cause), out);
    assertEquals(hex, HEX.formatHex(out.array()));
    List<ErrorCause> read = ErrorCause.parseReadable(out.flip());
    assertEquals(cause.code(), read.getFirst().code());
    assertEquals(HEX.formatHex(cause.info()), HEX.formatHex(read.getFirst().info()));
  }
}
