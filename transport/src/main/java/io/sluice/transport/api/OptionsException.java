package io.sluice.transport.api;

/** Options ask for what this program, as it was built, does not have on this machine. */
public final class OptionsException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is missing and what to do, in whole sentences for the user
   */
  public OptionsException(String message) {
    super(message);
  }
}
