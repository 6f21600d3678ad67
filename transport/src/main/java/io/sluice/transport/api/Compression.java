package io.sluice.transport.api;

/** Whether content is compressed on its way. What arrives is the same. */
public enum Compression {
  /** Where it helps: a block that shrinks, on a path that is slower than the compression. */
  AUTO,
  /** Never. */
  OFF,
  /** Every block that shrinks. */
  ZSTD
}
