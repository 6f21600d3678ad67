package io.sluice.transport.session;

import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.transfer.message.Message;
import io.sluice.transport.transfer.message.Text;
import io.sluice.transport.transfer.message.TextTaken;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Words that the two users send each other. A text is answered when the program of its receiver has
 * taken it out of the queue of events, so no more than a few wait there. Belongs to the loop's
 * thread.
 */
final class Texts {
  /** Texts of this side that may be without an answer, most of them waiting here. */
  private static final int MAX_OWN = 256;

  private final EventQueue events;
  private final Queue<Text> waiting = new ArrayDeque<>();
  private final Semaphore room = new Semaphore(MAX_OWN);
  private int unanswered;
  private int untaken;
  private int answersDue;

  Texts(EventQueue events) {
    this.events = events;
  }

  /** Makes sure that a text of this side can wait; false if too many do. For any thread. */
  boolean reserve() {
    return room.tryAcquire();
  }

  /** Sends a text, for which there was room, in its turn. */
  void send(String text) {
    waiting.add(new Text(text));
  }

  /** This side's program has taken a text of the peer's. */
  void taken() {
    untaken--;
    answersDue++;
  }

  /** The next thing to say, or null. */
  @Nullable Message poll() {
    if (answersDue > 0) {
      answersDue--;
      return new TextTaken();
    }
    if (unanswered == Text.MAX_UNANSWERED || waiting.isEmpty()) {
      return null;
    }
    unanswered++;
    return waiting.poll();
  }

  /** Takes a text of the peer's; false if it may not send another yet. */
  boolean receive(Text text) {
    if (untaken + answersDue == Text.MAX_UNANSWERED) {
      return false;
    }
    untaken++;
    events.add(new PeerEvent.Text(text.text()));
    return true;
  }

  /** Takes an answer of the peer's; false if nothing was asked. */
  boolean receiveAnswer() {
    if (unanswered == 0) {
      return false;
    }
    unanswered--;
    room.release();
    events.add(new PeerEvent.TextTaken());
    return true;
  }
}
