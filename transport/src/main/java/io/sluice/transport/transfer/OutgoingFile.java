package io.sluice.transport.transfer;

import io.sluice.crypto.digest.TreeHash;
import io.sluice.transport.transfer.message.Digest;

/** One file at the sender, while it is being read. */
final class OutgoingFile {
  private final int entry;
  private final long size;
  private final long leaves;
  private final long reads;
  private final TreeHash tree = new TreeHash();
  private long asked;
  private long answered;

  OutgoingFile(int entry, long size) {
    this.entry = entry;
    this.size = size;
    this.leaves = Leaves.count(size);
    // An empty file is looked at once too: it may be gone, or no longer empty.
    this.reads = Math.max(1, leaves);
  }

  long size() {
    return size;
  }

  boolean hasMoreToRead() {
    return asked < reads;
  }

  ReadTask nextRead() {
    long index = asked++;
    return read(entry, size, index, false);
  }

  /** The task to read one leaf of a file. */
  static ReadTask read(int entry, long size, long index, boolean repeat) {
    return new ReadTask(entry, index, Leaves.offset(index), Leaves.length(size, index), repeat);
  }

  /** A leaf was read; true if it was the last. */
  boolean read(long index, byte[] leafHash) {
    if (leaves > 0) {
      tree.add(index, leafHash);
    }
    answered++;
    return answered == reads;
  }

  /** The root, when all was read. */
  Digest root() {
    return Digest.of(tree.root(leaves));
  }
}
