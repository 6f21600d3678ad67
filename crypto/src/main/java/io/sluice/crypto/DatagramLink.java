package io.sluice.crypto;

import java.io.IOException;

/**
 * Datagrams to and from one peer, as unreliable as UDP: they may be lost, doubled, reordered or
 * forged. One thread receives; any thread may send.
 */
public interface DatagramLink {
  /**
   * Waits for one datagram.
   *
   * @param length room in {@code into}; the rest of a longer datagram may be lost
   * @param waitNanos the longest wait in nanoseconds; 0 only looks
   * @return the length of the datagram, or -1 if none came in time
   * @throws java.io.InterruptedIOException if the waiting thread was interrupted
   * @throws IOException if the link is closed
   */
  int receive(byte[] into, int offset, int length, long waitNanos) throws IOException;

  /**
   * Sends one datagram, or loses it; the bytes are free again on return.
   *
   * @throws IOException if the link is closed
   */
  void send(byte[] datagram, int offset, int length) throws IOException;

  /** Whether datagrams may get lost, so that they have to be repeated. */
  default boolean mayLose() {
    return true;
  }

  /** The longest datagram, in bytes, that the handshake may send: 1200 where nothing is known. */
  int maxDatagram();
}
