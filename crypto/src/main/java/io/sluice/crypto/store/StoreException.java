package io.sluice.crypto.store;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** What is kept cannot be read or written; the message is a whole sentence for the user. */
public final class StoreException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  StoreException(String message) {
    super(message);
  }
}
