package io.sluice.transport.transfer;

/** What bounds the memory of one transfer, whatever its size and whoever the peer is. */
final class Limits {
  /**
   * Blocks that the sender reads ahead of the network, 8 MiB. A file is open only while blocks of
   * it are being read, so it bounds the open files too.
   */
  static final int READ_AHEAD = 64;

  /** Control messages that may wait at the sender before it stops reading. */
  static final int CONTROL_BACKLOG = 256;

  /** Files of which something was sent and whose result the sender does not know yet. */
  static final int UNREPORTED_FILES = 4096;

  /** Files that are being published at the same time: they share their waits for the disk. */
  static final int PUBLISHING_FILES = 1024;

  /**
   * Other disk tasks that the receiver lets run at the same time: two for each thread. What is here
   * and not on the disk is lost when the process is killed, and sent again.
   */
  static final int RUNNING_TASKS = 8;

  /** Disk tasks that may wait before the receiver asks for no more messages. */
  static final int WAITING_TASKS = 4;

  /**
   * Blocks that may wait for a disk that is full, 24 MiB: a sender that holds back has sent no more
   * before it was told, and what it says next is still heard.
   */
  static final int BLOCKS_ON_A_FULL_DISK = 192;

  /** Blocks that may wait for the disk whatever the driver does, 128 MiB. */
  static final int WAITING_BLOCKS = 1024;

  /** Files that may be incomplete at the receiver: more than a sender leaves unreported. */
  static final int INCOMPLETE_FILES = 2 * UNREPORTED_FILES;

  /**
   * How far ahead of the first missing block of a file another may arrive, in blocks: 2 GiB, more
   * than any send buffer reorders.
   */
  static final int REORDER_WINDOW = 16 * 1024;

  /** How often one block is asked for again before its file is given up. */
  static final int REPEATS = 3;

  /** Blocks that may be asked for again at the same time. */
  static final int REPEATING_BLOCKS = 1024;

  /** Files beyond those settled of which a receiver says what it holds: the sender never waits. */
  static final int TOLD_FILES = 2 * UNREPORTED_FILES;

  /** Entries that a receiver looks at for one message. */
  static final int LOOK_ENTRIES = 512;

  /** Pieces that the held leaves of one file may be cut into by what arrives between them. */
  static final int HELD_PIECES = 4096;

  /** Runs of held leaves that a sender looks up at the same time. */
  static final int RECALLS = 16;

  /** Pages of hashes of held leaves that a sender asks for at the same time. */
  static final int ASKED_PAGES = 32;

  /** Of which so many are for one file: one to read by, one on its way. */
  static final int ASKED_PAGES_OF_A_FILE = 2;

  /** About what an offered manifest may take in memory if nobody else does, in bytes. */
  static final long MANIFEST_MEMORY = 48L << 20;

  private Limits() {}
}
