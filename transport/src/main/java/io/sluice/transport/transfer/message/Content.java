package io.sluice.transport.transfer.message;

import java.nio.ByteBuffer;

/** A message that carries content of files: it may be longer than others,. */
public sealed interface Content extends TransferMessage permits Block, WholeFiles {
  /** What is carried, or one Zstandard frame (RFC 8878) that holds it. */
  ByteBuffer data();

  /** How long what is carried is, in bytes. */
  int length();
}
