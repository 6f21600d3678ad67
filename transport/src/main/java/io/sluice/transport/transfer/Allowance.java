package io.sluice.transport.transfer;

/** Memory that may be taken for what a peer offers, which others may take from as well. */
@FunctionalInterface
public interface Allowance {
  /**
   * Takes some of it.
   *
   * @param bytes 0 or more
   * @return false if there is not so much left: then nothing is taken
   */
  boolean take(long bytes);

  /** So much, for one alone. */
  static Allowance of(long bytes) {
    return new Allowance() {
      private long left = bytes;

      @Override
      public boolean take(long more) {
        boolean enough = more <= left;
        left -= enough ? more : 0;
        return enough;
      }
    };
  }
}
