package io.sluice.transport.api;

/** What the receiver's user wants of one offered entry. */
public enum Decision {
  /** It is wanted, under its own name, if nothing has that. */
  TAKE,
  /** It is not wanted: its content is not even sent. */
  SKIP
}
