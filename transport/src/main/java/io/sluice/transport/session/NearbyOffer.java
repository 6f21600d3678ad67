package io.sluice.transport.session;

import io.sluice.transport.api.Pairing;
import io.sluice.transport.api.PairingCode;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import io.sluice.transport.lan.Discovery.Announcement;
import io.sluice.transport.lan.ShortCodeHost;
import io.sluice.transport.signal.ShortCode;
import io.sluice.transport.signal.ShortCodeProblem;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pairing whose code is passed on to whoever knows the short one. */
final class NearbyOffer implements Pairing, ShortCodeHost.Outcome {
  private final ShortCode code;
  private final CodePairing pairing;
  private @Nullable ShortCodeHost host;
  private @Nullable Announcement announcement;
  private volatile @Nullable TransportException failure;

  NearbyOffer(ShortCode code, CodePairing pairing) {
    this.code = code;
    this.pairing = pairing;
  }

  /** What ends when the code does. */
  void shown(ShortCodeHost listening, Announcement announced) {
    synchronized (this) {
      host = listening;
      announcement = announced;
    }
    pairing.whenOver(this::hide);
  }

  @Override
  public PairingCode code() {
    return Nearby.shown(code, pairing.code().expires());
  }

  @Override
  public List<String> notices() {
    return pairing.notices();
  }

  @Override
  public void reply(String replyCode) throws TransportException {
    throw new TransportException(
        Problem.CODE, "A short code needs no reply: the other side types it, and that is all.");
  }

  @Override
  public @Nullable Peer await(Duration patience) throws TransportException, InterruptedException {
    try {
      return pairing.await(patience);
    } catch (TransportException e) {
      TransportException earlier = failure;
      throw earlier == null ? e : earlier;
    }
  }

  @Override
  public void replied(String replyCode) {
    hide();
    try {
      pairing.reply(replyCode);
    } catch (TransportException e) {
      fail(e);
    }
  }

  @Override
  public void wrongGuess() {
    hide();
    fail(ShortCodeProblem.wrongWords());
  }

  @Override
  public void close() {
    hide();
    pairing.close();
  }

  private void fail(TransportException problem) {
    failure = problem;
    pairing.close();
  }

  private synchronized void hide() {
    if (host != null) {
      host.close();
      host = null;
    }
    if (announcement != null) {
      announcement.close();
      announcement = null;
    }
  }
}
