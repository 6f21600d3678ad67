package io.sluice.transport.signal;

/** The other side of an exchange by short code sent what no honest side sends. */
public final class MalformedExchangeException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedExchangeException(String message) {
    super(message);
  }

  MalformedExchangeException(Throwable cause) {
    super(cause);
  }
}
