package io.sluice.transport.session;

import io.sluice.transport.api.Problem;
import io.sluice.transport.files.journal.JournalFolder;
import io.sluice.transport.transfer.message.Content;
import io.sluice.transport.transfer.message.MalformedMessageException;
import io.sluice.transport.transfer.message.Message;
import io.sluice.transport.transfer.message.Offer;
import io.sluice.transport.transfer.message.Refuse;
import io.sluice.transport.transfer.message.TransferMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The transfers under way with one peer, by number. Belongs to the loop's thread. */
final class Transfers {
  /** The most transfers of the peer's at a time: each holds a manifest. */
  static final int MAX_INCOMING = 8;

  /** Answers to offers that were declined unseen; a peer that asks for more of them gets none. */
  private static final int MAX_ANSWERS = 64;

  private final Map<Long, Running> running = new LinkedHashMap<>();
  private final Queue<Message> answers = new ArrayDeque<>();
  private final boolean peerHasEvenIds;
  private final Disk disk;
  private final EventQueue events;
  private final @Nullable JournalFolder journals;
  private String peerName = "";
  private long lastPeerId = -1;

  /**
   * @param journals what is kept of transfers, or null
   */
  Transfers(
      boolean peerHasEvenIds, Disk disk, EventQueue events, @Nullable JournalFolder journals) {
    this.journals = journals;
    this.peerHasEvenIds = peerHasEvenIds;
    this.disk = disk;
    this.events = events;
  }

  /**
   * What the peer calls itself, for the user to know its transfers again.
   *
   * @param name of the peer's choice, not escaped
   */
  void comeFrom(String name) {
    peerName = name;
  }

  void add(Running transfer) {
    running.put(transfer.id(), transfer);
  }

  void receive(TransferMessage message) {
    Running transfer = running.get(message.transfer());
    if (transfer != null) {
      transfer.receive(message);
    } else if (message instanceof Offer offer) {
      take(offer);
    }
    // Anything else belongs to a transfer that has ended here, and crossed its end on the way.
  }

  /** Ends the transfer that a malformed message belongs to; false if it belongs to none. */
  boolean receiveMalformed(MalformedMessageException message) {
    if (message.transfer().isEmpty()) {
      return false;
    }
    Running transfer = running.get(message.transfer().getAsLong());
    if (transfer != null) {
      transfer.receiveMalformed(String.valueOf(message.getMessage()));
    }
    return true;
  }

  /** Hands to the disk threads what every transfer wants done. */
  void startWork() {
    running.values().forEach(Running::startWork);
  }

  /** The next thing any transfer has to say, or null. */
  @Nullable Message pollMessage() {
    Message answer = answers.poll();
    if (answer != null) {
      return answer;
    }
    for (Running transfer : running.values()) {
      Message message = transfer.pollMessage();
      if (message != null) {
        return message;
      }
    }
    return null;
  }

  /** The next content of any transfer, the oldest first; or null. */
  @Nullable Content pollContent() {
    for (Running transfer : running.values()) {
      Content content = transfer.pollContent();
      if (content != null) {
        return content;
      }
    }
    return null;
  }

  /** Whether the disk keeps up with all of them. */
  boolean haveRoom() {
    for (Running transfer : running.values()) {
      if (!transfer.hasRoom()) {
        return false;
      }
    }
    return true;
  }

  /** Tells the outside where each stands, and forgets those that have ended. */
  void settle(long now) {
    List<Running> ended = new ArrayList<>();
    for (Running transfer : running.values()) {
      if (transfer.settle(now)) {
        ended.add(transfer);
      }
    }
    for (Running transfer : ended) {
      running.remove(transfer.id());
    }
  }

  /** Ends all of them, and tells the peer why. */
  void cancelAll(Problem problem, String reason) {
    running.values().forEach(transfer -> transfer.cancel(problem, reason));
  }

  /** Sets the disk threads free, so that they can be stopped. */
  void releaseAll() {
    running.values().forEach(Running::release);
  }

  /** Ends all of them after the connection has ended and the disk threads have stopped. */
  void interruptAll(String reason, long now) {
    running.values().forEach(transfer -> transfer.interrupt(reason, now));
    running.clear();
  }

  private void take(Offer offer) {
    // Numbers of one side only grow, so a late message of an old transfer cannot begin a new one.
    boolean valid = (offer.transfer() % 2 == 0) == peerHasEvenIds && offer.transfer() > lastPeerId;
    long incoming = running.values().stream().filter(Incoming.class::isInstance).count();
    if (valid && incoming < MAX_INCOMING) {
      lastPeerId = offer.transfer();
      add(new Incoming(offer, peerName, disk, events, journals));
    } else if (answers.size() < MAX_ANSWERS) {
      answers.add(
          new Refuse(offer.transfer(), Problem.REFUSED, "too many transfers at the same time"));
    }
  }
}
