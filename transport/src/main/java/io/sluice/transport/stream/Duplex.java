package io.sluice.transport.stream;

import io.sluice.transport.api.PeerText;
import io.sluice.transport.api.Problem;
import io.sluice.transport.transfer.message.Digest;
import io.sluice.transport.transfer.message.PipeClose;
import io.sluice.transport.transfer.message.PipeData;
import io.sluice.transport.transfer.message.PipeEnd;
import io.sluice.transport.transfer.message.PipeMessage;
import io.sluice.transport.transfer.message.PipeOpen;
import io.sluice.transport.transfer.message.PipeRoom;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One end of a pipe. After each call that changes it, drain {@link #pollArrived} to the reader and
 * {@link #pollMessage} to the control channel; what {@link #send} and {@link #end} give goes to the
 * channel of pipes. For one thread.
 *
 * <pre>
 *                ask()                  the peer asks
 *   (nothing) ────────────▶ asking ──────────────────▶ open ──both directions closed──▶ ended
 *       │ the peer asks        ▲                         │                                ▲
 *       └──▶ asked ── ask() ───┘                         │ close(), a problem of the      │
 *               └──── refuse() ──────────────────────────┴ peer's, a broken rule, a cut ──┘
 * </pre>
 */
public final class Duplex {
  /** What the peer may send before it is read, in bytes: 1 Gbit/s over 100 ms, and a third more. */
  public static final int WINDOW = 16 << 20;

  private final Queue<PipeMessage> control = new ArrayDeque<>();
  private final Queue<ByteBuffer> arrived = new ArrayDeque<>();
  private final Outflow out = new Outflow();
  private final Inflow in = new Inflow(WINDOW);
  private boolean asked;
  private boolean peerAsked;
  private @Nullable PipeOutcome outcome;

  /** This side's user asks for the pipe. Without effect if it has ended. */
  public void ask() {
    if (asked) {
      throw new IllegalStateException("asked twice");
    }
    if (outcome == null) {
      asked = true;
      control.add(new PipeOpen(in.open()));
    }
  }

  /** Whether the peer's user asks for a pipe that this side's has not asked for. */
  public boolean isAsked() {
    return peerAsked && !asked && outcome == null;
  }

  /**
   * Declines what the peer asks for. Without effect if there is nothing to decline.
   *
   * @param reason a phrase for both users, safe to show
   */
  public void refuse(String reason) {
    if (isAsked()) {
      endWithNotice(Problem.REFUSED, reason, "The pipe was refused");
    }
  }

  /** Takes a message of the peer's. A peer that breaks the protocol ends the pipe. */
  public void receive(PipeMessage message) {
    if (outcome != null) {
      return; // It crossed the end on its way.
    }
    try {
      handle(message);
    } catch (ViolationException e) {
      endWithNotice(Problem.INTEGRITY, e.what(), "The other side broke the rules");
    }
  }

  private void handle(PipeMessage message) throws ViolationException {
    switch (message) {
      case PipeOpen(long room) -> {
        if (peerAsked) {
          throw new ViolationException("a pipe in a pipe");
        }
        peerAsked = true;
        out.room(room);
      }
      case PipeRoom(long room) -> {
        if (!peerAsked) {
          throw new ViolationException("room in no pipe");
        }
        out.room(room);
      }
      case PipeData data -> {
        in.data(data);
        arrived.add(data.data());
      }
      case PipeEnd end -> in.end(end);
      case PipeClose(@Nullable Problem problem, String reason) -> {
        if (problem == null) {
          out.close();
          endIfComplete();
        } else {
          String what =
              problem == Problem.REFUSED
                  ? "The other side refused the pipe"
                  : "The other side ended the pipe";
          end(problem, what, PeerText.escape(reason));
        }
      }
    }
  }

  /** The next bytes for the reader, or null: position to limit, and nobody changes them. */
  public @Nullable ByteBuffer pollArrived() {
    return arrived.poll();
  }

  /** How many bytes may be sent now: none before both have asked. */
  public long room() {
    return isOpen() ? out.room() : 0;
  }

  /**
   * Sends bytes of this side.
   *
   * @param data 1 byte to {@link PipeData#MAX_DATA}, not more than {@link #room}
   */
  public PipeData send(ByteBuffer data) {
    out.sent(data.remaining());
    return new PipeData(data);
  }

  /** Whether both have asked, and it has not ended. */
  public boolean isOpen() {
    return asked && peerAsked && outcome == null;
  }

  /**
   * Ends this side's direction of an open pipe.
   *
   * @param digest SHA-256 of all that was sent
   */
  public PipeEnd end(Digest digest) {
    return new PipeEnd(out.end(), digest);
  }

  /** Whether the peer has taken all of this side's direction, and found it to be right. */
  public boolean isTaken() {
    return out.isClosed();
  }

  /** The reader has taken so many bytes, which makes room for others. */
  public void taken(long bytes) {
    long room = in.taken(bytes);
    if (room > 0 && outcome == null) {
      control.add(new PipeRoom(room));
    }
  }

  /** The hash of all that the peer has written, when all of it has arrived; or null. */
  public @Nullable Digest announced() {
    PipeEnd end = in.end();
    return end == null ? null : end.digest();
  }

  /** The reader has taken all that was announced, and it has the announced hash. */
  public void verified() {
    if (outcome == null && !in.isClosed()) {
      in.close();
      control.add(PipeClose.complete());
      endIfComplete();
    }
  }

  /**
   * Ends the pipe on both sides, in both directions. Without effect if it has ended, or nobody has
   * asked for it.
   *
   * @param reason a phrase for both users, safe to show
   */
  public void close(Problem problem, String reason) {
    if (outcome == null && (asked || peerAsked)) {
      endWithNotice(problem, reason, "The pipe ended here");
    }
  }

  /**
   * The connection is gone.
   *
   * @param reason a phrase for the user
   */
  public void connectionLost(String reason) {
    if (outcome == null) {
      end(Problem.INTERRUPTED, "The connection was interrupted", reason);
    }
  }

  /** The next message for the control channel, or null. */
  public @Nullable PipeMessage pollMessage() {
    return control.poll();
  }

  /** How it ended, or null. Messages may be left to send, and bytes to take. */
  public @Nullable PipeOutcome outcome() {
    return outcome;
  }

  private void endIfComplete() {
    if (in.isClosed() && out.isClosed()) {
      outcome = PipeOutcome.complete();
    }
  }

  private void endWithNotice(Problem problem, String reason, String what) {
    end(problem, what, reason);
    control.add(new PipeClose(problem, reason));
  }

  private void end(Problem problem, String what, String why) {
    control.clear();
    outcome = new PipeOutcome(problem, why.isEmpty() ? what + "." : what + ": " + why + ".");
  }
}
