package io.sluice.transport.api;

/** What the receiver's user wants of one offered entry. */
public enum Decision {
  /** It is wanted, under its own name, if nothing has that. */
  TAKE,
  /** It is not wanted: its content is not even sent. */
  SKIP,
  /**
   * It is wanted in place of a file or link that has its name, which goes when all of it is there
   * and verified. A folder is never replaced, and none replaces anything.
   */
  REPLACE,
  /**
   * It is wanted beside what has its name, as {@code name (1).ext} or with the next free number.
   */
  RENAME
}
