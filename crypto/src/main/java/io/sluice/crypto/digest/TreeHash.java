package io.sluice.crypto.digest;

import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;

/**
 * The Merkle tree hash of RFC 6962, section 2.1, over leaves that come in any order. Two complete
 * subtrees that are neighbours become one at once, so leaves in order cost one hash per level, and
 * a gap costs what lies behind it. For one thread.
 *
 * <pre>
 *   level 2         o                after leaves 0..5 and 7:
 *   level 1     .       o            kept are level 2 node 0, level 1 node 2, leaf 7
 *   level 0   .   .   .   .   -   o
 * </pre>
 */
public final class TreeHash {
  private static final byte NODE_PREFIX = 0x01;

  /** A complete subtree: 2^level leaves from leaf {@code index} * 2^level on. */
  private record Subtree(int level, long index) {
    Subtree sibling() {
      return new Subtree(level, index ^ 1);
    }

    Subtree parent() {
      return new Subtree(level + 1, index >>> 1);
    }

    boolean isLeft() {
      return (index & 1) == 0;
    }
  }

  private final MessageDigest sha256 = Sha256.create();
  private final Map<Subtree, byte[]> frontier = new HashMap<>();
  private int height;

  /**
   * Adds one leaf.
   *
   * @param leafIndex counted from 0
   * @param leafHash 32 bytes, of {@link LeafHash}
   * @throws IllegalArgumentException if the index is negative, the hash has another length, or the
   *     leaf was added before
   */
  public void add(long leafIndex, byte[] leafHash) {
    if (leafIndex < 0 || leafHash.length != Sha256.BYTES) {
      throw new IllegalArgumentException(
          "leaf " + leafIndex + " with a hash of " + leafHash.length + " bytes");
    }
    add(0, leafIndex, leafHash);
  }

  /**
   * Adds a run of leaves at once, none of which was added before.
   *
   * @throws IllegalArgumentException if one was, as far as that shows
   */
  public void add(Cover run) {
    run.addTo(this);
  }

  /** Adds a complete subtree. */
  void add(int level, long index, byte[] subtreeHash) {
    Subtree subtree = new Subtree(level, index);
    if (isCovered(subtree)) {
      throw new IllegalArgumentException("leaf " + (index << level) + " twice");
    }
    byte[] hash = subtreeHash.clone();
    for (byte[] sibling; (sibling = frontier.remove(subtree.sibling())) != null; ) {
      hash = subtree.isLeft() ? node(sha256, hash, sibling) : node(sha256, sibling, hash);
      subtree = subtree.parent();
    }
    frontier.put(subtree, hash);
    height = Math.max(height, subtree.level());
  }

  /** Whether this leaf was added. */
  public boolean has(long leafIndex) {
    return isCovered(new Subtree(0, leafIndex));
  }

  private boolean isCovered(Subtree subtree) {
    for (Subtree at = subtree; at.level() <= height; at = at.parent()) {
      if (frontier.containsKey(at)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The root, 32 bytes, of the tree of exactly the leaves 0 to {@code leaves} - 1; that of no leaf
   * is the hash of nothing. More leaves may be added afterwards.
   *
   * @throws IllegalStateException if one of them is missing, or one beyond them was added
   */
  public byte[] root(long leaves) {
    if (frontier.size() != Long.bitCount(leaves)) {
      throw notALeafEach(leaves);
    }
    if (leaves == 0) {
      return sha256.digest();
    }
    // RFC 6962, section 2.1: the left part is the largest power of two; so the complete subtrees
    // are the bits of the count, joined from the smallest, rightmost one.
    byte[] root = lastSubtree(leaves, leaves).clone();
    for (long end = leaves & (leaves - 1); end != 0; end &= end - 1) {
      root = node(sha256, lastSubtree(end, leaves), root);
    }
    return root;
  }

  /** The subtree that ends before leaf {@code end} and is as large as its lowest bit. */
  private byte[] lastSubtree(long end, long leaves) {
    int level = Long.numberOfTrailingZeros(end);
    byte[] hash = frontier.get(new Subtree(level, (end - 1) >>> level));
    if (hash == null) {
      throw notALeafEach(leaves);
    }
    return hash;
  }

  private static IllegalStateException notALeafEach(long leaves) {
    return new IllegalStateException("these are not the leaves of a tree of " + leaves);
  }

  static byte[] node(MessageDigest sha256, byte[] left, byte[] right) {
    sha256.update(NODE_PREFIX);
    sha256.update(left);
    sha256.update(right);
    return sha256.digest();
  }
}
