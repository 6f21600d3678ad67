package io.sluice.transport.api;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A transfer that was begun and not brought to its end: a later run goes on from it, when the same
 * things are sent again to the same place.
 */
public sealed interface SavedTransfer {
  /** By which the user names it. */
  String id();

  /** How many files it has in all. */
  long files();

  /** How much of it went through on this side, in bytes. */
  long bytes();

  /** Of so many bytes. */
  long totalBytes();

  /** When something last went through. */
  Instant modified();

  /**
   * What this side sent.
   *
   * @param selection to be offered again
   */
  record Sent(
      String id, Selection selection, long files, long bytes, long totalBytes, Instant modified)
      implements SavedTransfer {}

  /**
   * What this side received.
   *
   * @param target to be received into again
   * @param peer what the sender calls itself: its text
   */
  record Received(
      String id,
      Path target,
      String peer,
      long files,
      long bytes,
      long totalBytes,
      Instant modified)
      implements SavedTransfer {}
}
