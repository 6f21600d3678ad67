package io.sluice.crypto.dtls;

import io.sluice.crypto.DatagramLink;
import io.sluice.crypto.Role;
import java.io.IOException;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.TlsFatalAlertReceived;

/**
 * What Bouncy Castle takes for the network: datagrams come through the {@link HandshakeGate},
 * records go out through the {@link FlightPacker}, and a flight is repeated until the next one
 * replaces it.
 */
final class HandshakeTransport implements DatagramTransport {
  /** How long a handshake goes on after a plaintext fatal alert: it may be forged. */
  private static final long AFTER_ALERT_NANOS = 2_000_000_000;

  private static final int MAX_DATAGRAM = 1 << 14;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final DatagramLink link;
  private final HandshakeGate gate;
  private final FlightPacker packer;
  private final RepeatTimer timer = new RepeatTimer();
  private final byte[] datagram = new byte[MAX_DATAGRAM];
  private boolean alerted;
  private long alertedAt;

  HandshakeTransport(Role role, Credentials credentials, DatagramLink link) {
    this.link = link;
    gate =
        new HandshakeGate(role, credentials.lastInClear(role), credentials.messagesInClear(role));
    packer = new FlightPacker(link);
  }

  @Override
  public int getReceiveLimit() {
    return HandshakeGate.MAX_RECORD;
  }

  @Override
  public int getSendLimit() {
    return link.maxDatagram();
  }

  @Override
  public void send(byte[] record, int offset, int length) throws IOException {
    packer.add(record, offset, length);
  }

  @Override
  public int receive(byte[] into, int offset, int length, int waitMillis) throws IOException {
    long now = System.nanoTime();
    long deadline = now + waitMillis * NANOS_PER_MILLI;
    if (packer.complete()) {
      timer.flightSent(now);
    }
    while (true) {
      int record = gate.next(into, offset, length);
      if (record >= 0) {
        return record;
      }
      heedAlert(now);
      repeatIfDue(now);
      if (now - deadline >= 0) {
        return -1;
      }
      long wait = Math.min(deadline - now, Math.max(timer.untilDue(now), NANOS_PER_MILLI));
      int received = link.receive(datagram, 0, datagram.length, wait);
      if (received > 0) {
        gate.offer(datagram, received);
      }
      now = System.nanoTime();
    }
  }

  /** Sends what Bouncy Castle left: the last flight of the server, or an alert. */
  @Override
  public void close() throws IOException {
    packer.complete();
  }

  /** The sequence number of the next record of epoch 0. */
  long nextPlainSequence() {
    return packer.nextPlainSequence();
  }

  private void repeatIfDue(long now) throws IOException {
    if (!link.mayLose()) {
      return;
    }
    boolean asked = gate.takePeerRepeats() && timer.mayAnswer(now);
    if (asked || timer.untilDue(now) <= 0) {
      packer.repeat();
      timer.repeated(now);
    }
  }

  private void heedAlert(long now) throws IOException {
    boolean alertedBefore = alerted;
    alerted = gate.fatalAlert() != HandshakeGate.NONE;
    if (alerted && !alertedBefore) {
      alertedAt = now;
    } else if (alerted && now - alertedAt >= AFTER_ALERT_NANOS) {
      throw new TlsFatalAlertReceived((short) gate.fatalAlert());
    }
  }
}
