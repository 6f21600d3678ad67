package io.sluice.transport.sim;

import java.time.Duration;

/**
 * How one direction of a simulated network behaves. Probabilities are 0 to 1 for each packet.
 *
 * @param latencyNanos from sending to arrival, without queue
 * @param jitterNanos up to this much more, evenly distributed; packets keep their order
 * @param bytesPerSecond rate, 0 for no limit
 * @param queueBytes what may wait for the rate; the rest is dropped
 * @param overheadBytes added to each packet for the rate: UDP, IP and what lies between
 * @param loss probability that a packet vanishes
 * @param lossRun how many packets vanish in a row, on average (Gilbert's model); at most 1: each by
 *     itself
 * @param duplication probability that it arrives twice
 * @param reordering probability that it is held back by up to four times the latency
 * @param corruption probability that one of its bits is flipped
 */
public record LinkProfile(
    long latencyNanos,
    long jitterNanos,
    long bytesPerSecond,
    int queueBytes,
    int overheadBytes,
    double loss,
    double lossRun,
    double duplication,
    double reordering,
    double corruption) {

  /** A perfect link of that latency. */
  public static LinkProfile of(Duration latency) {
    return new LinkProfile(latency.toNanos(), 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  public LinkProfile withJitter(Duration jitter) {
    return new LinkProfile(
        latencyNanos,
        jitter.toNanos(),
        bytesPerSecond,
        queueBytes,
        overheadBytes,
        loss,
        lossRun,
        duplication,
        reordering,
        corruption);
  }

  public LinkProfile withRate(long bytesPerSecond, int queueBytes, int overheadBytes) {
    return new LinkProfile(
        latencyNanos,
        jitterNanos,
        bytesPerSecond,
        queueBytes,
        overheadBytes,
        loss,
        lossRun,
        duplication,
        reordering,
        corruption);
  }

  public LinkProfile withFaults(
      double loss, double duplication, double reordering, double corruption) {
    return new LinkProfile(
        latencyNanos,
        jitterNanos,
        bytesPerSecond,
        queueBytes,
        overheadBytes,
        loss,
        lossRun,
        duplication,
        reordering,
        corruption);
  }

  public LinkProfile withLoss(double loss) {
    return withFaults(loss, duplication, reordering, corruption);
  }

  /** The same loss, but in runs of that many packets on average. */
  public LinkProfile withLossRun(double lossRun) {
    return new LinkProfile(
        latencyNanos,
        jitterNanos,
        bytesPerSecond,
        queueBytes,
        overheadBytes,
        loss,
        lossRun,
        duplication,
        reordering,
        corruption);
  }
}
