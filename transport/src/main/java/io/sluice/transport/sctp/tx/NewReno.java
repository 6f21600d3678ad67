package io.sluice.transport.sctp.tx;

/**
 * The congestion control of RFC 9260 section 7.2, with three changes that its own growth needs when
 * one SACK covers a batch of packets: the initial window is 10 packets (RFC 6928), growth counts
 * the bytes acknowledged without the limit of a packet for each SACK (RFC 3465; the sender bounds
 * bursts itself), and a window does not decay while idle, because it is not used in one burst
 * either.
 */
public final class NewReno implements CongestionControl {
  private static final int INITIAL_PACKETS = 10;
  private static final int MIN_PACKETS = 4;

  private int payload;
  private long window;
  private long threshold;
  private long partialBytes;

  /**
   * @param payload user bytes of a full packet
   * @param peerWindow what the peer announced first, which is no limit: a window may grow
   */
  public NewReno(int payload, long peerWindow) {
    this.payload = payload;
    this.window = (long) INITIAL_PACKETS * payload;
    // Section 7.2.1: it may be arbitrarily high at first.
    this.threshold = Long.MAX_VALUE;
  }

  @Override
  public long window() {
    return window;
  }

  @Override
  public void onSent(long now, int bytes, long inFlight) {}

  @Override
  public void onAcknowledged(long now, Ack ack) {
    // Section 7.2.1: growth only if the window was used, the cumulative TSN advanced, and nothing
    // is being recovered.
    if (!ack.advanced() || ack.inRecovery()) {
      return;
    }
    if (window < threshold) {
      if (ack.windowLimited() || 2 * ack.inFlightBefore() >= window) {
        window += ack.bytes();
      }
    } else {
      avoidCongestion(ack);
    }
  }

  /** Section 7.2.2: a packet more for every window that was acknowledged. */
  private void avoidCongestion(Ack ack) {
    partialBytes += ack.bytes();
    if (partialBytes < window) {
      return;
    }
    partialBytes = ack.windowLimited() ? partialBytes - window : 0;
    if (ack.windowLimited()) {
      window += payload;
    }
  }

  @Override
  public void onLoss(long now, long inFlight) {
    halve();
    window = threshold;
  }

  @Override
  public void onTimeout(long now) {
    halve();
    window = payload;
  }

  private void halve() {
    // Section 7.2.3.
    threshold = Math.max(window / 2, (long) MIN_PACKETS * payload);
    partialBytes = 0;
  }

  @Override
  public void onPathMtu(int payload) {
    this.payload = payload;
    window = Math.max(window, payload);
  }
}
