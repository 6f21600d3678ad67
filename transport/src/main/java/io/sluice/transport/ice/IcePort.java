package io.sluice.transport.ice;

import io.sluice.transport.udp.DatagramBatch;
import io.sluice.transport.udp.UdpSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One local address of the agent: its socket, the thread that reads it, and the parting of the ways
 * between STUN and data by the first byte (RFC 7983 section 7). Outlives the attempts made over it.
 */
final class IcePort implements AutoCloseable {
  /** Who decides about what a port received. Called by the port's reader thread. */
  interface Gate {
    /** A well-formed STUN message arrived. */
    void stun(StunMessage message, InetSocketAddress from, IcePort port);

    /** Whether data from this address goes on to the sink. */
    boolean admits(InetSocketAddress from);
  }

  private static final long READ_PATIENCE = TimeUnit.SECONDS.toNanos(10);
  private static final long CLOSE_PATIENCE_MILLIS = 1000;

  private final UdpSocket socket;
  private final Gate gate;
  private final DatagramSink sink;
  private final Thread reader;
  private volatile @Nullable StunView view;
  private volatile boolean closed;

  private IcePort(UdpSocket socket, Gate gate, DatagramSink sink) {
    this.socket = socket;
    this.gate = gate;
    this.sink = sink;
    reader =
        Thread.ofPlatform()
            .daemon()
            .name("sluice-udp-" + socket.localAddress().getPort())
            .unstarted(this::read);
  }

  /** Begins to read from the socket, which is the port's from now on. */
  static IcePort open(UdpSocket socket, Gate gate, DatagramSink sink) {
    IcePort port = new IcePort(socket, gate, sink);
    port.reader.start();
    return port;
  }

  UdpSocket socket() {
    return socket;
  }

  InetSocketAddress address() {
    return socket.localAddress();
  }

  /** Where STUN of the peer goes from now on; null: nowhere. */
  void attach(@Nullable StunView newView) {
    view = newView;
  }

  /** Gives a message to ice4j. */
  void deliver(StunMessage message, InetSocketAddress from) {
    StunView current = view;
    if (current != null) {
      current.deliver(message.bytes(), from);
    }
  }

  private void read() {
    DatagramBatch batch = DatagramBatch.standard();
    while (!closed) {
      try {
        if (socket.receive(batch, READ_PATIENCE)) {
          part(batch);
        }
        if (!batch.isEmpty()) {
          batch = sink.exchange(batch, socket);
        }
        batch.clear();
      } catch (InterruptedException e) {
        // close() interrupts, and has set the flag; anybody else's interrupt costs one batch.
        batch.clear();
      } catch (IOException e) {
        return;
      }
    }
  }

  /** Takes STUN, and what nobody may send, out of the batch. */
  private void part(DatagramBatch batch) {
    for (int i = batch.count() - 1; i >= 0; i--) {
      int first = batch.length(i) == 0 ? -1 : batch.array()[batch.offset(i)] & 0xff;
      if (isDtls(first) && gate.admits(batch.source(i))) {
        continue;
      }
      if (isStun(first)) {
        stun(batch, i);
      }
      batch.remove(i);
    }
  }

  private void stun(DatagramBatch batch, int index) {
    StunMessage message =
        StunMessage.parse(batch.array(), batch.offset(index), batch.length(index));
    if (message != null) {
      gate.stun(message, batch.source(index), this);
    }
  }

  private static boolean isStun(int firstByte) {
    return firstByte >= 0 && firstByte <= 3;
  }

  private static boolean isDtls(int firstByte) {
    return firstByte >= 20 && firstByte <= 63;
  }

  @Override
  public void close() {
    closed = true;
    socket.close();
    reader.interrupt();
    try {
      reader.join(CLOSE_PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
