package io.sluice.transport.api;

/**
 * How far a transfer is, at one moment.
 *
 * @param phase what it is doing
 * @param bytes content that went through on this side, of {@code totalBytes}
 * @param totalBytes -1 of a stream that has not ended
 * @param files files that the receiver has verified and put in place, of {@code totalFiles}
 */
public record Progress(Phase phase, long bytes, long totalBytes, long files, long totalFiles) {
  /** The steps of a transfer, in order; {@code ENDED} is final. */
  public enum Phase {
    OFFERED,
    RUNNING,
    ENDED
  }
}
