package io.sluice.cli.demo;

import io.sluice.shell.view.Durations;
import io.sluice.shell.view.Sizes;
import java.time.Duration;
import java.util.List;

/**
 * What a demo that held has measured.
 *
 * @param entries files, folders and links compared
 * @param bytes content moved
 * @param path candidate types of both ends, as {@code host/host}
 * @param pairing from handing the code to a new receiver process until it was connected
 * @param moving from consent to the end
 */
public record DemoReport(int entries, long bytes, String path, Duration pairing, Duration moving) {
  /** The report as lines. */
  public List<String> lines() {
    double rate = moving.isZero() ? 0 : bytes * 1e9 / moving.toNanos();
    return List.of(
        "path:     " + path,
        "pairing:  " + Durations.text(pairing) + ", start of the receiver included",
        "transfer: "
            + Sizes.bytes(bytes)
            + " in "
            + Durations.text(moving)
            + (rate > 0 ? ", " + Sizes.rate(rate) : ""),
        "compared: "
            + (entries == 1 ? "1 entry" : entries + " entries")
            + ", all identical (names, sizes, SHA-256)");
  }
}
