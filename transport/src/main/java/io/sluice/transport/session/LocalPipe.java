package io.sluice.transport.session;

import io.sluice.crypto.digest.StreamHash;
import io.sluice.transport.api.Pipe;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import io.sluice.transport.stream.Duplex;
import io.sluice.transport.stream.PipeOutcome;
import io.sluice.transport.transfer.message.Digest;
import io.sluice.transport.transfer.message.PipeData;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the user's threads see of a pipe: two bounded queues between them and the loop, and the
 * hashes over what passed. The loop never waits for this object longer than a copy takes.
 */
final class LocalPipe implements Pipe {
  /** What may wait for the loop, in bytes. */
  private static final int OUTGOING = 1 << 20;

  private static final int SEGMENT = 16 * 1024;

  /** So much has to be read before the loop is told: the peer is told no sooner. */
  private static final int WORTH_TELLING = Duplex.WINDOW / 8;

  private final Consumer<Step> loop;
  private final ByteQueue outgoing = new ByteQueue(SEGMENT);
  private final ByteQueue incoming = new ByteQueue(SEGMENT);
  private final StreamHash written = new StreamHash();
  private final StreamHash read = new StreamHash();
  private long untold;
  private boolean allRead;
  private boolean loopKnows;
  private @Nullable Digest own;
  private boolean ownTaken;
  private @Nullable Digest announced;
  private @Nullable PipeOutcome outcome;

  /** Something that the loop's thread does with its side of the pipe. */
  @FunctionalInterface
  interface Step {
    void run(Pipes pipes);
  }

  /**
   * @param loop has the loop run a step; must not be called by the loop
   */
  LocalPipe(Consumer<Step> loop) {
    this.loop = loop;
  }

  @Override
  public void write(byte[] bytes, int offset, int length)
      throws TransportException, InterruptedException {
    written.update(bytes, offset, length);
    int from = offset;
    int end = offset + length;
    while (from < end) {
      from += offer(bytes, from, end - from);
      wakeLoop();
    }
  }

  private synchronized int offer(byte[] bytes, int offset, int length)
      throws TransportException, InterruptedException {
    while (outgoing.size() == OUTGOING && outcome == null) {
      wait();
    }
    throwIfEnded();
    int count = (int) Math.min(length, OUTGOING - outgoing.size());
    outgoing.add(ByteBuffer.wrap(bytes, offset, count));
    return count;
  }

  private void wakeLoop() {
    synchronized (this) {
      if (loopKnows) {
        return;
      }
      loopKnows = true;
    }
    loop.accept(_ -> {});
  }

  @Override
  public void end() throws TransportException, InterruptedException {
    synchronized (this) {
      own = Digest.of(written.finish());
    }
    wakeLoop();
    synchronized (this) {
      while (!ownTaken && outcome == null) {
        wait();
      }
      if (!ownTaken) {
        throwIfEnded();
      }
    }
  }

  @Override
  public int read(byte[] into, int offset, int length)
      throws TransportException, InterruptedException {
    int count = take(into, offset, length);
    if (count < 0) {
      if (!allRead) {
        compare();
        allRead = true;
      }
      return -1;
    }
    read.update(into, offset, count);
    untold += count;
    if (untold >= WORTH_TELLING) {
      long taken = untold;
      untold = 0;
      loop.accept(pipes -> pipes.taken(taken));
    }
    return count;
  }

  /** What has arrived before a bad end is worth having: only then comes the end. */
  private synchronized int take(byte[] into, int offset, int length)
      throws TransportException, InterruptedException {
    while (incoming.size() == 0 && announced == null && outcome == null) {
      wait();
    }
    if (incoming.size() > 0) {
      return incoming.take(into, offset, length);
    }
    if (announced == null) {
      throwIfEnded();
    }
    return -1;
  }

  private void compare() throws TransportException {
    Digest expected;
    synchronized (this) {
      expected = announced;
    }
    boolean right = Digest.of(read.finish()).equals(expected);
    if (!right) {
      close(Problem.INTEGRITY, "what was read is not what was written");
      throw new TransportException(
          Problem.INTEGRITY, "What was read from the pipe is not what the other side wrote.");
    }
    loop.accept(Pipes::verified);
  }

  @Override
  public void close(Problem problem, String reason) {
    loop.accept(pipes -> pipes.close(problem, reason));
  }

  /** For the loop: the next bytes to send, at most {@code max}; none if there are none. */
  synchronized ByteBuffer pollOutgoing(long max) {
    loopKnows = false;
    ByteBuffer next = outgoing.poll(Math.min(max, PipeData.MAX_DATA));
    if (next.hasRemaining()) {
      notifyAll();
    }
    return next;
  }

  /** For the loop: the hash of all that was written, when nothing follows; or null. */
  synchronized @Nullable Digest endOfOutgoing() {
    return outgoing.size() == 0 ? own : null;
  }

  /** For the loop: bytes of the peer have arrived. */
  synchronized void arrived(ByteBuffer bytes) {
    incoming.keep(bytes);
    notifyAll();
  }

  /** For the loop: all that the peer has written is here, and has this hash. */
  synchronized void announced(Digest digest) {
    announced = digest;
    notifyAll();
  }

  /** For the loop: the peer has taken all that was written. */
  synchronized void taken() {
    ownTaken = true;
    notifyAll();
  }

  /** For the loop: nothing moves any more. */
  synchronized void ended(PipeOutcome how) {
    outcome = how;
    notifyAll();
  }

  private void throwIfEnded() throws TransportException {
    PipeOutcome how = outcome;
    if (how != null) {
      Problem problem = how.problem();
      throw new TransportException(problem == null ? Problem.OTHER : problem, how.message());
    }
  }
}
