package io.sluice.transport.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.crypto.DatagramLink;
import io.sluice.crypto.Role;
import io.sluice.crypto.dtls.CipherPolicy;
import io.sluice.crypto.dtls.DtlsConnection;
import io.sluice.crypto.secret.Secret;
import io.sluice.transport.sctp.api.Engine;
import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.transfer.message.Messages;
import io.sluice.transport.transfer.message.RenewalMessage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One end of a session without its transfers: DTLS, SCTP and {@link KeyRenewals}. It sends numbered
 * messages and checks that those of the other end come whole and in order.
 */
final class RenewingEnd {
  private static final int CONTROL = 0;
  private static final int DATA = 1;
  private static final int BINARY = 53;
  private static final int MESSAGE_BYTES = 2000;
  private static final long ROOM = 100_000;
  private static final long QUEUED = 10_000;

  private final Role role;
  private final LossyPath network;
  private final DtlsConnection dtls;
  private final Engine engine;
  private final Inbox inbox = new Inbox();
  private final KeyRenewals renewals;
  private final byte[] packet = new byte[SecurePath.MAX_PACKET];
  private @Nullable RenewingEnd other;
  private @Nullable RenewalMessage waiting;
  private boolean sending = true;
  private long sent;
  private long received;

  private RenewingEnd(Role role, LossyPath network, DtlsConnection dtls, long afterBytes) {
    this.role = role;
    this.network = network;
    this.dtls = dtls;
    engine = Engines.named("sluice").create(SctpOptions.defaults(), new Random(role.ordinal()));
    renewals = new KeyRenewals(role, dtls, inbox, afterBytes);
    renewals.greeted(RenewalMessage.FEATURE);
  }

  /** Both ends, after a handshake over a link that loses nothing. */
  static RenewingEnd connect(Role role, LossyPath network, long afterBytes) throws Exception {
    BlockingQueue<byte[]> there = new LinkedBlockingQueue<>();
    BlockingQueue<byte[]> back = new LinkedBlockingQueue<>();
    var peer = CompletableFuture.supplyAsync(() -> handshake(role.other(), there, back));
    DtlsConnection own = handshake(role, back, there);
    RenewingEnd end = new RenewingEnd(role, network, own, afterBytes);
    RenewingEnd other = new RenewingEnd(role.other(), network, peer.get(), afterBytes);
    end.other = other;
    other.other = end;
    return end;
  }

  private static DtlsConnection handshake(
      Role role, BlockingQueue<byte[]> incoming, BlockingQueue<byte[]> outgoing) {
    try (Secret psk = Secret.copyOf(new byte[32])) {
      return DtlsConnection.handshake(
          role,
          psk,
          CipherPolicy.automatic(),
          new QueueLink(incoming, outgoing),
          Duration.ofSeconds(20));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private record QueueLink(BlockingQueue<byte[]> incoming, BlockingQueue<byte[]> outgoing)
      implements DatagramLink {
    @Override
    public int receive(byte[] into, int offset, int length, long waitNanos) {
      try {
        byte[] next = incoming.poll(waitNanos, TimeUnit.NANOSECONDS);
        if (next == null) {
          return -1;
        }
        System.arraycopy(next, 0, into, offset, next.length);
        return next.length;
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void send(byte[] datagram, int offset, int length) {
      outgoing.add(Arrays.copyOfRange(datagram, offset, offset + length));
    }

    @Override
    public int maxDatagram() {
      return 1200;
    }
  }

  RenewingEnd other() {
    return Objects.requireNonNull(other);
  }

  void start(long now) {
    engine.connect(now);
  }

  /** All that there is to do at this moment, as {@link PeerLoop} does it. */
  void step(long now) throws Exception {
    while (inbox.poll(0) instanceof Input.Command(Input.Step step)) {
      step.run(now);
    }
    byte[] datagram;
    while ((datagram = network.receive(role, now)) != null) {
      int length = dtls.open(datagram, 0, datagram.length, packet, 0);
      if (length >= 0) {
        engine.receive(ByteBuffer.wrap(packet, 0, length), now);
      }
    }
    if (engine.nextTimeout() <= now) {
      engine.handleTimeout(now);
    }
    SctpEvent event;
    while ((event = engine.pollEvent()) != null) {
      assertEquals(SctpEvent.Up.class, event.getClass());
    }
    SctpMessage message;
    while ((message = engine.pollMessage(now)) != null) {
      receive(message, now);
    }
    renewals.check(now);
    speak(now);
    transmit(now);
  }

  /** Sends nothing new; how many messages there were. */
  long stopSending() {
    sending = false;
    return sent;
  }

  long received() {
    return received;
  }

  int epoch() {
    return dtls.epoch();
  }

  private void receive(SctpMessage message, long now) throws Exception {
    if (message.streamId() == CONTROL) {
      renewals.receive((RenewalMessage) Messages.parse(message.payload()), now);
      return;
    }
    byte[] bytes = new byte[message.payload().remaining()];
    message.payload().get(bytes);
    assertEquals(ByteBuffer.wrap(content(received)), ByteBuffer.wrap(bytes));
    received++;
  }

  private void speak(long now) {
    while (true) {
      waiting = waiting != null ? waiting : renewals.poll();
      if (waiting == null || !send(CONTROL, waiting.write(), now)) {
        break;
      }
      waiting = null;
    }
    while (sending
        && engine.sendSpace() > ROOM
        && engine.bufferedAmount(DATA) < QUEUED
        && send(DATA, ByteBuffer.wrap(content(sent)), now)) {
      sent++;
    }
  }

  private boolean send(int stream, ByteBuffer bytes, long now) {
    return engine.sendSpace() > 0
        && engine.send(new SctpMessage(stream, BINARY, false, bytes), now);
  }

  private void transmit(long now) {
    int length;
    while ((length = engine.pollTransmit(packet, 0, now)) > 0) {
      byte[] record = new byte[length + DtlsConnection.OVERHEAD];
      int sealed = dtls.seal(packet, 0, length, record, 0);
      network.send(role, Arrays.copyOf(record, sealed), now);
    }
  }

  private static byte[] content(long number) {
    byte[] bytes = new byte[MESSAGE_BYTES];
    new Random(number).nextBytes(bytes);
    return bytes;
  }
}
