package io.sluice.transport.api;

import java.util.BitSet;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Some entries of a manifest, by their index. A bit for each, so that a million take little. */
public final class EntrySet {
  /** No entry. */
  public static final EntrySet NONE = new EntrySet(new BitSet());

  private final BitSet bits;

  private EntrySet(BitSet bits) {
    this.bits = bits;
  }

  /** Those whose bit is set; the caller may go on to change its own set. */
  public static EntrySet of(BitSet bits) {
    return bits.isEmpty() ? NONE : new EntrySet((BitSet) bits.clone());
  }

  public static EntrySet of(int... entries) {
    BitSet bits = new BitSet();
    IntStream.of(entries).forEach(bits::set);
    return of(bits);
  }

  public boolean contains(int entry) {
    return bits.get(entry);
  }

  public boolean isEmpty() {
    return bits.isEmpty();
  }

  public int count() {
    return bits.cardinality();
  }

  /** The first entry from an index on that is in the set; -1 if none is. */
  public int next(int from) {
    return bits.nextSetBit(from);
  }

  /** The first entry from an index on that is not in the set. */
  public int nextOther(int from) {
    return bits.nextClearBit(from);
  }

  /** The entries, ascending. */
  public IntStream stream() {
    return bits.stream();
  }

  public void forEach(IntConsumer use) {
    bits.stream().forEach(use);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EntrySet set && set.bits.equals(bits);
  }

  @Override
  public int hashCode() {
    return bits.hashCode();
  }

  @Override
  public String toString() {
    return bits.toString();
  }
}
