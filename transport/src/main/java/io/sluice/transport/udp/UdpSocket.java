package io.sluice.transport.udp;

import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * A UDP socket bound to one local address. One thread receives; any threads send. An interrupt of a
 * thread that is in here never closes the socket.
 */
public interface UdpSocket extends AutoCloseable {
  /**
   * The longest datagram that is received, in bytes: a DTLS record of 16 KiB with its overhead
   * fits, as paths of large packets carry it. Longer ones are dropped, not cut.
   */
  int MAX_DATAGRAM = 16_512;

  /** Opens sockets: the seam at which tests watch what goes out, and from where. */
  interface Binder {
    /**
     * Opens a socket.
     *
     * @param local the address of an interface, never the wildcard; port 0 for any free one
     * @throws java.net.BindException if the port is taken
     */
    UdpSocket bind(InetSocketAddress local) throws IOException;
  }

  InetSocketAddress localAddress();

  /**
   * Adds what has arrived to {@code into}, as far as there is room for datagrams of {@link
   * #MAX_DATAGRAM}. Waits for the first; does not wait for more.
   *
   * @param timeoutNanos how long to wait for the first; 0 or less: not at all
   * @return whether anything was added. False after the timeout, or earlier if the thread is
   *     interrupted; its interrupt status stays.
   * @throws IOException if the socket is closed or broken for good
   */
  boolean receive(DatagramBatch into, long timeoutNanos) throws IOException;

  /**
   * Sends all datagrams of the batch, in order; the batch stays as it is. What the network or the
   * kernel cannot take now is lost, as any datagram may be, and shows in {@link #sendFailures}.
   *
   * @throws IOException if the socket is closed or broken for good
   */
  void send(DatagramBatch batch, InetSocketAddress to) throws IOException;

  /** Sends one datagram, under the same conditions. */
  void send(byte[] datagram, int offset, int length, InetSocketAddress to) throws IOException;

  /**
   * Sends one datagram, under the same conditions but one: IP may fragment it, here or on its way.
   */
  void sendFragmentable(byte[] datagram, int offset, int length, InetSocketAddress to)
      throws IOException;

  /**
   * Whether all other datagrams go whole or not at all. Where the system cannot promise that, the
   * longest packet of a path cannot be found by sending (RFC 8899 section 3).
   */
  boolean neverFragments();

  /** How many datagrams the local machine could not send since the socket was opened. */
  long sendFailures();

  /** Closes the socket and wakes a thread that waits in {@link #receive}; safe to call twice. */
  @Override
  void close();
}
