package io.sluice.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.cli.demo.Loopback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files between two processes of the packaged program, over the loopback interface. */
@Timeout(120)
class EndToEndIT {
  private static final String LOOPBACK = Loopback.name();
  private static final long LARGE = 4L << 30;

  @TempDir private Path folder;
  private Path from;
  private Path to;
  private final List<Sluice> started = new ArrayList<>();

  @BeforeEach
  void makeFolders() throws IOException {
    from = Files.createDirectory(folder.resolve("from"));
    to = Files.createDirectory(folder.resolve("to"));
  }

  @AfterEach
  void endAll() {
    started.forEach(Sluice::close);
  }

  private Sluice run(Sluice.Start start, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--interface", LOOPBACK));
    Sluice sluice = start.run(all.toArray(new String[0]));
    started.add(sluice);
    return sluice;
  }

  private Sluice send(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("send"));
    all.addAll(List.of(arguments));
    return run(new Sluice.Start().in(from), all.toArray(new String[0]));
  }

  private Sluice receive(Sluice sender, String... options) throws Exception {
    return receive(new Sluice.Start().in(to), sender, options);
  }

  private Sluice receive(Sluice.Start start, Sluice sender, String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of("receive"));
    all.addAll(List.of(options));
    return run(start.with("SLUICE_CODE", sender.code()), all.toArray(new String[0]));
  }

  private Path smallFile() throws IOException {
    return TempTree.file(from.resolve("f"), 100_000, "rw-r--r--");
  }

  private static void assertEnds(int code, Sluice sluice) throws InterruptedException {
    assertEquals(code, sluice.exit(), () -> "it said:\n" + sluice.err);
    String err = sluice.err.toString();
    assertFalse(err.contains("\tat ") || err.contains("Exception"), err);
    assertFalse(err.contains("\u001b") || err.contains("\r"), err);
  }

  @Test
  void aTreeArrivesAsItWas() throws Exception {
    Path tree = TempTree.make(from);
    Sluice sender = send("tree");
    Sluice receiver = receive(sender, "--yes");
    assertEnds(0, receiver);
    assertEnds(0, sender);
    assertEquals(List.of("tree"), TempTree.names(to));
    assertEquals(
        List.of(),
        TempTree.differences(TempTree.describe(tree), TempTree.describe(to.resolve("tree"))));
  }

  @Test
  void anEngineThatWasNotBuiltInIsAMistakeOfUsage() throws Exception {
    smallFile();
    for (Sluice sluice :
        List.of(
            send("f", "--sctp-engine", "nonesuch"),
            run(new Sluice.Start().in(to), "receive", "--sctp-engine", "nonesuch"))) {
      assertEnds(2, sluice);
      assertEquals("", sluice.out.toString());
      assertEquals(1, sluice.err.toString().lines().count());
      assertTrue(sluice.err.toString().contains("-Pjitsi-sctp"), sluice.err.toString());
    }
  }

  @Test
  void whatIsNotSentIsNamed() throws Exception {
    Path tree = Files.createDirectory(from.resolve("tree"));
    Files.createSymbolicLink(tree.resolve("outside"), folder);
    TempTree.file(tree.resolve("f"), 10, "rw-r--r--");
    Sluice sender = send("tree", "--quiet");
    assertEnds(0, receive(sender, "--yes"));
    assertEnds(0, sender);
    assertTrue(sender.err.toString().contains("outside"), sender.err.toString());
    assertEquals(List.of("f"), TempTree.names(to.resolve("tree")));
  }

  @Test
  void standardOutputHoldsTheCodesAndNothingElse() throws Exception {
    smallFile();
    Sluice sender = send("f");
    Sluice receiver = receive(sender, "--yes");
    assertEnds(0, receiver);
    assertEnds(0, sender);
    assertTrue(sender.out.toString().matches("[A-Za-z0-9]+\n"), sender.out.toString());
    assertTrue(receiver.out.toString().matches("[A-Za-z0-9]+\n"), receiver.out.toString());
    assertTrue(receiver.err.toString().contains("Received 1 file, 100 kB"));
    assertTrue(sender.err.toString().contains("Sent 1 file, 100 kB"));
  }

  @Test
  void aFileCanBeReceivedUnderAnotherName() throws Exception {
    Path file = smallFile();
    Sluice sender = send("f");
    assertEnds(0, receive(sender, "--yes", "-o", "new name"));
    assertEnds(0, sender);
    assertEquals(-1, Files.mismatch(file, to.resolve("new name")));
  }

  @Test
  void theReplyCodeIsTakenFromAPipeWhileTheCodeComesFromAnother() throws Exception {
    smallFile();
    Sluice sender = send("f", "--reply-file", "-");
    Sluice receiver = run(new Sluice.Start().in(to), "receive", "--yes", "--code-file", "-");
    receiver.type(sender.code() + "\n");
    sender.type(receiver.code() + "\n");
    assertEnds(0, receiver);
    assertEnds(0, sender);
  }

  @Test
  void aWrongOrCutCodeIsSaidAtOnce() throws Exception {
    smallFile();
    Sluice sender = send("f");
    String code = sender.code();
    for (String wrong :
        List.of(
            "hello", code.substring(0, code.length() - 7), code.replace("sluice", "schleuse"))) {
      Sluice receiver = run(new Sluice.Start().in(to), "receive", "--yes", wrong);
      assertEnds(3, receiver);
      assertEquals(1, receiver.err.toString().lines().count(), receiver.err.toString());
    }
    sender.signal("TERM");
    assertEquals(143, sender.exit());
  }

  @Test
  void aReplyWhereAnOfferBelongsIsSaid() throws Exception {
    smallFile();
    Sluice sender = send("f");
    Sluice receiver = receive(sender, "--yes");
    String reply = receiver.code();
    assertEnds(0, receiver);
    assertEnds(3, run(new Sluice.Start().in(to), "receive", "--yes", reply));
  }

  @Test
  void aCodeThatExpiresEndsTheWaitingAndIsNoCodeAnyMore() throws Exception {
    smallFile();
    Sluice sender = send("f", "--expires", "1s");
    String code = sender.code();
    assertEnds(11, sender);
    assertEnds(3, run(new Sluice.Start().in(to), "receive", "--yes", code));
  }

  @Test
  void aCodeWhoseSenderIsGoneLeadsNowhere() throws Exception {
    smallFile();
    Sluice sender = send("f");
    String code = sender.code();
    sender.signal("KILL");
    sender.exit();
    assertEnds(4, run(new Sluice.Start().in(to), "receive", "--yes", "--timeout", "2s", code));
  }

  @Test
  void aReceiverWhoCannotBeAskedSaysNo() throws Exception {
    smallFile();
    Sluice sender = send("f");
    Sluice receiver = receive(sender);
    assertEnds(6, receiver);
    assertEnds(6, sender);
    assertTrue(receiver.err.toString().contains("--yes"), receiver.err.toString());
    assertEquals(List.of(), TempTree.names(to));
  }

  @Test
  void anExistingNameIsAConflictAndStaysAsItIs() throws Exception {
    smallFile();
    Files.writeString(to.resolve("f"), "mine");
    Sluice sender = send("f");
    assertEnds(9, receive(sender, "--yes"));
    assertEnds(9, sender);
    assertEquals("mine", Files.readString(to.resolve("f")));
    assertEquals(List.of("f"), TempTree.names(to));
  }

  @Test
  void aTargetThatCannotBeWrittenIsALocalFailure() throws Exception {
    smallFile();
    Sluice sender = send("f");
    assertEnds(8, receive(sender, "--yes", "-o", "no/such/folder"));
    assertEnds(8, sender);
    assertEquals(List.of(), TempTree.names(to));
  }

  @Test
  void aDiskThatIsFullLeavesNothingUnderAFinalName() throws Exception {
    TempTree.file(from.resolve("f"), 3_000_000, "rw-r--r--");
    Sluice sender = send("f");
    Sluice receiver = receive(new Sluice.Start().in(to).withFilesUpTo(1000), sender, "--yes");
    assertEnds(8, receiver);
    assertEnds(8, sender);
    assertNothingIsVisible();
  }

  @Test
  void aFileThatChangesOnTheWayFailsAloneWithItsReason() throws Exception {
    Path tree = Files.createDirectory(from.resolve("tree"));
    TempTree.large(tree.resolve("a-large"), 256L << 20);
    for (String name : List.of("b-gone", "c-short", "d-long", "e-whole")) {
      TempTree.file(tree.resolve(name), 1000, "rw-r--r--");
    }
    Sluice sender = send("tree");
    Sluice receiver = receive(sender, "--yes");
    sender.err.await("has to accept");
    Files.delete(tree.resolve("b-gone"));
    Files.write(tree.resolve("c-short"), new byte[1]);
    Files.write(tree.resolve("d-long"), new byte[1001]);
    assertEnds(23, receiver);
    assertEnds(23, sender);
    for (Sluice side : List.of(sender, receiver)) {
      String err = side.err.toString();
      assertTrue(err.contains("tree/b-gone: it was removed while it was being sent"), err);
      assertTrue(err.contains("tree/c-short: it became shorter while it was being sent"), err);
      assertTrue(err.contains("tree/d-long: it became longer while it was being sent"), err);
    }
    assertEquals(List.of("a-large", "e-whole"), TempTree.names(to.resolve("tree")));
    assertEquals(-1, Files.mismatch(tree.resolve("e-whole"), to.resolve("tree/e-whole")));
  }

  @Test
  void aSourceThatIsNotThereIsSaidBeforeAnyCode() throws Exception {
    Sluice sender = send("missing");
    assertEnds(8, sender);
    assertEquals("", sender.out.toString());
  }

  @Test
  void aSenderKilledMidwayLeavesTheReceiverWithAnInterruption() throws Exception {
    Sluice receiver = moveALargeFile();
    started.getFirst().signal("KILL");
    assertEnds(10, receiver);
    assertFalse(Files.exists(to.resolve("large")));
  }

  @Test
  void aReceiverKilledMidwayLeavesTheSenderWithAnInterruption() throws Exception {
    moveALargeFile().signal("KILL");
    assertEnds(10, started.getFirst());
    assertFalse(Files.exists(to.resolve("large")));
  }

  @Test
  void ctrlCMidwayTellsTheOtherSideAndLeavesNothingVisible() throws Exception {
    Sluice receiver = moveALargeFile();
    receiver.signal("INT");
    assertEquals(130, receiver.exit());
    assertTrue(receiver.err.toString().contains("Interrupted."), receiver.err.toString());
    int other = started.getFirst().exit();
    assertTrue(List.of(6, 10).contains(other), other + ": " + started.getFirst().err);
    assertNothingIsVisible();
  }

  @Test
  void aSenderEndedByATermSignalTellsTheOtherSide() throws Exception {
    Sluice receiver = moveALargeFile();
    started.getFirst().signal("TERM");
    assertEquals(143, started.getFirst().exit());
    int other = receiver.exit();
    assertTrue(List.of(6, 10).contains(other), other + ": " + receiver.err);
    assertNothingIsVisible();
  }

  private void assertNothingIsVisible() throws IOException {
    List<String> visible =
        TempTree.names(to).stream().filter(name -> !name.startsWith(".sluice-")).toList();
    assertEquals(List.of(), visible);
  }

  @Test
  void ctrlCWhileWaitingEndsWithinASecondOrTwo() throws Exception {
    smallFile();
    Sluice sender = send("f");
    sender.code();
    long began = System.nanoTime();
    sender.signal("INT");
    assertEquals(130, sender.exit());
    assertTrue(System.nanoTime() - began < 10_000_000_000L);
  }

  @Test
  void theDemoComparesATreeItself() throws Exception {
    TempTree.make(from);
    Sluice demo = new Sluice.Start().in(from).run("demo", "tree");
    started.add(demo);
    assertEnds(0, demo);
    assertTrue(demo.out.toString().contains("all identical"), demo.out.toString());
    assertTrue(demo.out.toString().contains("host/host"), demo.out.toString());
  }

  /** Starts to move a large file; returns the receiver when bytes have arrived. */
  private Sluice moveALargeFile() throws Exception {
    TempTree.large(from.resolve("large"), LARGE);
    Sluice sender = send("large");
    Sluice receiver = receive(sender, "--yes");
    sender.err.await("has to accept");
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (TempTree.names(to).isEmpty()) {
      assertTrue(System.nanoTime() < deadline, "nothing arrives: " + receiver.err);
      Thread.sleep(5);
    }
    return receiver;
  }
}
