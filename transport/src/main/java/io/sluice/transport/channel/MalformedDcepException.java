package io.sluice.transport.channel;

import java.io.Serial;

/** Bytes on a stream that claim to be a DCEP message and are none. */
final class MalformedDcepException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  MalformedDcepException(String message) {
    super(message);
  }
}
