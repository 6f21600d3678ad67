package io.sluice.transport.sctp;

import io.sluice.transport.sctp.api.Engine;
import io.sluice.transport.sctp.api.MemoryBudget;
import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.api.SctpStats;
import io.sluice.transport.sctp.packet.ErrorCause;
import io.sluice.transport.sctp.packet.MalformedPacketException;
import io.sluice.transport.sctp.packet.ProtocolViolationException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * SCTP without I/O, threads or clock: {@link Engine} says how it is called. What a SACK says is
 * decided in {@link #pollTransmit}, so a batch of received packets costs one.
 */
public final class Association implements Engine {
  private final Context context;
  private final Heartbeats heartbeats;
  private final PathMtuDiscovery pathMtu;
  private final Handshake handshake;
  private final Shutdowns shutdowns;
  private final Reconfiguration reconfiguration;
  private final PacketReader reader;
  private final PacketWriter writer;
  private byte[] copy = new byte[0];

  /**
   * @param random unpredictable: it gives tags, first TSNs and the key of the state cookies
   */
  public Association(SctpOptions options, RandomGenerator random) {
    this(options, MemoryBudget.UNLIMITED, random);
  }

  /**
   * @param budget where the receive window takes memory from, beyond three messages; given back by
   *     {@link #close}
   * @param random unpredictable: it gives tags, first TSNs and the key of the state cookies
   */
  public Association(SctpOptions options, MemoryBudget budget, RandomGenerator random) {
    context = new Context(options, budget, random);
    heartbeats = new Heartbeats(context);
    handshake = new Handshake(context, heartbeats);
    shutdowns = new Shutdowns(context);
    pathMtu = new PathMtuDiscovery(context);
    reconfiguration = new Reconfiguration(context);
    OutOfTheBlue outOfTheBlue = new OutOfTheBlue(context);
    HandshakeResponder responder = new HandshakeResponder(context, handshake, shutdowns);
    ChunkReader chunks =
        new ChunkReader(
            context, handshake, heartbeats, pathMtu, shutdowns, reconfiguration, outOfTheBlue);
    reader = new PacketReader(context, responder, chunks, outOfTheBlue);
    writer = new PacketWriter(context, pathMtu, reconfiguration);
  }

  @Override
  public Set<Feature> features() {
    return EnumSet.of(
        Feature.STREAM_RESET,
        Feature.PARTIAL_RELIABILITY,
        Feature.GRACEFUL_SHUTDOWN,
        Feature.BUFFERED_AMOUNT,
        Feature.PRIORITIES,
        Feature.PATH_MTU);
  }

  @Override
  public void connect(long now) {
    handshake.connect(now);
  }

  @Override
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

  @Override
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
    if (context.timers.reconfig.takeExpired(now)) {
      reconfiguration.handleTimeout(tcb, now);
    }
    if (context.timers.heartbeat.takeExpired(now)) {
      heartbeats.handleTimeout(tcb, now);
    }
    if (context.timers.pathMtu.takeExpired(now)) {
      pathMtu.handleTimeout(tcb, now);
    }
    if (context.state().sendsData() && tcb.sender.handleTimeout(now)) {
      context.countUnanswered();
    }
  }

  @Override
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

  @Override
  public int pollTransmit(byte[] into, int offset, long now) {
    return writer.write(into, offset, now);
  }

  @Override
  public boolean mayBeFragmented() {
    return writer.mayBeFragmented();
  }

  @Override
  public @Nullable SctpEvent pollEvent() {
    Tcb tcb = context.tcb();
    if (tcb == null || context.hasEnded()) {
      return context.events.poll();
    }
    reconfiguration.tell(tcb);
    SctpEvent event = context.events.poll();
    if (event != null) {
      return event;
    }
    int low = tcb.queue.streams().pollLow();
    return low < 0 ? null : new SctpEvent.BufferedAmountLow(low);
  }

  @Override
  public @Nullable SctpMessage pollMessage(long now) {
    Tcb tcb = context.tcb();
    return tcb == null ? null : tcb.receiver.poll();
  }

  @Override
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
    return tcb.queue.offer(message, now);
  }

  @Override
  public long sendSpace() {
    return context.state() instanceof State.Established(Tcb tcb) ? tcb.queue.space() : 0;
  }

  @Override
  public boolean resetStreams(Set<Integer> streamIds, long now) {
    return reconfiguration.reset(streamIds);
  }

  @Override
  public long bufferedAmount(int streamId) {
    Tcb tcb = context.tcb();
    return tcb == null ? 0 : tcb.queue.streams().bufferedAmount(streamId);
  }

  @Override
  public void bufferedAmountLowThreshold(int streamId, long bytes) {
    context.streamSettings.lowThreshold(streamId, bytes);
    applySettings(streamId);
  }

  @Override
  public void priority(int streamId, int weight) {
    context.streamSettings.weight(streamId, weight);
    applySettings(streamId);
  }

  private void applySettings(int streamId) {
    Tcb tcb = context.tcb();
    if (tcb != null) {
      tcb.queue.streams().settingsChanged(streamId);
    }
  }

  @Override
  public void shutdown(long now) {
    shutdowns.begin(now);
  }

  @Override
  public void abort(String reason, long now) {
    context.abort(ErrorCause.userAbort(reason));
  }

  /**
   * Changes the size of packets from now on, for an owner who knows the path.
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

  @Override
  public SctpStats stats() {
    return Figures.of(context);
  }

  @Override
  public void close() {
    Tcb tcb = context.tcb();
    if (tcb != null) {
      tcb.receiver.close();
    }
  }
}
