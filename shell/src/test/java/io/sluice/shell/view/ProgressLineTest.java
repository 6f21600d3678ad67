package io.sluice.shell.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.Progress;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private static Progress at(long bytes, long total, long files, long totalFiles) {
    return new Progress(Progress.Phase.RUNNING, bytes, total, files, totalFiles);
  }

  @Test
  void aWideScreenShowsEverything() {
    assertEquals(
        " 25%  [=======                       ]  300 MB of 1.2 GB  240 MB/s  3.8 s left  2 of 10 files"
            .replace("3.8 s", "4 s"),
        ProgressLine.render(at(300_000_000, 1_200_000_000, 2, 10), 240e6, 120));
  }

  @Test
  void noWidthIsExceededAndThePercentageAlwaysStays() {
    for (int width = 5; width <= 200; width++) {
      String line = ProgressLine.render(at(123_456_789, 987_654_321_000L, 7, 10_000), 1e6, width);
      assertTrue(line.length() < width, width + ": " + line);
      assertTrue(line.startsWith("  0%"), line);
    }
  }

  @Test
  void aSingleFileIsNotCounted() {
    assertFalse(ProgressLine.render(at(1, 2, 0, 1), 1, 200).contains("file"));
  }

  @Test
  void ofAStreamNobodyKnowsHowMuchIsLeft() {
    assertEquals("300 MB  240 MB/s", ProgressLine.render(at(300_000_000, -1, 0, 1), 240e6, 80));
    assertEquals("300 MB", ProgressLine.render(at(300_000_000, -1, 0, 1), 240e6, 10));
    assertEquals("300 MB", ProgressLine.render(at(300_000_000, -1, 0, 1), Double.NaN, 80));
  }

  @Test
  void emptyFilesCountAsProgress() {
    assertTrue(ProgressLine.render(at(0, 0, 5, 10), 0, 80).startsWith(" 50%"));
    assertTrue(ProgressLine.render(at(0, 0, 0, 0), 0, 80).startsWith("100%"));
  }

  @Test
  void anUnknownRateIsNotShown() {
    assertEquals(
        " 50%  [===============               ]  1 byte of 2 bytes",
        ProgressLine.render(at(1, 2, 0, 1), Double.NaN, 80));
  }

  @Test
  void withoutARateThereIsNoPromise() {
    assertTrue(ProgressLine.render(at(1, 1000, 0, 1), 0, 80).contains("stalled"));
    assertTrue(ProgressLine.render(at(1, Long.MAX_VALUE, 0, 1), 1, 80).contains("days left"));
  }

  @Test
  void whenAllBytesAreThroughItFinishes() {
    assertTrue(ProgressLine.render(at(1000, 1000, 0, 1), 5, 80).contains("finishing"));
  }
}
