package io.sluice.shell.choose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.shell.fake.FakePeer;
import io.sluice.shell.view.Browsable;
import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.EntrySet;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EntryChooserTest {
  private static final Instant TIME = Instant.EPOCH;

  private final Manifest manifest =
      Manifest.of(
          List.of(
              new ManifestEntry.Directory(EntryPath.of("d"), 0777, TIME),
              new ManifestEntry.File(EntryPath.of("d", "a"), 0644, TIME, 1),
              new ManifestEntry.File(EntryPath.of("d", "b"), 0666, TIME, 2),
              new ManifestEntry.File(EntryPath.of("dd"), 0644, TIME, 4)));
  private final EntryChooser chooser = new EntryChooser(manifest, EntrySet.of(0, 1, 2, 3));

  private void press(Browsable.Key... keys) {
    for (Browsable.Key key : keys) {
      assertEquals(Browsable.Then.STAY, chooser.press(key));
    }
  }

  @Test
  void theListShowsWhereOneIsAndWhatIsWanted() {
    press(Browsable.Key.DOWN, Browsable.Key.TOGGLE);
    List<String> lines = chooser.lines(10);
    assertEquals("    1 [x] drwxrwxr-x  d/", lines.get(0), "never writable by everyone");
    assertEquals(">   2 [ ] -rw-r--r--  d/a  1 byte", lines.get(1));
    assertEquals("    3 [x] -rw-rw-r--  d/b  2 bytes", lines.get(2));
    assertTrue(lines.getLast().startsWith("2 files and 1 folder, 6 bytes  |  "), lines.getLast());
  }

  @Test
  void aFolderTakesWhatIsInItAlong() {
    press(Browsable.Key.TOGGLE);
    assertEquals(EntrySet.of(3), chooser.wanted());
    press(Browsable.Key.DOWN, Browsable.Key.TOGGLE);
    assertEquals(EntrySet.of(1, 3), chooser.wanted());
    press(Browsable.Key.UP, Browsable.Key.TOGGLE);
    assertEquals(EntrySet.of(0, 1, 2, 3), chooser.wanted());
    press(Browsable.Key.NONE);
    assertEquals(EntrySet.NONE, chooser.wanted());
    press(Browsable.Key.ALL);
    assertEquals(4, chooser.wanted().count());
    assertEquals(Browsable.Then.CONFIRMED, chooser.press(Browsable.Key.CONFIRM));
    assertEquals(Browsable.Then.CANCELLED, chooser.press(Browsable.Key.CANCEL));
  }

  @Test
  void theCursorStaysInTheListAndOnTheScreen() {
    Manifest many =
        Manifest.of(IntStream.range(0, 100).mapToObj(i -> FakePeer.file("f" + i, i)).toList());
    EntryChooser list = new EntryChooser(many, EntrySet.NONE);
    list.lines(12);
    list.press(Browsable.Key.UP);
    assertTrue(list.lines(12).getFirst().startsWith("> "));
    list.press(Browsable.Key.PAGE_DOWN);
    assertEquals(12, list.lines(12).size());
    assertTrue(list.lines(12).get(9).startsWith(">  11 "), list.lines(12).toString());
    list.press(Browsable.Key.END);
    list.press(Browsable.Key.DOWN);
    assertTrue(list.lines(12).get(9).startsWith("> 100 "));
    list.press(Browsable.Key.PAGE_UP);
    assertTrue(list.lines(3).getFirst().startsWith(">  90 "), "a smaller screen");
    list.press(Browsable.Key.HOME);
    assertTrue(list.lines(12).getFirst().startsWith(">   1 "));
    EntryChooser empty = new EntryChooser(Manifest.of(List.of()), EntrySet.NONE);
    empty.press(Browsable.Key.DOWN);
    empty.press(Browsable.Key.TOGGLE);
    assertEquals(2, empty.lines(5).size());
  }
}
