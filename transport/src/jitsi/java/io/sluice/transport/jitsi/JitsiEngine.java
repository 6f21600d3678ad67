package io.sluice.transport.jitsi;

import io.sluice.transport.sctp.api.Engine;
import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpEvent.Reason;
import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.api.SctpStats;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jitsi_modified.sctp4j.SctpSocket.SctpSocketEventHandler;
import org.jspecify.annotations.Nullable;

/**
 * An association of usrsctp by way of jitsi-sctp.
 *
 * <p>The library reads the clock and has a timer thread, which all of its associations share. Its
 * calls back only put things into queues: they come under its locks, from that thread or from
 * within a call of this one. Hence the engine asks to be polled every {@value #POLL_MILLIS} ms, and
 * takes {@code now} for nothing else.
 *
 * <p>Of {@link SctpOptions} it heeds the ports, the sizes of messages and the buffers above the
 * library; all else is the library's: packets of 1280 bytes, 10 streams out, 256 KiB of unsent and
 * 128 KiB of received data.
 */
final class JitsiEngine implements Engine {
  private static final long POLL_MILLIS = 10;

  /** The library's send buffer: a longer message would never be taken. */
  private static final int LONGEST = 256 << 10;

  private final SctpOptions options;
  private final int longest;
  private final PacketTap tap = new PacketTap();
  private final OutgoingPackets outgoing = new OutgoingPackets();
  private final HeldPackets held = new HeldPackets();
  private final SendBacklog backlog;
  private final Arrivals arrivals;
  private final Queue<SctpEvent> events = new ConcurrentLinkedQueue<>();
  private final SctpSocketEventHandler changes = new Changes();
  private @Nullable NativeSocket socket;
  private byte[] scratch = new byte[2048];
  private long now;
  private boolean shuttingDown;
  private long packetsSent;
  private long packetsReceived;
  private long packetsDropped;
  private volatile boolean up;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile @Nullable Thread feeding;

  JitsiEngine(SctpOptions options) {
    this.options = options;
    longest = Math.min(LONGEST, options.maxMessageSize());
    backlog = new SendBacklog(options.sendBuffer());
    arrivals = new Arrivals(options.maxMessageSize(), options.receiveWindow());
  }

  /** What the library says, on any thread. */
  private final class Changes implements SctpSocketEventHandler {
    @Override
    public void onReady() {
      // On the engine's thread: it is the answer to a packet.
      up = true;
      events.add(new SctpEvent.Up(tap.outgoingStreams(), tap.incomingStreams()));
    }

    @Override
    public void onDisconnected() {
      if (feeding != Thread.currentThread()) {
        // On the library's thread: a timer has run out for the last time.
        end(Reason.PEER_SILENT, "usrsctp gave up");
      } else if (tap.isAbortedByPeer()) {
        end(Reason.ABORTED_BY_PEER, tap.abortOfPeer());
      } else if (tap.isShutDown()) {
        end(Reason.SHUTDOWN, "");
      } else {
        end(Reason.ABORTED, "usrsctp saw a violation of the protocol");
      }
    }
  }

  private void end(Reason reason, String detail) {
    if (ended.compareAndSet(false, true)) {
      events.add(new SctpEvent.Closed(reason, detail));
    }
  }

  /** Nothing of what usrsctp knows beyond RFC 9260 has a call in jitsi-sctp. */
  @Override
  public Set<Feature> features() {
    return Set.of();
  }

  @Override
  public void connect(long time) {
    now = time;
    // A side that was asked already answers.
    if (socket == null && !ended.get()) {
      socket =
          NativeSocket.asking(
              options.localPort(), options.remotePort(), outgoing, arrivals, changes);
    }
  }

  @Override
  public void receive(ByteBuffer packet, long time) {
    now = time;
    packetsReceived++;
    int length = packet.remaining();
    if (scratch.length < length) {
      scratch = new byte[length];
    }
    packet.get(packet.position(), scratch, 0, length);
    PacketTap.Kind kind = ended.get() ? PacketTap.Kind.MALFORMED : tap.incoming(scratch, length);
    if (socket == null && kind == PacketTap.Kind.INIT) {
      socket = NativeSocket.waiting(options.localPort(), outgoing, arrivals, changes);
    }
    if (socket == null || kind == PacketTap.Kind.MALFORMED) {
      packetsDropped++;
    } else if (kind == PacketTap.Kind.DATA && (arrivals.isFull() || !held.isEmpty())) {
      packetsDropped += held.add(Arrays.copyOf(scratch, length)) ? 0 : 1;
    } else {
      feed(socket, scratch, length);
    }
    work();
  }

