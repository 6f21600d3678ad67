package io.sluice.crypto.pairing;

/** The other side's part in a password exchange does not hold: the exchange is over. */
public final class PakeException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong with it. */
  public enum Fault {
    /** Bytes that no honest side sends; they tell nothing about the password. */
    MALFORMED,
    /** The other side has another password: it has made its one guess. */
    WRONG_PASSWORD
  }

  /** What is wrong, for those who have to act on it. */
  private final Fault fault;

  PakeException(Fault fault, String message) {
    super(message);
    this.fault = fault;
  }

  static PakeException malformed(String what) {
    return new PakeException(Fault.MALFORMED, what);
  }

  public Fault fault() {
    return fault;
  }
}
