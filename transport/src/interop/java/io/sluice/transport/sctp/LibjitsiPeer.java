package io.sluice.transport.sctp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jitsi.sctp4j.Sctp;
import org.jitsi.sctp4j.SctpNotification;
import org.jitsi.sctp4j.SctpNotification.AssociationChange;
import org.jitsi.sctp4j.SctpSocket;
import org.jspecify.annotations.Nullable;

/**
 * usrsctp of the system by way of libjitsi, as the other end of one of our engines. It runs in real
 * time, has a thread of its own, and calls back under its locks: all that is only put aside.
 */
final class LibjitsiPeer implements AutoCloseable {
  private static final int PORT = 5000;

  /** On the last piece of a message. */
  private static final int MSG_EOR = 0x80;

  private static final Logger SILENCED = Logger.getLogger("org.jitsi");

  static {
    SILENCED.setLevel(Level.OFF);
    Sctp.init();
  }

  /** A message that arrived. */
  record Message(int streamId, long ppid, byte[] bytes) {}

  private final SctpSocket socket = Sctp.createSocket(PORT);
  private final Queue<byte[]> outgoing = new ConcurrentLinkedQueue<>();
  private final Queue<Integer> changes = new ConcurrentLinkedQueue<>();
  private final List<Message> received = new ArrayList<>();
  private final Queue<Message> toSend = new ConcurrentLinkedQueue<>();
  private final ByteArrayOutputStream arriving = new ByteArrayOutputStream();
  private boolean waiting;

  LibjitsiPeer() {
    socket.setLink((from, packet) -> outgoing.add(packet));
    socket.setNotificationListener((from, notification) -> noteChange(notification));
    socket.setDataCallback(
        (data, sid, ssn, tsn, ppid, context, flags) -> {
          arriving.writeBytes(data);
          if ((flags & MSG_EOR) != 0) {
            received.add(new Message(sid, ppid, arriving.toByteArray()));
            arriving.reset();
          }
        });
  }

  private void noteChange(SctpNotification notification) {
    if (notification instanceof AssociationChange change) {
      changes.add(change.state);
    }
  }

  /** Waits to be asked for the association. */
  LibjitsiPeer listening() throws IOException {
    socket.listen();
    waiting = true;
    return this;
  }

  /** Asks for it. */
  void connect() throws IOException {
    socket.connect(PORT);
  }

  boolean isUp() {
    return !waiting && changes.contains(AssociationChange.SCTP_COMM_UP);
  }

  boolean isLost() {
    return changes.contains(AssociationChange.SCTP_COMM_LOST);
  }

  boolean isShutDown() {
    return changes.contains(AssociationChange.SCTP_SHUTDOWN_COMP);
  }

  List<Message> received() {
    return received;
  }

  /** Sends as soon as the library takes it, after what was given before. */
  void send(int streamId, int ppid, byte[] bytes) throws IOException {
    toSend.add(new Message(streamId, ppid, bytes));
    if (toSend.size() == 1) {
      flush();
    }
  }

  /** Feeds a packet in. */
  void receive(byte[] packet) throws IOException {
    socket.onConnIn(packet, 0, packet.length);
    if (waiting && socket.accept()) {
      waiting = false;
    }
    flush();
  }

  /** Sends what the library takes: it says no while its buffer is full, on standard error too. */
  private void flush() throws IOException {
    Message next;
    while (isUp() && (next = toSend.peek()) != null) {
      if (socket.send(next.bytes, true, next.streamId, (int) next.ppid) < 0) {
        return;
      }
      toSend.remove();
    }
  }

  byte @Nullable [] pollPacket() {
    return outgoing.poll();
  }

  @Override
  public void close() {
    socket.close();
  }
}