  private void feed(NativeSocket to, byte[] packet, int length) {
    feeding = Thread.currentThread();
    to.receive(packet, length);
    feeding = null;
  }

  @Override
  public void handleTimeout(long time) {
    now = time;
    work();
  }

  /** What can be done now, whatever has happened. */
  private void work() {
    if (socket == null || ended.get()) {
      return;
    }
    backlog.flush(socket.socket());
    if (arrivals.isBroken()) {
      abort("a message longer than " + options.maxMessageSize() + " bytes", now);
    } else if (shuttingDown && isAllDelivered()) {
      abort("shut down", now);
    }
  }

  /**
   * What the library has not sent yet shows as well: it would send it on the acknowledgement of
   * what it has sent.
   */
  private boolean isAllDelivered() {
    return backlog.isEmpty() && outgoing.isEmpty() && tap.isAllAcknowledged();
  }

  @Override
  public long nextTimeout() {
    if (socket == null || ended.get()) {
      return Long.MAX_VALUE;
    }
    return outgoing.isEmpty() ? now + POLL_MILLIS * 1_000_000 : now;
  }

  @Override
  public int pollTransmit(byte[] into, int offset, long time) {
    now = time;
    byte[] packet;
    while ((packet = outgoing.poll()) != null) {
      if (packet.length <= into.length - offset) {
        tap.outgoing(packet);
        System.arraycopy(packet, 0, into, offset, packet.length);
        packetsSent++;
        return packet.length;
      }
      packetsDropped++;
    }
    return 0;
  }

  /** usrsctp keeps to its 1280 bytes whatever the path carries. */
  @Override
  public boolean mayBeFragmented() {
    return true;
  }

  @Override
  public @Nullable SctpEvent pollEvent() {
    return events.poll();
  }

  @Override
  public @Nullable SctpMessage pollMessage(long time) {
    now = time;
    SctpMessage message = arrivals.poll();
    byte[] packet;
    while (socket != null && !ended.get() && !arrivals.isFull() && (packet = held.poll()) != null) {
      feed(socket, packet, packet.length);
    }
    return message;
  }

  @Override
  public boolean send(SctpMessage message, long time) {
    int length = message.payload().remaining();
    if (length == 0 || length > longest) {
      throw new IllegalArgumentException("message of " + length + " bytes");
    }
    if (sendSpace() == 0 || socket == null) {
      return false;
    }
    if (message.streamId() < 0 || message.streamId() >= tap.outgoingStreams()) {
      throw new IllegalArgumentException("stream " + message.streamId());
    }
    now = time;
    boolean taken = backlog.add(message);
    backlog.flush(socket.socket());
    return taken;
  }

  @Override
  public long sendSpace() {
    return up && !ended.get() && !shuttingDown ? backlog.space() : 0;
  }

  @Override
  public boolean resetStreams(Set<Integer> streamIds, long time) {
    return false;
  }

  @Override
  public long bufferedAmount(int streamId) {
    return 0;
  }

  @Override
  public void bufferedAmountLowThreshold(int streamId, long bytes) {}

  @Override
  public void priority(int streamId, int weight) {}

  /** Breaks off when all has arrived: the library cannot shut down. */
  @Override
  public void shutdown(long time) {
    now = time;
    shuttingDown = true;
    work();
  }

  @Override
  public void abort(String reason, long time) {
    now = time;
    if (ended.get()) {
      return;
    }
    byte[] packet = tap.abort(options.localPort(), options.remotePort(), reason);
    end(Reason.ABORTED, reason);
    release();
    if (packet != null) {
      outgoing.replaceBy(packet);
    }
  }

  private void release() {
    if (socket != null) {
      socket.close();
    }
    backlog.clear();
    held.clear();
    outgoing.clear();
  }

  @Override
  public SctpStats stats() {
    return SctpStats.of(
        packetsSent,
        packetsReceived,
        packetsDropped + outgoing.dropped(),
        backlog.handedOver(),
        arrivals.total(),
        tap.retransmissions(),
        tap.peerWindow(),
        backlog.bytes());
  }

  @Override
  public void close() {
    ended.set(true);
    release();
  }
}
