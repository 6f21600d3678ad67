package io.sluice.transport.api;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the receiver's user wants of each entry of an offer, by its index in the manifest. Whoever
 * skips a folder skips what is in it one by one: a folder is made for the sake of what it holds.
 */
public final class Decisions {
  /** All of it. */
  public static final Decisions TAKE_ALL = new Builder().build();

  private final EntrySet skipped;
  private final EntrySet replaced;
  private final EntrySet renamed;
  private final EntrySet compared;
  private final Map<Integer, String> names;

  private Decisions(Builder builder) {
    this.skipped = EntrySet.of(builder.skipped);
    this.replaced = EntrySet.of(builder.replaced);
    this.renamed = EntrySet.of(builder.renamed);
    this.compared = EntrySet.of(builder.compared);
    this.names = Map.copyOf(builder.names);
  }

  /** What is wanted of one entry. */
  public Decision of(int entry) {
    if (skipped.contains(entry)) {
      return Decision.SKIP;
    }
    if (replaced.contains(entry)) {
      return Decision.REPLACE;
    }
    return renamed.contains(entry) ? Decision.RENAME : Decision.TAKE;
  }

  /** Whether an entry is wanted at all. */
  public boolean takes(int entry) {
    return !skipped.contains(entry);
  }

  /** The entries that are not wanted. */
  public EntrySet skipped() {
    return skipped;
  }

  /** The entries that are wanted in place of what has their name. */
  public EntrySet replaced() {
    return replaced;
  }

  /** The entries that are wanted beside what has their name. */
  public EntrySet renamed() {
    return renamed;
  }

  /**
   * Files that are compared with what has their names: what is the same is not sent, and what is
   * there stays if it is the same as a whole.
   */
  public EntrySet compared() {
    return compared;
  }

  /** Names that entries have here in place of their own, by their index. */
  public Map<Integer, String> names() {
    return names;
  }

  /** Gathers decisions: all is taken but what is decided otherwise. For one thread. */
  public static final class Builder {
    private final BitSet skipped = new BitSet();
    private final BitSet replaced = new BitSet();
    private final BitSet renamed = new BitSet();
    private final BitSet compared = new BitSet();
    private final Map<Integer, String> names = new HashMap<>();

    /** Decides about one entry, whatever was decided before. */
    public Builder decide(int entry, Decision decision) {
      skipped.set(entry, decision == Decision.SKIP);
      replaced.set(entry, decision == Decision.REPLACE);
      renamed.set(entry, decision == Decision.RENAME);
      return this;
    }

    /** Has a file be compared with what has its name. */
    public Builder compare(int entry) {
      compared.set(entry);
      return this;
    }

    /** Gives an entry another name here; null: its own again. */
    public Builder name(int entry, @Nullable String name) {
      if (name == null) {
        names.remove(entry);
      } else {
        names.put(entry, name);
      }
      return this;
    }

    /** Whether an entry is wanted, as far as was decided. */
    public boolean takes(int entry) {
      return !skipped.get(entry);
    }

    public Decisions build() {
      return new Decisions(this);
    }
  }
}
