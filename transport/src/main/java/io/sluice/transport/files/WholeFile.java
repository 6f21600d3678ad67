package io.sluice.transport.files;

import java.nio.ByteBuffer;

/** A small file that is here whole, and verified. */
public final class WholeFile {
  private final int entry;
  private final ByteBuffer content;
  private final byte[] root;

  /**
   * Neither content nor root is changed by anybody any more.
   *
   * @param entry its index in the manifest
   * @param content all of it, position to limit; at most one leaf
   * @param root of its hash tree: 32 bytes
   */
  public WholeFile(int entry, ByteBuffer content, byte[] root) {
    this.entry = entry;
    this.content = content;
    this.root = root;
  }

  int entry() {
    return entry;
  }

  /** A view of its own. */
  ByteBuffer content() {
    return content.duplicate();
  }

  byte[] root() {
    return root;
  }
}
