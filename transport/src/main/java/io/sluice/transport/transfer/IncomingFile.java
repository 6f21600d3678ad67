package io.sluice.transport.transfer;

import io.sluice.crypto.digest.TreeHash;
import io.sluice.transport.transfer.message.Digest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One file at the receiver, from the first message about it until it is settled. */
final class IncomingFile {
  private final int entry;
  private final long leaves;
  private final LeafWindow arrived;
  private final TreeHash tree = new TreeHash();
  private final Map<Long, Integer> damages = new HashMap<>();
  private final Set<Long> awaited = new HashSet<>();
  private long verified;
  private int storing;
  private boolean touched;
  private boolean failed;
  private boolean publishing;
  private @Nullable Digest announcedRoot;

  IncomingFile(int entry, long size) {
    this.entry = entry;
    this.leaves = Leaves.count(size);
    this.arrived = new LeafWindow(leaves);
  }

  int entry() {
    return entry;
  }

  /**
   * A block is here. Each is to be stored once, and once more each time it was asked for again.
   *
   * @return whether to store it
   */
  boolean take(long index) throws ViolationException {
    if (!awaited.remove(index) && !arrived.add(index)) {
      return false;
    }
    storing++;
    touched = true;
    return true;
  }

  /** A block was written, whatever its hash. */
  void storeEnded() {
    storing--;
  }

  /** What was written has the hash that was announced. */
  void verified(long index, byte[] leafHash) {
    tree.add(index, leafHash);
    damages.remove(index);
    verified++;
  }

  /** What was written has another hash: how often that happened to the block. */
  int damaged(long index) {
    return damages.merge(index, 1, Integer::sum);
  }

  /** The block was asked for again. */
  void await(long index) {
    awaited.add(index);
  }

  /** How many blocks were asked for again and are not here. */
  int awaitedBlocks() {
    return awaited.size();
  }

  /** The sender said what the root must be. */
  void end(Digest root) throws ViolationException {
    if (announcedRoot != null) {
      throw new ViolationException("a second end of entry " + entry);
    }
    announcedRoot = root;
  }

  /** Whether all leaves are verified and the root to compare with is known. */
  boolean isComplete() {
    return announcedRoot != null && verified == leaves;
  }

  /** Of a complete file: whether the tree over its leaves has the announced root. */
  boolean rootMatches() {
    return Digest.of(tree.root(leaves)).equals(announcedRoot);
  }

  void publish() {
    publishing = true;
    touched = true;
  }

  boolean isPublishing() {
    return publishing;
  }

  void fail() {
    failed = true;
    awaited.clear();
  }

  boolean hasFailed() {
    return failed;
  }

  /** Whether the disk has nothing to do for it. */
  boolean isQuiet() {
    return storing == 0;
  }

  /** Whether there may be a part file. */
  boolean isTouched() {
    return touched;
  }
}
