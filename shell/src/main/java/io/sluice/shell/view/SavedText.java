package io.sluice.shell.view;

import io.sluice.transport.api.PeerText;
import io.sluice.transport.api.SavedTransfer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;

/** Transfers that wait to be brought to their end, for people. */
public final class SavedText {
  private SavedText() {}

  /** For example {@code 3f9a1c07 sending photos: 95 % of 1.2 GB, 10,000 files, 2 h ago}. */
  public static String line(SavedTransfer saved, Instant now) {
    String what =
        switch (saved) {
          case SavedTransfer.Sent sent ->
              "sending "
                  + sent.selection().paths().stream()
                      .map(SavedText::name)
                      .collect(Collectors.joining(", "));
          case SavedTransfer.Received received ->
              "receiving "
                  + (received.peer().isEmpty()
                      ? ""
                      : "from \"" + PeerText.escape(received.peer()) + "\" ")
                  + "into "
                  + name(received.target());
        };
    long percent =
        saved.totalBytes() == 0 ? 0 : (long) (100.0 * saved.bytes() / saved.totalBytes());
    return String.format(
        Locale.ROOT,
        "%s %s: %d %% of %s, %s, %s ago",
        saved.id(),
        what,
        percent,
        Sizes.bytes(saved.totalBytes()),
        Sizes.count(saved.files(), "file"),
        age(Duration.between(saved.modified(), now)));
  }

  private static String name(Path path) {
    return PeerText.escape(path.toString());
  }

  private static String age(Duration age) {
    if (age.toMinutes() < 1) {
      return "less than a minute";
    }
    if (age.toHours() < 1) {
      return Sizes.count(age.toMinutes(), "minute");
    }
    return age.toDays() < 2 ? Sizes.count(age.toHours(), "hour") : Sizes.count(age.toDays(), "day");
  }
}
