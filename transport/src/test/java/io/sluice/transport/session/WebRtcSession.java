package io.sluice.transport.session;

import io.sluice.transport.channel.ChannelEvent;
import io.sluice.transport.channel.DataChannels;
import io.sluice.transport.sctp.Association;
import io.sluice.transport.sctp.api.SackPolicy;
import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.api.SctpStats;
import io.sluice.transport.udp.DatagramBatch;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;

/**
 * The data channels of a WebRTC connection, over the product's DTLS path and association. One
 * thread, that of {@link #run}, does everything, as {@link PeerLoop} does.
 */
public final class WebRtcSession implements AutoCloseable {
  /** The longest message to send or take, in bytes: as in Chromium. */
  public static final int MAX_MESSAGE = 256 * 1024;

  /** aiortc takes DTLS datagrams of 1500 bytes, libwebrtc of 2048: no path is probed. */
  private static final int PATH_MTU = 1191;

  private static final long TICK_NANOS = Duration.ofMillis(100).toNanos();
  private static final long FAREWELL_NANOS = Duration.ofSeconds(3).toNanos();

  /** What is done with the channels. All is called by {@link #run}. */
  public interface Application {
    /** The channels can be used from now on. */
    void begin(DataChannels channels, long now);

    /** Something has happened on them. */
    void receive(ChannelEvent event, long now);

    /** Sends what there is to send; whether there was anything. */
    boolean write(long now);

    /** Whether more events can be taken now. */
    boolean hasRoom();

    /** Whether the application has nothing more to say or hear. */
    boolean isOver();
  }

  private final Inbox inbox;
  private final DatagramExchange exchange;
  private final SecurePath path;
  private final Association association;
  private final DataChannels channels;
  private boolean up;
  private boolean closed;

  WebRtcSession(
      Inbox inbox,
      DatagramExchange exchange,
      SecurePath path,
      boolean evenIds,
      int localPort,
      int remotePort) {
    this.inbox = inbox;
    this.exchange = exchange;
    this.path = path;
    SctpOptions options =
        SctpOptions.defaults()
            .withPorts(localPort, remotePort)
            .withPathMtu(PATH_MTU)
            .withMaxMessageSize(MAX_MESSAGE)
            .withInterleaving(true)
            // Foreign senders grow by SACKs.
            .withSackPolicy(SackPolicy.EVERY_SECOND_PACKET);
    association = new Association(options, new SecureRandom());
    channels = new DataChannels(association, evenIds, MAX_MESSAGE);
  }

  /**
   * Serves the application until it is over and the peer has everything.
   *
   * @throws IOException if the peer ends the connection before that, or the patience is over
   */
  public void run(Application application, Duration patience)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    association.connect(System.nanoTime());
    drain(application, System.nanoTime());
    while (!application.isOver()) {
      step(application);
      if (!application.isOver() && hasEnded()) {
        throw new IOException("the peer ended the connection");
      }
      if (System.nanoTime() - deadline > 0) {
        throw new IOException("not done in time; " + association.stats());
      }
    }
    long leaveBy = System.nanoTime() + FAREWELL_NANOS;
    while (association.stats().buffered() > 0 && !hasEnded() && System.nanoTime() - leaveBy < 0) {
      step(application);
    }
  }

  private boolean hasEnded() {
    return closed || path.isClosedByPeer();
  }

  /** Figures of the association. */
  public SctpStats stats() {
    return association.stats();
  }

  private void step(Application application) throws IOException, InterruptedException {
    long wait = Math.min(association.nextTimeout() - System.nanoTime(), TICK_NANOS);
    Input input = inbox.poll(wait);
    long now = System.nanoTime();
    if (input instanceof Input.Datagrams(DatagramBatch batch)) {
      path.receive(batch, association, now);
      exchange.giveBack(batch);
    }
    if (association.nextTimeout() <= now) {
      association.handleTimeout(now);
    }
    drain(application, now);
  }

  private void drain(Application application, long now) throws IOException {
    takeEvents(application, now);
    boolean moved;
    do {
      moved = read(application, now);
      moved |= up && application.write(now);
      moved |= path.transmit(association, now);
    } while (moved);
    takeEvents(application, now);
  }

  private boolean read(Application application, long now) {
    boolean any = false;
    while (application.hasRoom() && channels.pump(now)) {
      any = true;
      tell(application, now);
      takeEvents(application, now);
    }
    return any;
  }

  private void tell(Application application, long now) {
    ChannelEvent event;
    while ((event = channels.pollEvent()) != null) {
      application.receive(event, now);
    }
  }

  private void takeEvents(Application application, long now) {
    SctpEvent event;
    while ((event = association.pollEvent()) != null) {
      channels.receive(event, now);
      tell(application, now);
      switch (event) {
        case SctpEvent.Up _ -> {
          up = true;
          application.begin(channels, now);
        }
        case SctpEvent.Closed _ -> closed = true;
        default -> {}
      }
    }
  }

  /** Tells the peer in DTLS. */
  @Override
  public void close() {
    path.close();
  }
}
