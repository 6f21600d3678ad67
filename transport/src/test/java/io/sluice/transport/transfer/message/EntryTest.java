package io.sluice.transport.transfer.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.ManifestEntry;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryTest {
  @Test
  void entriesSurviveToTheNanosecond() throws Exception {
    for (String time :
        List.of("1901-12-13T20:45:52Z", "1970-01-01T00:00:00Z", "2026-02-03T04:05:06.000000007Z")) {
      var file = new ManifestEntry.File(EntryPath.of("a", "b"), 0, Instant.parse(time), 5L << 40);
      assertEquals(file, parse(file));
      var stream = new ManifestEntry.Stream(EntryPath.of("s"), 0640, Instant.parse(time));
      assertEquals(stream, parse(stream));
      var directory = new ManifestEntry.Directory(EntryPath.of("a"), 0777, Instant.parse(time));
      assertEquals(directory, parse(directory));
      var link = new ManifestEntry.Symlink(EntryPath.of("a", "b"), Instant.parse(time), "c/d");
      assertEquals(link, parse(link));
    }
    for (Instant extreme : List.of(Instant.MIN, Instant.MAX)) {
      var file = new ManifestEntry.File(EntryPath.of("f"), 0644, extreme, Long.MAX_VALUE);
      assertEquals(file, parse(file));
    }
  }

  @Test
  void unsafeNamesAreMalformed() {
    for (String name : List.of("", ".", "..", "a/b", "/etc", "a\\b", "C:\\x", "a\0b")) {
      malformed(fields(1, List.of("ok", name)));
    }
    malformed(fields(1, List.of()));
    malformed(fields(1, List.of("x".repeat(256))));
    malformed(fields(1, Collections.nCopies(65, "d")));
  }

  @Test
  void whatIsSharedWithTheEntryBeforeIsLeftOut() throws Exception {
    Instant time = Instant.EPOCH;
    EntryPath before = EntryPath.of("a", "b", "c");
    for (EntryPath path :
        List.of(
            EntryPath.of("a"),
            EntryPath.of("a", "b", "d"),
            EntryPath.of("a", "b", "c", "d"),
            EntryPath.of("a", "b", "c", "d", "e"),
            EntryPath.of("a", "x", "y", "z"),
            EntryPath.of("x", "b", "c"))) {
      var file = new ManifestEntry.File(path, 0644, time, 1);
      FieldWriter entry = Entry.write(file, before);
      assertEquals(file, parse(entry, before));
      assertTrue(entry.length() + 4 <= Entry.room(file, before), path.toString());
    }
    var beside = new ManifestEntry.File(EntryPath.of("a", "b", "d"), 0644, time, 1);
    assertTrue(Entry.write(beside, before).length() < Entry.write(beside, null).length());
  }

  @Test
  void whatIsSharedWithNothingIsMalformed() {
    FieldWriter first = fields(1, List.of("x"));
    first.number(9, 1);
    malformed(first);
    EntryPath before = EntryPath.of("a", "b");
    FieldWriter more = fields(1, List.of("x"));
    more.number(9, 3);
    assertThrows(MalformedMessageException.class, () -> parse(more, before));
    FieldWriter deeper = fields(1, List.of("x"));
    deeper.number(9, EntryPath.MAX_DEPTH);
    assertThrows(
        MalformedMessageException.class,
        () -> parse(deeper, new EntryPath(Collections.nCopies(EntryPath.MAX_DEPTH, "d"))));
    FieldWriter unsafe = fields(1, List.of(".."));
    unsafe.number(9, 1);
    assertThrows(MalformedMessageException.class, () -> parse(unsafe, before));
  }

  @Test
  void whatIsQuotedIsEscaped() {
    String why = malformed(fields(1, List.of("\u001b[2J/\u202e"))).getMessage();
    assertTrue(why.contains("\\u{1B}[2J/\\u{202E}"), why);
    assertFalse(why.contains("\u001b"), why);
  }

  @Test
  void unsafeValuesAreMalformed() {
    List<String> path = List.of("d", "x");
    malformed(fields(0, path)); // no kind
    malformed(fields(5, path)); // a kind of a later version
    FieldWriter setuid = fields(1, path);
    setuid.number(3, 04755);
    malformed(setuid);
    FieldWriter late = fields(1, path);
    late.signed(4, Long.MAX_VALUE);
    malformed(late);
    FieldWriter nanos = fields(1, path);
    nanos.number(5, 1_000_000_000);
    malformed(nanos);
    FieldWriter negative = fields(1, path);
    negative.number(6, -1);
    malformed(negative);
    for (String target : List.of("", "/etc/passwd", "..", "../x", "a/../../x", "a\\b")) {
      FieldWriter link = fields(3, path);
      link.text(7, target, 100);
      malformed(link);
    }
  }

  private static ManifestEntry parse(ManifestEntry entry) throws MalformedMessageException {
    Message page = new ManifestPage(7, List.of(entry), false);
    return ((ManifestPage) Messages.parse(page.write())).entries().getFirst();
  }

  private static ManifestEntry parse(FieldWriter entry, EntryPath before)
      throws MalformedMessageException {
    FieldReader page = new FieldReader(entry.inEnvelope(3));
    page.next();
    return Entry.parse(page.message(), before);
  }

  private static FieldWriter fields(int kind, List<String> path) {
    FieldWriter out = new FieldWriter(0);
    out.number(1, kind);
    for (String component : path) {
      FieldWriter text = new FieldWriter(0);
      text.text(1, component, 1000);
      if (component.isEmpty()) {
        out.bytes(2, ByteBuffer.allocate(0));
      }
      out.text(2, component, 1000);
    }
    return out;
  }

  private static MalformedMessageException malformed(FieldWriter entry) {
    FieldWriter page = new FieldWriter(0);
    page.number(1, 7);
    page.message(3, entry);
    var e =
        assertThrows(
            MalformedMessageException.class,
            () -> Messages.parse(page.inEnvelope(ManifestPage.TYPE)));
    assertEquals(7, e.transfer().orElseThrow());
    return e;
  }
}
