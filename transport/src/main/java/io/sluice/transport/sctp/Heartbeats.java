package io.sluice.transport.sctp;

import io.sluice.transport.sctp.packet.Heartbeat;
import io.sluice.transport.sctp.packet.HeartbeatAck;
import io.sluice.transport.sctp.packet.Packet;
import java.nio.ByteBuffer;

/** Finds out whether an idle peer is still there (RFC 9260 section 8.3). */
final class Heartbeats {
  private static final int PARAMETER_HEADER = 4;
  private static final int INFO = 16;

  private final Context context;
  private boolean waiting;
  private long nonce;
  private long sentAt;

  Heartbeats(Context context) {
    this.context = context;
  }

  /** The association is established. */
  void start(long now) {
    waiting = false;
    rest(now);
  }

  private void rest(long now) {
    context.timers.heartbeat.start(now + context.options.heartbeatInterval().toNanos());
  }

  /** The timer has expired: the interval is over, or an answer did not come in time. */
  void handleTimeout(Tcb tcb, long now) {
    if (waiting) {
      waiting = false;
      tcb.rto.backOff();
      if (context.countUnanswered()) {
        return;
      }
    } else if (tcb.sender.hasInFlight()) {
      // Data asks the same question, and its timer counts the answers that do not come.
      rest(now);
      return;
    }
    send(tcb, now);
  }

  private void send(Tcb tcb, long now) {
    waiting = true;
    sentAt = now;
    nonce = context.random.nextLong();
    ByteBuffer info = ByteBuffer.allocate(INFO).putLong(nonce).putLong(now);
    context.send(Heartbeat.of(info.array()));
    // An unanswered one is followed by the next after a timeout, not after the interval: silence is
    // found out as fast as with data.
    context.timers.heartbeat.start(now + tcb.rto.timeout());
  }

  /** The peer asks: its bytes go back, if they fit a packet. */
  void onHeartbeat(Heartbeat heartbeat) {
    HeartbeatAck answer = new HeartbeatAck(heartbeat.echo());
    if (Packet.HEADER + answer.length() <= context.pathMtu) {
      context.send(answer);
    } else {
      context.packetsDropped++;
    }
  }

  /** An answer counts only with the nonce of the question: otherwise anybody's echo would do. */
  void onHeartbeatAck(HeartbeatAck answer, Tcb tcb, long now) {
    if (!waiting || answer.echo().length != PARAMETER_HEADER + INFO) {
      return;
    }
    if (ByteBuffer.wrap(answer.echo()).getLong(PARAMETER_HEADER) != nonce) {
      return;
    }
    waiting = false;
    tcb.rto.measured(now - sentAt);
    context.answered();
    rest(now);
  }
}
