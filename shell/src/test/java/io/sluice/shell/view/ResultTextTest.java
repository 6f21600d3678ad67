package io.sluice.shell.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.shell.fake.FakePeer;
import io.sluice.shell.view.ResultText.Side;
import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.FileProblem;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransferResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTextTest {
  private static final Manifest ONE = Manifest.of(List.of(FakePeer.file("a", 1)));
  private static final Manifest TWO =
      Manifest.of(List.of(FakePeer.file("a", 1), FakePeer.file("b", 2)));

  private static TransferResult done(long files, long bytes, Duration elapsed) {
    return new TransferResult(null, "", files, bytes, elapsed, List.of());
  }

  @Test
  void bothSidesSayHowMuchHowFastAndThatItIsVerified() {
    TransferResult result = done(2, 1_200_000_000, Duration.ofSeconds(5));
    assertEquals(
        List.of("Received 2 files, 1.2 GB in 5 s (240 MB/s), verified."),
        ResultText.lines(Side.RECEIVER, TWO, result));
    assertEquals(
        List.of("Sent 2 files, 1.2 GB in 5 s (240 MB/s), verified by the other side."),
        ResultText.lines(Side.SENDER, TWO, result));
  }

  @Test
  void anInstantHasNoRate() {
    assertEquals(
        List.of("Received 1 file, 10 bytes in 12 ms, verified."),
        ResultText.lines(Side.RECEIVER, ONE, done(1, 10, Duration.ofMillis(12))));
    assertEquals(
        List.of("Received 1 file, 10 bytes in 0 ms, verified."),
        ResultText.lines(Side.RECEIVER, ONE, done(1, 10, Duration.ZERO)));
  }

  @Test
  void whatWasNotWantedIsCounted() {
    assertEquals(
        List.of("Sent 1 file, 1 byte in 5 ms, verified by the other side. Not wanted: 1 file."),
        ResultText.lines(Side.SENDER, TWO, done(1, 1, Duration.ofMillis(5))));
    assertEquals(
        List.of("Nothing was received: none of it was wanted."),
        ResultText.lines(Side.RECEIVER, TWO, done(0, 0, Duration.ofMillis(5))));
  }

  @Test
  void foldersAloneAreNamedAsSuch() {
    Manifest folder =
        Manifest.of(List.of(new ManifestEntry.Directory(EntryPath.of("d"), 0755, Instant.EPOCH)));
    assertEquals(
        List.of("Received 1 folder in 50 ms, verified."),
        ResultText.lines(Side.RECEIVER, folder, done(0, 0, Duration.ofMillis(50))));
  }

  @Test
  void aPartialResultNamesWhatFailedAndCountsWhatArrived() {
    TransferResult partial =
        new TransferResult(
            Problem.PARTIAL,
            "Some files did not arrive.",
            1,
            1,
            Duration.ofSeconds(1),
            List.of(new FileProblem(EntryPath.of("b"), Problem.LOCAL_FILE, "it changed")));
    assertEquals(
        List.of(
            "Some files did not arrive.",
            "  b: it changed",
            "1 file of 2 arrived and was verified."),
        ResultText.lines(Side.RECEIVER, TWO, partial));
  }
}
