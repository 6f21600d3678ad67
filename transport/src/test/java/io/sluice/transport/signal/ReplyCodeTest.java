package io.sluice.transport.signal;

import static io.sluice.transport.signal.Codes.LAN;
import static io.sluice.transport.signal.Codes.assertProblem;
import static io.sluice.transport.signal.Codes.keys;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.crypto.pairing.PairingKeys;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplyCodeTest {
  /** The wire format: a change here is a new version. */
  private static final String GOLDEN =
      "sluice327m15m41g8rf5w1a012w22008dq0938nkrkaydxw0j6hb7gw0nqqt7jmm9vwf5vbmey8z517rcqybtx";

  private final PairingKeys keys = keys(1);

  @Test
  void goldenText() throws Exception {
    assertEquals(GOLDEN, new ReplyCode(LAN).text(keys));
    assertEquals(new ReplyCode(LAN), ReplyCode.parse(GOLDEN, keys));
  }

  @Test
  void comesBackWithAnyNumberOfCandidates() throws Exception {
    for (int n = 0; n <= CodeCandidate.MAX_PER_CODE; n++) {
      ReplyCode reply = new ReplyCode(Collections.nCopies(n, LAN.getLast()));
      assertEquals(reply, ReplyCode.parse(reply.text(keys), keys));
    }
    List<CodeCandidate> nine = Collections.nCopies(9, LAN.getLast());
    assertThrows(IllegalArgumentException.class, () -> new ReplyCode(nine));
  }

  @Test
  void ownOfferIsToldFromAnotherOne() {
    assertProblem("your own code", () -> ReplyCode.parse(Codes.offer().text(), keys));
    assertProblem("This is an offer code", () -> ReplyCode.parse(Codes.offer().text(), keys(2)));
  }

  @Test
  void replyToAnotherOfferIsRefused() {
    String text = new ReplyCode(LAN).text(keys(2));
    assertProblem("answers another code", () -> ReplyCode.parse(text, keys));
  }

  @Test
  void everyChangedByteBehindTheTagIsAForgery() throws Exception {
    byte[] payload = CodeText.parse(new ReplyCode(LAN).text(keys)).payload();
    for (int i = 0; i < payload.length; i++) {
      byte[] forged = payload.clone();
      forged[i] ^= 1;
      String text = new CodeText(CodeText.Kind.REPLY, forged).text();
      String words = i < PairingKeys.TAG_BYTES ? "answers another code" : "was not made by someone";
      assertProblem(words, () -> ReplyCode.parse(text, keys));
    }
  }

  @Test
  void authenticNonsenseIsRefusedAsSuch() {
    byte[] body = java.util.Arrays.copyOf(keys.offerTag(), 9);
    byte[] signed = java.util.Arrays.copyOf(new byte[] {3}, 10);
    System.arraycopy(body, 0, signed, 1, 9);
    byte[] payload = java.util.Arrays.copyOf(body, 25);
    System.arraycopy(keys.mac(signed), 0, payload, 9, 16);
    String text = new CodeText(CodeText.Kind.REPLY, payload).text();
    assertProblem("makes no sense", () -> ReplyCode.parse(text, keys));
  }
}
