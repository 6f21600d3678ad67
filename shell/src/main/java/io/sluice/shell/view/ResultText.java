package io.sluice.shell.view;

import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.TransferResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How a transfer ended. */
public final class ResultText {
  /** Which side of a transfer this is. */
  public enum Side {
    SENDER,
    RECEIVER
  }

  private ResultText() {}

  /** One line if all is well, otherwise a sentence and a line for each entry that failed. */
  public static List<String> lines(Side side, Manifest manifest, TransferResult result) {
    if (result.isComplete()) {
      return List.of(success(side, manifest, result));
    }
    List<String> lines = new ArrayList<>();
    lines.add(Plain.of(result.message()));
    OfferText.problems(result.problems()).forEach(line -> lines.add("  " + line));
    if (!result.problems().isEmpty()) {
      lines.add(
          Sizes.count(result.files(), "file")
              + " of "
              + String.format("%,d", manifest.files())
              + " arrived and "
              + (result.files() == 1 ? "was" : "were")
              + " verified.");
    }
    return lines;
  }

  private static String success(Side side, Manifest manifest, TransferResult result) {
    long leftOut = manifest.files() - result.files();
    if (result.files() == 0 && leftOut > 0) {
      return side == Side.SENDER
          ? "Nothing was sent: the other side wanted none of it."
          : "Nothing was received: none of it was wanted.";
    }
    String what =
        result.files() == 0
            ? OfferText.summary(manifest)
            : Sizes.count(result.files(), "file") + ", " + Sizes.bytes(result.bytes());
    String rest = leftOut == 0 ? "" : " Not wanted: " + Sizes.count(leftOut, "file") + ".";
    return switch (side) {
      case SENDER -> "Sent " + what + how(result) + ", verified by the other side." + rest;
      case RECEIVER -> "Received " + what + how(result) + ", verified." + rest;
    };
  }

  private static String how(TransferResult result) {
    Duration elapsed = result.elapsed();
    String time = " in " + Durations.text(elapsed);
    // A rate over a few milliseconds says nothing.
    return elapsed.toMillis() < 100
        ? time
        : time + " (" + Sizes.rate(result.bytes() * 1e9 / elapsed.toNanos()) + ")";
  }
}
