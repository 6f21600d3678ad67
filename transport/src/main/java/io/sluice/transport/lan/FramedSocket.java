package io.sluice.transport.lan;

import io.sluice.transport.signal.MalformedExchangeException;
import io.sluice.transport.signal.ShortCodeFrame;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * Messages of the exchange over TCP: each with its length, 2 bytes, before it. The whole exchange
 * has one deadline, however slowly its bytes trickle in.
 */
final class FramedSocket implements AutoCloseable {
  private final Socket socket;
  private final long deadline;

  FramedSocket(Socket socket, Duration patience) {
    this.socket = socket;
    this.deadline = System.nanoTime() + patience.toNanos();
  }

  static FramedSocket connect(InetSocketAddress address, Duration connect, Duration patience)
      throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(address, Math.toIntExact(connect.toMillis()));
      return new FramedSocket(socket, patience);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  void send(ShortCodeFrame frame) throws IOException {
    byte[] bytes = frame.bytes();
    socket
        .getOutputStream()
        .write(
            ByteBuffer.allocate(2 + bytes.length)
                .putShort((short) bytes.length)
                .put(bytes)
                .array());
  }

  /**
   * Waits for the next message.
   *
   * @throws SocketTimeoutException past the deadline
   */
  ShortCodeFrame receive() throws IOException, MalformedExchangeException {
    int length = ByteBuffer.wrap(read(2)).getShort() & 0xffff;
    if (length > ShortCodeFrame.MAX_BYTES) {
      return ShortCodeFrame.parse(new byte[0]);
    }
    return ShortCodeFrame.parse(read(length));
  }

  private byte[] read(int count) throws IOException {
    InputStream in = socket.getInputStream();
    byte[] bytes = new byte[count];
    int at = 0;
    while (at < count) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new SocketTimeoutException("the exchange took too long");
      }
      socket.setSoTimeout(Math.toIntExact(left));
      int read = in.read(bytes, at, count - at);
      if (read < 0) {
        throw new EOFException();
      }
      at += read;
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
