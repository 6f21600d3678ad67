package io.sluice.transport.sctp;

import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.api.SctpStats;
import io.sluice.transport.sctp.packet.ErrorCause;
import io.sluice.transport.sctp.packet.MalformedPacketException;
import io.sluice.transport.sctp.packet.ProtocolViolationException;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One SCTP association. It does no I/O and reads no clock: packets and time go in, packets, events
 * and messages are polled out.
 *
 * <p>After every call that changes something ({@link #connect}, {@link #receive}, {@link #send},
 * {@link #pollMessage}, {@link #handleTimeout}, {@link #shutdown}, {@link #abort}), or a batch of
 * them, call {@link #pollTransmit} until it gives 0, {@link #pollEvent} until it gives null, and
 * {@link #nextTimeout}. What a SACK says is decided in {@code pollTransmit}, so a batch of received
 * packets costs one.
 *
 * <p>Time is in nanoseconds, monotonic, from any origin. Not for use by two threads at once.
 */
public final class Association {
  private final Context context;
  private final Heartbeats heartbeats;
  private final Handshake handshake;
  private final Shutdowns shutdowns;
  private final PacketReader reader;
  private final PacketWriter writer;
  private byte[] copy = new byte[0];

  /**
   * @param random unpredictable: it gives tags, first TSNs and the key of the state cookies
   */
  public Association(SctpOptions options, RandomGenerator random) {
    context = new Context(options, random);
    heartbeats = new Heartbeats(context);
    handshake = new Handshake(context, heartbeats);
    shutdowns = new Shutdowns(context);
    reader = new PacketReader(context, handshake, heartbeats, shutdowns);
    writer = new PacketWriter(context);
  }

  /** Asks the peer for the association. Both sides may; not needed on the side that is asked. */
  public void connect(long now) {
    handshake.connect(now);
  }

  /**
   * Takes a packet, from position to limit. Whatever is in it, nothing is thrown: bad packets are
   * dropped and counted, and a peer that violates the protocol is aborted. The bytes are not needed
   * afterwards.
   */
  public void receive(ByteBuffer packet, long now) {
    context.packetsReceived++;
    int length = packet.remaining();
    try {
      if (packet.hasArray()) {
        reader.read(packet.array(), packet.arrayOffset() + packet.position(), length, now);
      } else {
        if (copy.length < length) {
          copy = new byte[length];
        }
        packet.get(packet.position(), copy, 0, length);
        reader.read(copy, 0, length, now);
      }
    } catch (MalformedPacketException e) {
      context.packetsDropped++;
    } catch (ProtocolViolationException e) {
      context.abort(e.errorCause());
    }
  }

  /** Time has passed. A call too early, or for nothing, is harmless. */
  public void handleTimeout(long now) {
    if (context.timers.t1.takeExpired(now)) {
      handshake.handleTimeout(now);
    }
    Tcb tcb = context.tcb();
    if (tcb == null || context.hasEnded()) {
      return;
    }
    if (context.timers.t2.takeExpired(now)) {
      shutdowns.handleTimeout(tcb, now);
    }
    if (context.timers.t5.takeExpired(now)) {
      shutdowns.handleGuard();
    }
    if (context.timers.heartbeat.takeExpired(now)) {
      heartbeats.handleTimeout(tcb, now);
    }
    if (context.state().sendsData() && tcb.sender.handleTimeout(now)) {
      context.countUnanswered();
    }
  }

  /**
   * When {@link #handleTimeout} and then {@link #pollTransmit} must be called, if nothing else
   * happens before; {@code Long.MAX_VALUE} when idle. Valid until the next call of anything else.
   */
  public long nextTimeout() {
    long next = context.timers.next();
    Tcb tcb = context.tcb();
    State state = context.state();
    if (tcb == null || context.hasEnded() || state instanceof State.CookieEchoed) {
      return next;
    }
    next = Math.min(next, tcb.receiver.sackDeadline());
    return state.sendsData() ? Math.min(next, tcb.sender.nextTimeout()) : next;
  }

  /**
   * Writes the next packet from {@code offset} on. The array should have the path MTU free there.
   *
   * @return the packet's length, 0 when there is nothing to send now
   */
  public int pollTransmit(byte[] into, int offset, long now) {
    return writer.write(into, offset, now);
  }

  /** What happened, oldest first; null when there is nothing more. */
  public @Nullable SctpEvent pollEvent() {
    return context.events.poll();
  }

  /**
   * A message that has arrived, or null. Taking it makes room for more: leave messages here to slow
   * the peer down. Those that arrived before the end may be taken after it.
   */
  public @Nullable SctpMessage pollMessage(long now) {
    Tcb tcb = context.tcb();
    return tcb == null ? null : tcb.receiver.poll();
  }

  /**
   * Queues a message.
   *
   * @return false when it was not taken: there is less {@link #sendSpace} than it needs
   * @throws IllegalArgumentException when the message can never be sent: no bytes, too many, or a
   *     stream beyond those of {@link SctpEvent.Up}
   */
  public boolean send(SctpMessage message, long now) {
    int length = message.payload().remaining();
    if (length == 0 || length > context.options.maxMessageSize()) {
      throw new IllegalArgumentException("message of " + length + " bytes");
    }
    if (!(context.state() instanceof State.Established(Tcb tcb))) {
      return false;
    }
    if (message.streamId() < 0 || message.streamId() >= tcb.outgoingStreams) {
      throw new IllegalArgumentException("stream " + message.streamId());
    }
    return tcb.sender.offer(message);
  }

  /** How long a message {@link #send} would take now; 0 unless established. */
  public long sendSpace() {
    return context.state() instanceof State.Established(Tcb tcb) ? tcb.sender.space() : 0;
  }

  /** Ends the association once all that was queued has arrived. */
  public void shutdown(long now) {
    shutdowns.begin(now);
  }

  /**
   * Breaks the association off.
   *
   * @param reason for the peer's log; the first 200 bytes are sent
   */
  public void abort(String reason, long now) {
    context.abort(ErrorCause.userAbort(reason));
  }

  /**
   * Changes the size of packets from now on.
   *
   * @param bytes of an SCTP packet, 512 to 65535
   */
  public void pathMtu(int bytes) {
    if (bytes < SctpOptions.MIN_PATH_MTU || bytes > 0xffff) {
      throw new IllegalArgumentException("path MTU " + bytes);
    }
    context.pathMtu = bytes;
    Tcb tcb = context.tcb();
    if (tcb != null) {
      tcb.sender.pathMtu(bytes);
    }
  }

  /** Figures at this moment. */
  public SctpStats stats() {
    return Figures.of(context);
  }
}
