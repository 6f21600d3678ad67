package io.sluice.transport.session;

import io.sluice.crypto.DatagramLink;
import io.sluice.crypto.dtls.DtlsException;
import io.sluice.crypto.dtls.Renewal;
import io.sluice.transport.transfer.message.RenewalFlight;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One handshake for new keys, which waits for its datagrams on a thread of its own. What it sends
 * goes out when it waits for an answer, and what is left when it is done goes out once the keys are
 * in place: so no record under them can come too early.
 */
final class RenewalAttempt implements DatagramLink {
  /** Several times the datagrams of a flight. What comes beyond that is lost. */
  private static final int MAX_WAITING = 16;

  private final int epoch;
  private final Renewal renewal;
  private final Inbox inbox;
  private final KeyRenewals renewals;
  private final BlockingQueue<byte[]> incoming = new ArrayBlockingQueue<>(MAX_WAITING);
  private final List<RenewalFlight> unsent = new ArrayList<>();
  private final Thread thread;

  /**
   * @param renewals on the loop's thread of this inbox, what hears how the attempt ends
   */
  RenewalAttempt(int epoch, Renewal renewal, Inbox inbox, KeyRenewals renewals) {
    this.epoch = epoch;
    this.renewal = renewal;
    this.inbox = inbox;
    this.renewals = renewals;
    thread = Thread.ofVirtual().name("renewal").unstarted(this::run);
  }

  int epoch() {
    return epoch;
  }

  void start() {
    thread.start();
  }

  /** Hands over a datagram of the peer. */
  void receive(ByteBuffer datagram) {
    byte[] bytes = new byte[datagram.remaining()];
    datagram.get(datagram.position(), bytes);
    var _ = incoming.offer(bytes);
  }

  void giveUp() {
    thread.interrupt();
  }

  private void run() {
    try (renewal) {
      Renewal.Keys keys = renewal.run(this, KeyRenewals.PATIENCE);
      List<RenewalFlight> last = List.copyOf(unsent);
      inbox.execute(
          _ -> {
            last.forEach(flight -> renewals.say(this, flight));
            renewals.succeeded(this, keys);
          });
    } catch (DtlsException e) {
      inbox.execute(now -> renewals.failed(this, now));
    }
  }

  @Override
  public void send(byte[] datagram, int offset, int length) {
    byte[] copy = Arrays.copyOfRange(datagram, offset, offset + length);
    unsent.add(new RenewalFlight(epoch, ByteBuffer.wrap(copy)));
  }

  @Override
  public int receive(byte[] into, int offset, int length, long waitNanos)
      throws InterruptedIOException {
    sendAll();
    byte[] datagram = poll(waitNanos);
    if (datagram == null) {
      return -1;
    }
    int taken = Math.min(datagram.length, length);
    System.arraycopy(datagram, 0, into, offset, taken);
    return taken;
  }

  /** The channel loses nothing. */
  @Override
  public boolean mayLose() {
    return false;
  }

  @Override
  public int maxDatagram() {
    return RenewalFlight.MAX_DATAGRAM;
  }

  private void sendAll() {
    if (!unsent.isEmpty()) {
      List<RenewalFlight> flights = List.copyOf(unsent);
      unsent.clear();
      inbox.execute(_ -> flights.forEach(flight -> renewals.say(this, flight)));
    }
  }

  private byte @Nullable [] poll(long waitNanos) throws InterruptedIOException {
    try {
      return incoming.poll(waitNanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }
}
