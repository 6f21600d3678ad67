package io.sluice.shell.choose;

import io.sluice.shell.view.Browsable;
import io.sluice.shell.view.ConsentText;
import io.sluice.shell.view.EntryList;
import io.sluice.transport.api.Decision;
import io.sluice.transport.api.Decisions;
import io.sluice.transport.api.EntrySet;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** All entries of an offer in a list, in which each can be wanted or not. */
public final class EntryChooser implements Browsable {
  private static final String HELP = "arrows move, space toggles, a all, n none, Enter ends, q not";

  private final Manifest manifest;
  private final BitSet wanted = new BitSet();
  private int cursor;
  private int top;
  private int page = 1;

  /** The list with what is wanted so far. */
  public EntryChooser(Manifest manifest, EntrySet wanted) {
    this.manifest = manifest;
    wanted.forEach(this.wanted::set);
  }

  /** What is wanted now. */
  public EntrySet wanted() {
    return EntrySet.of(wanted);
  }

  @Override
  public List<String> lines(int rows) {
    page = Math.max(1, rows - 2);
    top = Math.clamp(top, Math.max(0, cursor - page + 1), cursor);
    EntryList list = new EntryList(manifest, wanted());
    List<String> lines = new ArrayList<>();
    for (int i = top; i < Math.min(top + page, manifest.count()); i++) {
      lines.add((i == cursor ? "> " : "  ") + list.line(i));
    }
    lines.add("");
    lines.add(ConsentText.wanted(manifest, decisions()) + "  |  " + HELP);
    return lines;
  }

  private Decisions decisions() {
    Decisions.Builder decisions = new Decisions.Builder();
    for (int i = wanted.nextClearBit(0); i < manifest.count(); i = wanted.nextClearBit(i + 1)) {
      decisions.decide(i, Decision.SKIP);
    }
    return decisions.build();
  }

  @Override
  public Then press(Key key) {
    switch (key) {
      case UP -> move(-1);
      case DOWN -> move(1);
      case PAGE_UP -> move(-page);
      case PAGE_DOWN -> move(page);
      case HOME -> move(-manifest.count());
      case END -> move(manifest.count());
      case TOGGLE -> toggle();
      case ALL -> wanted.set(0, manifest.count());
      case NONE -> wanted.clear();
      case CONFIRM -> {
        return Then.CONFIRMED;
      }
      case CANCEL -> {
        return Then.CANCELLED;
      }
    }
    return Then.STAY;
  }

  private void move(int by) {
    cursor = Math.clamp((long) cursor + by, 0, Math.max(0, manifest.count() - 1));
  }

  /** A folder takes what is in it along. */
  private void toggle() {
    if (manifest.count() == 0) {
      return;
    }
    boolean wants = !wanted.get(cursor);
    wanted.set(cursor, wants);
    if (manifest.entry(cursor) instanceof ManifestEntry.Directory folder) {
      List<String> path = folder.path().components();
      for (int i = cursor + 1; i < manifest.count(); i++) {
        List<String> other = manifest.entry(i).path().components();
        if (other.size() > path.size() && other.subList(0, path.size()).equals(path)) {
          wanted.set(i, wants);
        }
      }
    }
  }
}
