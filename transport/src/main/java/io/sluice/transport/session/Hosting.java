package io.sluice.transport.session;

import io.sluice.transport.api.Pairing;
import io.sluice.transport.api.PairingCode;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A pairing that waits for a known device for as long as what was announced to it is true. A
 * machine that was moved to another network, or slept, is found under another address or tag.
 */
final class Hosting implements Pairing {
  private static final Duration LOOK = Duration.ofSeconds(5);

  private final Pairing pairing;
  private final BooleanSupplier holds;
  private final Duration look;

  /**
   * @param holds whether what was announced is true now
   */
  Hosting(Pairing pairing, BooleanSupplier holds) {
    this(pairing, holds, LOOK);
  }

  Hosting(Pairing pairing, BooleanSupplier holds, Duration look) {
    this.pairing = pairing;
    this.holds = holds;
    this.look = look;
  }

  @Override
  public PairingCode code() {
    return pairing.code();
  }

  @Override
  public List<String> notices() {
    return pairing.notices();
  }

  @Override
  public void reply(String code) throws TransportException {
    pairing.reply(code);
  }

  /**
   * Waits for the peer.
   *
   * @throws TransportException also with {@link Problem#TIMEOUT} when this is to be announced anew
   */
  @Override
  public @Nullable Peer await(Duration patience) throws TransportException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    Duration left = patience;
    while (true) {
      Peer peer = pairing.await(left.compareTo(look) < 0 ? left : look);
      if (peer != null) {
        return peer;
      }
      if (!holds.getAsBoolean()) {
        return last();
      }
      left = Duration.ofNanos(deadline - System.nanoTime());
      if (!left.isPositive()) {
        return null;
      }
    }
  }

  /** Ends the attempt, unless the peer comes at this very moment. */
  private @Nullable Peer last() throws TransportException, InterruptedException {
    pairing.close();
    try {
      return pairing.await(Duration.ZERO);
    } catch (TransportException e) {
      throw new TransportException(
          Problem.TIMEOUT, "What this machine has announced is not true any more.", e);
    }
  }

  @Override
  public void close() {
    pairing.close();
  }
}
