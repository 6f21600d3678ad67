package io.sluice.transport.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sluice.crypto.digest.LeafHash;
import io.sluice.transport.api.Decisions;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.files.journal.JournalFolder;
import io.sluice.transport.files.journal.JournalFolder.Side;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of the journals that are there: of this target and of others, whole and broken. */
class ResumptionSearchTest {
  private static final String IDENTITY = "00112233445566778899aabbccddeeff";

  @TempDir private Path temp;
  private Path journals;
  private Path target;
  private final SampleTree tree =
      new SampleTree().file("f", SampleTree.random(300_000, 1)).file("g", new byte[5]);
  private final Manifest manifest = tree.manifest();

  @BeforeEach
  void makeFolders() throws IOException {
    journals = temp.resolve("journals");
    target = Files.createDirectory(temp.resolve("target"));
  }

  private ResumptionSearch search(String identity) {
    return new ResumptionSearch(new JournalFolder(journals), manifest, identity);
  }

  /** A run that is interrupted after the first leaf of the first file. */
  private String interrupt(Path where) throws Exception {
    Resumption kept = search(IDENTITY).begin(where, "");
    assertNotNull(kept);
    String id = kept.id();
    byte[] content = tree.content(0);
    int leaf = LeafHash.LEAF_BYTES;
    try (FileSink sink = new FileSink(where, manifest, Decisions.TAKE_ALL, kept)) {
      byte[] hash = new LeafHash().of(content, 0, leaf);
      sink.write(0, 0, ByteBuffer.wrap(content, 0, leaf), hash);
    }
    return id;
  }

  private Path journal(String id) {
    return journals.resolve(id + ".receive");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(journals)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** The leaves that a later run would not have to be sent. */
  private int held(Resumption found) throws Exception {
    try (FileSink sink = new FileSink(target, manifest, Decisions.TAKE_ALL, found)) {
      return (int)
          sink.look(0, 2).files().stream()
              .flatMap(file -> file.runs().stream())
              .mapToLong(run -> run.count())
              .sum();
    }
  }

  @Test
  void findsTheSameOfferAtTheSameTarget() throws Exception {
    String id = interrupt(target);
    assertNull(search(IDENTITY).find(Files.createDirectory(temp.resolve("elsewhere"))));
    Resumption found = search(IDENTITY).find(target);
    assertNotNull(found);
    assertEquals(id, found.id());
    assertEquals(1, held(found));
  }

  @Test
  void findsAnotherOfferOfTheSameFiles() throws Exception {
    interrupt(target);
    Resumption found = search("f".repeat(32)).find(target);
    assertNotNull(found);
    assertEquals(1, held(found));
  }

  @Test
  void whatIsAboutAnotherTargetIsNotReadToItsEnd() throws Exception {
    Path other = Files.createDirectory(temp.resolve("other"));
    String id = interrupt(other);
    // Its end is good, and what is before it is not: whoever reads it would cut it there.
    byte[] bytes = Files.readAllBytes(journal(id));
    Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 20, (byte) 0xEE);
    Files.write(journal(id), bytes);
    assertNull(search(IDENTITY).find(target));
    assertEquals(bytes.length, Files.size(journal(id)));
    assertEquals(List.of(id + ".receive"), names());
  }

  @Test
  void whatIsNoJournalOrOneOfAnotherVersionIsSetAside() throws Exception {
    String id = interrupt(target);
    Files.writeString(journals.resolve("00000001.receive"), "hello");
    Files.writeString(journals.resolve("00000002.receive"), "");
    byte[] older = Files.readAllBytes(journal(id));
    older["sluice journal ".length()] = '0';
    Files.write(journals.resolve("00000003.receive"), older);
    Files.write(journals.resolve("00000004.receive"), Arrays.copyOf(older, 17));
    Files.move(journal(id), journals.resolve("ffffffff.receive"));
    Resumption found = search(IDENTITY).find(target);
    assertNotNull(found);
    assertEquals("ffffffff", found.id());
    assertEquals(
        List.of(
            "00000001.receive.unreadable",
            "00000002.receive.unreadable",
            "00000003.receive.unreadable",
            "00000004.receive.unreadable",
            "ffffffff.receive"),
        names());
    assertEquals(1, held(found));
  }

  @Test
  void whatACrashLeftOfTheLastRecordIsCutOff() throws Exception {
    String id = interrupt(target);
    long whole = Files.size(journal(id));
    for (int torn = 1; torn < 60; torn += 7) {
      try (FileChannel file = FileChannel.open(journal(id), StandardOpenOption.WRITE)) {
        file.write(ByteBuffer.wrap(new byte[torn]), whole);
      }
      Resumption found = search(IDENTITY).find(target);
      assertNotNull(found, torn + " bytes");
      assertEquals(1, found.bytes() / LeafHash.LEAF_BYTES);
      found.close();
      assertEquals(whole, Files.size(journal(id)), torn + " bytes");
    }
    try (FileChannel file = FileChannel.open(journal(id), StandardOpenOption.WRITE)) {
      file.truncate(whole - 1);
    }
    Resumption found = search(IDENTITY).find(target);
    assertNotNull(found);
    assertEquals(1, held(found), "what the last record said is looked at instead");
  }

  @Test
  void whatIsInUseIsLeftAlone() throws Exception {
    interrupt(target);
    Resumption first = search(IDENTITY).find(target);
    assertNotNull(first);
    assertNull(search(IDENTITY).find(target), "it is going on already");
    first.close();
    Resumption second = search(IDENTITY).find(target);
    assertNotNull(second);
    second.close();
    assertEquals(1, new JournalFolder(journals).ids(Side.RECEIVE).size());
  }
}
