package io.sluice.transport.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShortCodeTest {
  private static final ShortCode CODE = new ShortCode(7, List.of("ocelot", "canister"));

  @Test
  void isReadAsPeopleTypeIt() throws TransportException {
    for (String typed :
        List.of(
            "7-ocelot-canister",
            " 7-OCELOT-Canister\n",
            "7 ocelot canister",
            "\"7-ocelot-canister\".",
            "7_ocelot.canister",
            "7–ocelot – canister",
            "sluice receive 7-ocelot-canister",
            "007-ocelot-canister",
            "7-oselot-cannister")) {
      assertTrue(ShortCode.isMeant(typed), typed);
      assertEquals(CODE, ShortCode.parse(typed), typed);
    }
  }

  @Test
  void whatIsWrongIsSaid() {
    assertEquals(
        "No code has the word \"osellot\". Is it ocelot, or osprey, or ostrich?",
        problem("7-osellot-canister"));
    assertTrue(problem("7-ocelot").contains("here is 1 word"));
    assertTrue(problem("7").contains("here are 0 words"));
    assertTrue(problem("7-ocelot-canister-ocelot").contains("here are 3 words"));
    assertTrue(problem("0-ocelot-canister").contains("from 1 to 999"));
    assertTrue(problem("1000-ocelot-canister").contains("from 1 to 999"));
    assertTrue(problem("ocelot-canister").contains("no code"));
    assertTrue(problem("7-ocelot-canister".repeat(100)).contains("no code"));
    assertFalse(problem("7-\u001b[2J-canister").contains("\u001b"));
  }

  @Test
  void aPastedCodeIsNotTakenForAShortOne() {
    assertFalse(ShortCode.isMeant("sluice21c04k4pw4nqbfg8aaeeecbvrg75hng8bj4131wqg5804bg4xaw5c"));
    assertFalse(ShortCode.isMeant("hello"));
    assertFalse(ShortCode.isMeant(""));
  }

  @Test
  void randomCodesAreReadBackAndPrintTheirChannelOnly() throws TransportException {
    Random random = new Random(1);
    for (int channel = 1; channel <= ShortCode.LAST_CHANNEL; channel += 37) {
      ShortCode code = ShortCode.random(channel, random);
      assertEquals(code, ShortCode.parse(code.text()));
      assertEquals("ShortCode[" + channel + "]", code.toString());
    }
  }

  @Test
  void wordsAreCompletedOneByOne() {
    assertEquals(List.of("7-ocelot-"), ShortCode.completions("7-oc").subList(1, 2));
    assertEquals(
        List.of("7-ocelot-canister", "7-ocelot-canoe", "7-ocelot-canvas"),
        ShortCode.completions("7-ocelot-can").subList(1, 4));
    assertEquals(List.of(), ShortCode.completions("7"));
    assertEquals(List.of(), ShortCode.completions("seven-oc"));
    assertEquals(List.of(), ShortCode.completions("7-ocelot-canister-"));
  }

  private static String problem(String typed) {
    TransportException e = assertThrows(TransportException.class, () -> ShortCode.parse(typed));
    assertEquals(Problem.CODE, e.problem());
    return String.valueOf(e.getMessage());
  }
}
