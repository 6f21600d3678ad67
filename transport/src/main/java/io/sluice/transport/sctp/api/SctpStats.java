package io.sluice.transport.sctp.api;

/**
 * Figures of an association at one moment. Counters only grow.
 *
 * @param packetsSent packets handed out by {@code pollTransmit}
 * @param packetsReceived packets given to {@code receive}, wanted or not
 * @param packetsDropped of those: malformed, wrong checksum or tag, or not expected
 * @param payloadSent user bytes sent for the first time
 * @param payloadReceived user bytes accepted
 * @param retransmissions DATA chunks sent again
 * @param timeouts expiries of the retransmission timer
 * @param spuriousTimeouts of those, that were followed by what had been waited for
 * @param tailProbes DATA chunks sent to end a silence after the last of a flight
 * @param duplicates DATA chunks that had been received before
 * @param smoothedRttNanos SRTT, 0 before the first measurement
 * @param minRttNanos shortest round trip of the last half minute, 0 before the first measurement
 * @param rtoNanos the retransmission timeout now
 * @param congestionWindow bytes
 * @param pacingRate bytes per second at which DATA leaves, Long.MAX_VALUE when unlimited
 * @param inFlight user bytes sent and neither acknowledged nor taken for lost
 * @param peerWindow the window that the peer advertised last, bytes
 * @param buffered user bytes accepted by {@code send} and not yet acknowledged
 * @param receiveWindow what the peer may have on the way to the application here, bytes
 * @param pathMtu how long packets may be now, bytes
 */
public record SctpStats(
    long packetsSent,
    long packetsReceived,
    long packetsDropped,
    long payloadSent,
    long payloadReceived,
    long retransmissions,
    long timeouts,
    long spuriousTimeouts,
    long tailProbes,
    long duplicates,
    long smoothedRttNanos,
    long minRttNanos,
    long rtoNanos,
    long congestionWindow,
    long pacingRate,
    long inFlight,
    long peerWindow,
    long buffered,
    long receiveWindow,
    int pathMtu) {

  /** The figures of an engine that can tell no others, which are 0. */
  public static SctpStats of(
      long packetsSent,
      long packetsReceived,
      long packetsDropped,
      long payloadSent,
      long payloadReceived,
      long retransmissions,
      long peerWindow,
      long buffered) {
    return new SctpStats(
        packetsSent,
        packetsReceived,
        packetsDropped,
        payloadSent,
        payloadReceived,
        retransmissions,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        peerWindow,
        buffered,
        0,
        0);
  }
}
