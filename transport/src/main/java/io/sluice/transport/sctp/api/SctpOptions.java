package io.sluice.transport.sctp.api;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * What an association may be told. Both sides choose their own; nothing here must agree but the
 * ports.
 *
 * @param localPort 1 to 65535
 * @param remotePort 1 to 65535
 * @param pathMtu largest SCTP packet in bytes, 512 to 65535; 1191 is what fits every path inside
 *     UDP, DTLS and IPv6 (RFC 8261 section 5)
 * @param streams how many streams to ask for in both directions, 1 to 65535
 * @param maxMessageSize largest message to send or to accept, in bytes
 * @param sendBuffer bytes that may be queued and unacknowledged together
 * @param receiveWindow bytes that may wait to be taken by the application, to begin with; at least
 *     a message. Peers of other make may end their slow start there (RFC 9260 section 7.2.1)
 * @param offerZeroChecksum whether packets without checksum are acceptable (RFC 9653). Only over
 *     DTLS, which protects every byte itself
 * @param initialRto before the first round trip was measured. RFC 9260 section 16 recommends 1 s;
 *     half of it is enough here, since ICE and DTLS have just crossed the same path
 * @param minRto lower bound of the timeout. RFC 9260 recommends 1 s; 400 ms still covers a peer
 *     that delays its SACKs by 200 ms
 * @param maxRto upper bound of the timeout. RFC 9260 recommends 60 s; 8 s finds a path that came
 *     back soon enough for a person who waits
 * @param maxRetransmissions unanswered timeouts in a row after which the peer counts as silent;
 *     with the default timeouts a minute
 * @param sackDelay how long one packet of data may wait for its acknowledgement, at most 500 ms
 *     (RFC 9260 section 6.2)
 * @param heartbeatInterval how long an association may be idle before the peer is probed
 * @param maxPathMtu up to which size paths are probed (RFC 8899), at least {@code pathMtu}; equal
 *     to it: not at all
 * @param maxReceiveWindow up to which size the receive window may grow when the path needs it, at
 *     least {@code receiveWindow}
 * @param interleaving whether to offer I-DATA (RFC 8260)
 * @param congestion what decides how much may be in flight
 * @param sackPolicy when received data is acknowledged
 */
