package io.sluice.transport.files;

/** Permissions that this side decides about. */
final class Modes {
  static final int PRIVATE_FILE = 0600;
  static final int PRIVATE_DIRECTORY = 0700;

  /** What a received file may have: a stranger does not open it to every user to write. */
  static final int RECEIVABLE = 0775;

  private Modes() {}
}
