package io.sluice.shell.view;

import io.sluice.transport.api.PairingCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A pairing code with what to do with it.
 *
 * @param before lines above the code
 * @param code the line with the code, ready to be copied as a whole
 * @param after lines below it
 */
public record CodePanel(List<String> before, String code, List<String> after) {
  /** For a terminal where {@code sluice send} or {@code receive} runs. */
  public static CodePanel forCommand(PairingCode code, Instant now) {
    return switch (code.kind()) {
      case OFFER ->
          new CodePanel(
              List.of("On the other computer, run:", ""),
              "sluice receive " + code.text(),
              List.of(
                  "",
                  "The code works once, for " + remaining(code, now) + ".",
                  "If the other side shows a reply code and nothing happens, paste that here."));
      case REPLY -> reply(code);
      case KNOWN -> new CodePanel(List.of(), code.text(), List.of());
      case SHORT ->
          new CodePanel(
              List.of("On the other computer, in the same network, run:", ""),
              "sluice receive " + code.text(),
              nearby(code, now));
    };
  }

  /** For the prompt of the shell. */
  public static CodePanel forShell(PairingCode code, Instant now) {
    return switch (code.kind()) {
      case OFFER ->
          new CodePanel(
              List.of("In the shell of the other computer, type:", ""),
              "pair " + code.text(),
              List.of(
                  "",
                  "The code works once, for " + remaining(code, now) + ".",
                  "If the other side shows a reply code and nothing happens, type: pair"
                      + " REPLY-CODE"));
      case REPLY -> reply(code);
      case KNOWN -> new CodePanel(List.of(), code.text(), List.of());
      case SHORT ->
          new CodePanel(
              List.of("In the shell of the other computer, in the same network, type:", ""),
              "pair " + code.text(),
              nearby(code, now));
    };
  }

  private static List<String> nearby(PairingCode code, Instant now) {
    return List.of(
        "", "The code allows one try, for " + remaining(code, now) + ". A wrong one ends it.");
  }

  private static CodePanel reply(PairingCode code) {
    return new CodePanel(
        List.of(
            "Connecting. Only if that takes more than a few seconds, paste this reply code",
            "into the other side:",
            ""),
        code.text(),
        List.of(""));
  }

  private static String remaining(PairingCode code, Instant now) {
    Duration left = Duration.between(now, code.expires());
    return Durations.text(
        left.isNegative()
            ? Duration.ZERO
            : left.plusMillis(999).truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
  }

  /** The whole panel, the code indented. */
  public List<String> lines() {
    var lines = new java.util.ArrayList<>(before);
    lines.add("    " + code);
    lines.addAll(after);
    return lines;
  }
}