public record SctpOptions(
    int localPort,
    int remotePort,
    int pathMtu,
    int streams,
    int maxMessageSize,
    int sendBuffer,
    int receiveWindow,
    boolean offerZeroChecksum,
    Duration initialRto,
    Duration minRto,
    Duration maxRto,
    int maxRetransmissions,
    Duration sackDelay,
    Duration heartbeatInterval,
    int maxPathMtu,
    int maxReceiveWindow,
    boolean interleaving,
    CongestionAlgorithm congestion,
    SackPolicy sackPolicy) {

  /** The smallest path MTU that an association works with. */
  public static final int MIN_PATH_MTU = 512;

  public SctpOptions {
    require(isPort(localPort) && isPort(remotePort), "port");
    require(pathMtu >= MIN_PATH_MTU && pathMtu <= 0xffff, "pathMtu");
    require(streams >= 1 && streams <= 0xffff, "streams");
    require(maxMessageSize >= 1, "maxMessageSize");
    require(sendBuffer >= maxMessageSize, "sendBuffer");
    // RFC 9260 section 3.3.2: an a_rwnd below 1500 is not allowed.
    require(receiveWindow >= Math.max(1500, maxMessageSize), "receiveWindow");
    require(minRto.isPositive() && minRto.compareTo(maxRto) <= 0, "minRto");
    require(initialRto.compareTo(minRto) >= 0 && initialRto.compareTo(maxRto) <= 0, "initialRto");
    require(maxRetransmissions >= 1, "maxRetransmissions");
    require(sackDelay.isPositive() && sackDelay.toMillis() <= 500, "sackDelay");
    require(heartbeatInterval.isPositive(), "heartbeatInterval");
    require(maxPathMtu >= pathMtu && maxPathMtu <= 0xffff, "maxPathMtu");
    require(maxReceiveWindow >= receiveWindow, "maxReceiveWindow");
  }

  /** Ports 5000, 1 MiB messages, 16 MiB each way, for a peer behind DTLS. */
  public static SctpOptions defaults() {
    return new SctpOptions(
        5000,
        5000,
        1191,
        0xffff,
        1 << 20,
        16 << 20,
        16 << 20,
        true,
        Duration.ofMillis(500),
        Duration.ofMillis(400),
        Duration.ofSeconds(8),
        10,
        Duration.ofMillis(200),
        Duration.ofSeconds(30),
        1191,
        16 << 20,
        false,
        CongestionAlgorithm.BBR,
        SackPolicy.BATCH);
  }

  private static boolean isPort(int port) {
    return port >= 1 && port <= 0xffff;
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("SCTP option out of range: " + what);
    }
  }

  /** These options with other ports. */
  public SctpOptions withPorts(int local, int remote) {
    return with(
        change -> {
          change.localPort = local;
          change.remotePort = remote;
        });
  }

  /** These options with other bounds of the retransmission timeout. */
  public SctpOptions withRto(Duration initial, Duration min, Duration max) {
    return with(
        change -> {
          change.initialRto = initial;
          change.minRto = min;
          change.maxRto = max;
        });
  }

  /** These options with another {@code pathMtu}, and paths probed no further than that. */
  public SctpOptions withPathMtu(int value) {
    return with(
        change -> {
          change.pathMtu = value;
          change.maxPathMtu = value;
        });
  }

  /** These options with another {@code streams}. */
  public SctpOptions withStreams(int value) {
    return with(change -> change.streams = value);
  }

  /** These options with another {@code maxMessageSize}. */
  public SctpOptions withMaxMessageSize(int value) {
    return with(change -> change.maxMessageSize = value);
  }

  /** These options with another {@code sendBuffer}. */
  public SctpOptions withSendBuffer(int value) {
    return with(change -> change.sendBuffer = value);
  }

  /** These options with another {@code receiveWindow}, which does not grow. */
  public SctpOptions withReceiveWindow(int value) {
    return with(
        change -> {
          change.receiveWindow = value;
          change.maxReceiveWindow = value;
        });
  }

  /** These options with another {@code offerZeroChecksum}. */
  public SctpOptions withOfferZeroChecksum(boolean value) {
    return with(change -> change.offerZeroChecksum = value);
  }

  /** These options with another {@code maxRetransmissions}. */
  public SctpOptions withMaxRetransmissions(int value) {
    return with(change -> change.maxRetransmissions = value);
  }

  /** These options with another {@code sackDelay}. */
  public SctpOptions withSackDelay(Duration value) {
    return with(change -> change.sackDelay = value);
  }

  /** These options with another {@code heartbeatInterval}. */
  public SctpOptions withHeartbeatInterval(Duration value) {
    return with(change -> change.heartbeatInterval = value);
  }

  /** These options with another {@code maxPathMtu}. */
  public SctpOptions withMaxPathMtu(int value) {
    return with(change -> change.maxPathMtu = value);
  }

  /** These options with another {@code maxReceiveWindow}. */
  public SctpOptions withMaxReceiveWindow(int value) {
    return with(change -> change.maxReceiveWindow = value);
  }

  /** These options with another {@code interleaving}. */
  public SctpOptions withInterleaving(boolean value) {
    return with(change -> change.interleaving = value);
  }

  /** These options with another {@code congestion}. */
  public SctpOptions withCongestion(CongestionAlgorithm value) {
    return with(change -> change.congestion = value);
  }

  /** These options with another {@code sackPolicy}. */
  public SctpOptions withSackPolicy(SackPolicy value) {
    return with(change -> change.sackPolicy = value);
  }

  private SctpOptions with(Consumer<Change> change) {
    Change values = new Change(this);
    change.accept(values);
    return values.toOptions();
  }

  /** The same values, open to change. */
  private static final class Change {
    private int localPort;
    private int remotePort;
    private int pathMtu;
    private int streams;
    private int maxMessageSize;
    private int sendBuffer;
    private int receiveWindow;
    private boolean offerZeroChecksum;
    private Duration initialRto;
    private Duration minRto;
    private Duration maxRto;
    private int maxRetransmissions;
    private Duration sackDelay;
    private Duration heartbeatInterval;
    private int maxPathMtu;
    private int maxReceiveWindow;
    private boolean interleaving;
    private CongestionAlgorithm congestion;
    private SackPolicy sackPolicy;

    Change(SctpOptions options) {
      localPort = options.localPort;
      remotePort = options.remotePort;
      pathMtu = options.pathMtu;
      streams = options.streams;
      maxMessageSize = options.maxMessageSize;
      sendBuffer = options.sendBuffer;
      receiveWindow = options.receiveWindow;
      offerZeroChecksum = options.offerZeroChecksum;
      initialRto = options.initialRto;
      minRto = options.minRto;
      maxRto = options.maxRto;
      maxRetransmissions = options.maxRetransmissions;
      sackDelay = options.sackDelay;
      heartbeatInterval = options.heartbeatInterval;
      maxPathMtu = options.maxPathMtu;
      maxReceiveWindow = options.maxReceiveWindow;
      interleaving = options.interleaving;
      congestion = options.congestion;
      sackPolicy = options.sackPolicy;
    }

    SctpOptions toOptions() {
      return new SctpOptions(
          localPort,
          remotePort,
          pathMtu,
          streams,
          maxMessageSize,
          sendBuffer,
          receiveWindow,
          offerZeroChecksum,
          initialRto,
          minRto,
          maxRto,
          maxRetransmissions,
          sackDelay,
          heartbeatInterval,
          maxPathMtu,
          maxReceiveWindow,
          interleaving,
          congestion,
          sackPolicy);
    }
  }
}
