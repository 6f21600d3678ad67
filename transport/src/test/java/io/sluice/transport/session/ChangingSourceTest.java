package io.sluice.transport.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.sluice.transport.api.FileProblem;
import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.Transfer;
import io.sluice.transport.api.TransferResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that are not any more what was offered: they fail with a word, and the rest arrives. */
@Timeout(120)
class ChangingSourceTest {
  private static final Map<String, String> REASONS =
      new TreeMap<>(
          Map.of(
              "source/gone", "it was removed while it was being sent",
              "source/shorter", "it became shorter while it was being sent",
              "source/longer", "it became longer while it was being sent",
              "source/link", "it was changed while it was being sent",
              "source/folder", "it was changed while it was being sent",
              "source/replaced", "it was changed while it was being sent",
              "source/empty", "it became longer while it was being sent",
              "source/sub/file", "it was changed while it was being sent"));

  @TempDir Path temp;

  @Test
  void whatChangedFailsWithAReasonOnBothSidesAndTheRestArrives() throws Exception {
    Path source = Files.createDirectory(temp.resolve("source"));
    Path target = Files.createDirectory(temp.resolve("target"));
    Files.createDirectory(source.resolve("sub"));
    for (String name : REASONS.keySet()) {
      Files.writeString(temp.resolve(name), name.endsWith("empty") ? "" : "as offered");
    }
    Files.writeString(source.resolve("whole"), "as offered");
    Files.writeString(source.resolve("zzz"), "as offered");
    try (Couple couple = Couple.pair()) {
      Transfer sent = couple.offerer.send(List.of(source));
      var offer = Couple.next(couple.answerer, PeerEvent.Offered.class).transfer();
      change(source);
      offer.accept(target);
      assertPartial(sent.await(Couple.PATIENCE));
      assertPartial(Couple.next(couple.answerer, PeerEvent.Finished.class).result());
    }
    assertEquals("as offered", Files.readString(target.resolve("source/whole")));
    assertEquals("as offered", Files.readString(target.resolve("source/zzz")));
    for (String name : REASONS.keySet()) {
      assertFalse(Files.exists(target.resolve(name)), name);
    }
    try (var found = Files.walk(target)) {
      assertEquals(5, found.count(), "target, source, sub and two files");
    }
  }

  private void change(Path source) throws Exception {
    Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("file"), "as offered");
    Files.delete(source.resolve("gone"));
    Files.writeString(source.resolve("shorter"), "short");
    Files.writeString(source.resolve("longer"), ", and more", StandardOpenOption.APPEND);
    Files.writeString(source.resolve("empty"), "not any more");
    Files.move(source.resolve("link"), elsewhere.resolve("link"));
    Files.createSymbolicLink(source.resolve("link"), elsewhere.resolve("link"));
    Files.delete(source.resolve("folder"));
    Files.createDirectory(source.resolve("folder"));
    Files.move(source.resolve("replaced"), elsewhere.resolve("replaced"));
    Files.writeString(source.resolve("replaced"), "as offered");
    Files.move(source.resolve("sub"), elsewhere.resolve("sub"));
    Files.createSymbolicLink(source.resolve("sub"), elsewhere);
  }

  private static void assertPartial(@Nullable TransferResult result) {
    assertNotNull(result);
    assertEquals(Problem.PARTIAL, result.problem(), result.message());
    assertEquals(2, result.files());
    Map<String, String> reasons = new TreeMap<>();
    for (FileProblem problem : result.problems()) {
      assertEquals(Problem.LOCAL_FILE, problem.problem());
      reasons.put(problem.path().toString(), problem.reason());
    }
    assertEquals(REASONS, reasons);
  }
}
