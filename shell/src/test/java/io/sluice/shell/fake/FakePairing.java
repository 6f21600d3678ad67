package io.sluice.shell.fake;

import io.sluice.transport.api.Pairing;
import io.sluice.transport.api.PairingCode;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A pairing that connects, or fails, when the test says so. */
public final class FakePairing implements Pairing {
  private final PairingCode code;
  private final CompletableFuture<Peer> peer = new CompletableFuture<>();
  private final CompletableFuture<String> reply = new CompletableFuture<>();
  private volatile boolean closed;

  FakePairing(PairingCode.Kind kind, String text) {
    this.code = new PairingCode(text, kind, Instant.now().plusSeconds(900));
  }

  /** The other side is there. */
  public FakePeer connect() {
    FakePeer other = new FakePeer("laptop");
    peer.complete(other);
    return other;
  }

  /** The other side will never be there. */
  public void fail(TransportException reason) {
    peer.completeExceptionally(reason);
  }

  /** Waits until a reply code was taken. */
  public void awaitReply() throws Exception {
    reply.get(10, TimeUnit.SECONDS);
  }

  public boolean isClosed() {
    return closed;
  }

  @Override
  public PairingCode code() {
    return code;
  }

  @Override
  public List<String> notices() {
    return List.of();
  }

  @Override
  public void reply(String text) throws TransportException {
    if (code.kind() != PairingCode.Kind.OFFER || !text.strip().equals(FakeNode.REPLY)) {
      throw new TransportException(Problem.CODE, "This is no reply to this offer.");
    }
    reply.complete(text);
  }

  @Override
  public Peer await(Duration patience) throws TransportException, InterruptedException {
    try {
      return peer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (ExecutionException e) {
      throw (TransportException) e.getCause();
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
