package io.sluice.crypto.digest;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A run of leaves as the fewest complete subtrees that cover it: a few hashes, however long the run
 * is, and all that a {@link TreeHash} needs of it.
 *
 * <pre>
 *   level 2             o            the run of leaves 3..8 is covered by
 *   level 1         .       .        leaf 3, level 2 node 1 (4..7), leaf 8
 *   level 0   -   o   .   .   .   .   o
 * </pre>
 */
public final class Cover {
  private static final byte COVER_PREFIX = 0x02;

  /** The subtree of 2^level leaves from leaf {@code index} * 2^level on. */
  private static final class Node {
    final int level;
    final long index;
    final byte[] hash;

    Node(int level, long index, byte[] hash) {
      this.level = level;
      this.index = index;
      this.hash = hash;
    }
  }

  private final long first;
  private final long count;
  private final List<Node> nodes;

  private Cover(long first, long count, List<Node> nodes) {
    this.first = first;
    this.count = count;
    this.nodes = List.copyOf(nodes);
  }

  /** Takes the leaves of a run, in order. For one thread. */
  public static final class Builder {
    private final MessageDigest sha256 = Sha256.create();
    private final List<Node> nodes = new ArrayList<>();
    private final long first;
    private long next;

    /** For a run that begins with this leaf. */
    public Builder(long first) {
      this.first = first;
      this.next = first;
    }

    /** Adds the hash of the next leaf: {@value LeafHash#HASH_BYTES} bytes from {@code offset}. */
    public void add(byte[] hashes, int offset) {
      Node node = new Node(0, next++, Arrays.copyOfRange(hashes, offset, offset + Sha256.BYTES));
      while ((node.index & 1) == 1 && !nodes.isEmpty() && nodes.getLast().level == node.level) {
        Node left = nodes.removeLast();
        byte[] hash = TreeHash.node(sha256, left.hash, node.hash);
        node = new Node(node.level + 1, node.index >>> 1, hash);
      }
      nodes.add(node);
    }

    /** The cover of the leaves so far; none may be added afterwards. */
    public Cover build() {
      return new Cover(first, next - first, nodes);
    }
  }

  /** The cover of as many leaves as {@code hashes} has, the first of them being {@code first}. */
  public static Cover of(long first, byte[] hashes) {
    Builder builder = new Builder(first);
    for (int offset = 0; offset < hashes.length; offset += Sha256.BYTES) {
      builder.add(hashes, offset);
    }
    return builder.build();
  }

  public long first() {
    return first;
  }

  /** How many leaves it covers. */
  public long count() {
    return count;
  }

  /** The hash of all of it, 32 bytes: SHA-256(0x02 || the subtrees' hashes from left to right). */
  public byte[] digest() {
    MessageDigest sha256 = Sha256.create();
    sha256.update(COVER_PREFIX);
    nodes.forEach(node -> sha256.update(node.hash));
    return sha256.digest();
  }

  void addTo(TreeHash tree) {
    nodes.forEach(node -> tree.add(node.level, node.index, node.hash));
  }
}
