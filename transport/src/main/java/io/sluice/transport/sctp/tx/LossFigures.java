package io.sluice.transport.sctp.tx;

/**
 * Figures of loss recovery.
 *
 * @param minRoundTrip nanoseconds, 0 before the first measurement
 * @param retransmissions chunks sent again
 * @param timeouts expiries of the retransmission timer
 * @param spuriousTimeouts of those, that were followed by what had been waited for
 * @param tailProbes chunks sent to end a silence
 */
public record LossFigures(
    long minRoundTrip,
    long retransmissions,
    long timeouts,
    long spuriousTimeouts,
    long tailProbes) {}
