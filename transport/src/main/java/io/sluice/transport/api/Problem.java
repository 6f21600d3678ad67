package io.sluice.transport.api;

/** What kind of thing went wrong, by who has to act. Commands map each to an exit code. */
public enum Problem {
  /** Anything without a kind of its own. */
  OTHER,
  /** The pairing code is cut, mistyped, expired, used, or of the wrong kind. */
  CODE,
  /** No path to the peer was found. */
  NO_CONNECTION,
  /** The peer could not prove that it knows the code. */
  VERIFICATION,
  /** One side said no, or was offered something it must not take. */
  REFUSED,
  /** Bytes that arrived are not the bytes that were sent. */
  INTEGRITY,
  /** A file could not be read or written. */
  LOCAL_FILE,
  /** Something of that name is already there. */
  CONFLICT,
  /** The connection ended in the middle. */
  INTERRUPTED,
  /** Nothing happened for too long. */
  TIMEOUT,
  /** Some files arrived, some did not. */
  PARTIAL,
  /** Who reads a pipe takes no more of it. */
  CLOSED
}
