package io.sluice.transport.sim;

import io.sluice.transport.sctp.Association;
import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.api.SctpMessage;
import io.sluice.transport.sctp.api.SctpOptions;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One end of a simulated network: an association, and an application that takes what it gets. */
public final class SimHost {
  /** What {@link #history} has where the application forgot everything and began anew. */
  public static final String RESTART = "restart";

  private Association association;
  private final byte[] packet = new byte[65_536];
  private final ArrayDeque<Step> script = new ArrayDeque<>();
  private final List<SctpMessage> received = new ArrayList<>();
  private final List<SctpEvent> events = new ArrayList<>();
  private final List<Object> history = new ArrayList<>();
  private boolean reading = true;
  private boolean keeping = true;
  private long receivedCount;
  private boolean up;
  private int era;
  private byte @Nullable [] endless;

  /** Something that the application does. */
  public interface Step {
    /** Does it; false when it must be tried again later. */
    boolean attempt(Association association, long now);
  }

  public SimHost(SctpOptions options, RandomGenerator random) {
    association = new Association(options, random);
  }

  public Association association() {
    return association;
  }

  /** Sends the message as soon as the association takes it, after those given before. */
  public void send(int streamId, boolean unordered, byte[] payload) {
    send(new SctpMessage(streamId, 53, unordered, ByteBuffer.wrap(payload)));
  }

  /** See {@link #send(int, boolean, byte[])}. */
  public void send(SctpMessage message) {
    perform((association, now) -> association.send(message, now));
  }

  /** Does the step once the association is up and all given before have been done. */
  public void perform(Step step) {
    script.add(step);
  }

  /** Always has another message of that size to send. */
  public void sendEndlessly(int size) {
    endless = new byte[size];
  }

  /** Whether everything given to {@link #send} was taken by the association. */
  public boolean hasQueuedAll() {
    return script.isEmpty();
  }

  /** Whether the application takes messages; otherwise they stay and close the window. */
  public void reading(boolean reading) {
    this.reading = reading;
  }

  /** Messages are only counted from now on. */
  public void keepNothing() {
    keeping = false;
  }

  /** How many messages were taken so far. */
  public long receivedCount() {
    return receivedCount;
  }

  /** Messages taken so far, in order. */
  public List<SctpMessage> received() {
    return received;
  }

  public List<SctpEvent> events() {
    return events;
  }

  /** Events and messages in the order in which they were taken. */
  public List<Object> history() {
    return history;
  }

  public boolean isUp() {
    return up;
  }

  /**
   * The process dies and starts again: the association is forgotten, and a new one asks the peer.
   * What was not handed to the old one is sent by the new one.
   */
  public void restart(SctpOptions options, RandomGenerator random, long now) {
    association = new Association(options, random);
    association.connect(now);
    history.add(RESTART);
    up = false;
    era++;
  }

  /** How often this side or the other has started again, as far as this side knows. */
  public int era() {
    return era;
  }

  /** Why the association has ended, or null. */
  public SctpEvent.@Nullable Closed closed() {
    return !events.isEmpty() && events.getLast() instanceof SctpEvent.Closed closed ? closed : null;
  }

  /** Takes all packets that have arrived as one batch, and the time. */
  void takeInput(SimLink from, long now) {
    byte[] arrived;
    while ((arrived = from.receive(now)) != null) {
      association.receive(ByteBuffer.wrap(arrived), now);
    }
    if (association.nextTimeout() <= now) {
      association.handleTimeout(now);
    }
  }

  /** Drains everything that the association and the application have to say. */
  void drain(SimLink to, long now) {
    SctpEvent event;
    while ((event = association.pollEvent()) != null) {
      events.add(event);
      history.add(event);
      up |= event instanceof SctpEvent.Up;
      era += event instanceof SctpEvent.Restarted ? 1 : 0;
    }
    SctpMessage message;
    while (reading && (message = association.pollMessage(now)) != null) {
      receivedCount++;
      if (keeping) {
        received.add(message);
        history.add(message);
      }
    }
    while (up && !script.isEmpty() && script.element().attempt(association, now)) {
      script.remove();
    }
    byte[] more = endless;
    while (up && more != null) {
      if (!association.send(new SctpMessage(0, 53, false, ByteBuffer.wrap(more)), now)) {
        break;
      }
    }
    int length;
    while ((length = association.pollTransmit(packet, 0, now)) > 0) {
      to.send(packet, 0, length, association.mayBeFragmented(), now);
    }
  }
}
