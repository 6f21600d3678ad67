package io.sluice.transport.jitsi;

import org.jitsi_modified.sctp4j.SctpClientSocket;
import org.jitsi_modified.sctp4j.SctpServerSocket;
import org.jitsi_modified.sctp4j.SctpSocket;
import org.jspecify.annotations.Nullable;

/** A socket of the library that asks for an association, or one that waits to be asked. */
final class NativeSocket implements AutoCloseable {
  private final SctpSocket socket;
  private final @Nullable SctpServerSocket waiting;
  private boolean accepted;
  private boolean closed;

  private NativeSocket(SctpSocket socket, @Nullable SctpServerSocket waiting) {
    this.socket = socket;
    this.waiting = waiting;
  }

  static NativeSocket asking(
      int localPort,
      int remotePort,
      OutgoingPackets out,
      Arrivals in,
      SctpSocket.SctpSocketEventHandler events) {
    SctpClientSocket client = Usrsctp.clientSocket(localPort);
    wire(client, out, in, events);
    if (!client.connect(remotePort)) {
      client.close();
      throw new IllegalStateException("usrsctp does not connect");
    }
    return new NativeSocket(client, null);
  }

  static NativeSocket waiting(
      int localPort, OutgoingPackets out, Arrivals in, SctpSocket.SctpSocketEventHandler events) {
    SctpServerSocket server = Usrsctp.serverSocket(localPort);
    wire(server, out, in, events);
    server.listen();
    return new NativeSocket(server, server);
  }

  private static void wire(
      SctpSocket socket,
      OutgoingPackets out,
      Arrivals in,
      SctpSocket.SctpSocketEventHandler events) {
    socket.outgoingDataSender = out;
    socket.dataCallback = in;
    socket.eventHandler = events;
  }

  SctpSocket socket() {
    return socket;
  }

  /** Feeds a packet in, and takes the association that may have come of it. */
  void receive(byte[] packet, int length) {
    socket.onConnIn(packet, 0, length);
    if (waiting != null && !accepted) {
      accepted = waiting.accept();
    }
  }

  /** Without a word to the peer. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      socket.close();
    }
  }
}
