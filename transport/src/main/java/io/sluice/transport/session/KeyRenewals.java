package io.sluice.transport.session;

import io.sluice.crypto.Role;
import io.sluice.crypto.dtls.DtlsConnection;
import io.sluice.crypto.dtls.Renewal;
import io.sluice.transport.transfer.message.RenewalFlight;
import io.sluice.transport.transfer.message.RenewalMessage;
import io.sluice.transport.transfer.message.RenewalWanted;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Renews the keys of a session before they are used up, while everything else goes on: a handshake
 * on the control channel, then new keys beside the old ones. The DTLS client starts; the server
 * asks it to. Belongs to the loop's thread.
 *
 * <pre>
 *   client                                           server
 *                 ◀── RenewalWanted(epoch in use) ──  if its own use is what ends them
 *   RenewalFlight(new epoch, ClientHello) ─────────▶
 *                 …   flights of a DTLS handshake  …
 *                 ◀── RenewalFlight(…, Finished) ───  opens records of the new epoch from here on
 *   seals with the new keys ═══════════════════════▶  seals with the new keys
 *   wipes the old ones 10 s later                     wipes the old ones 10 s later
 * </pre>
 *
 * An attempt that comes to nothing costs nothing but its number; another follows after a pause.
 */
final class KeyRenewals {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Between an attempt that failed and the next; also bounds what a peer can make us do. */
  private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

  private static final int FIRST_EPOCH = 1;

  private final Role role;
  private final DtlsConnection dtls;
  private final Inbox inbox;
  private final long afterBytes;
  private final Queue<RenewalMessage> outgoing = new ArrayDeque<>();
  private @Nullable RenewalAttempt attempt;
  private boolean peerTakesPart;
  private int highestEpoch = FIRST_EPOCH;
  private int wantedInsteadOf;
  private boolean pausing;
  private long pauseEnds;

  /**
   * @param afterBytes the application data that one set of keys seals; {@code Long.MAX_VALUE}: as
   *     much as the cipher allows
   */
  KeyRenewals(Role role, DtlsConnection dtls, Inbox inbox, long afterBytes) {
    this.role = role;
    this.dtls = dtls;
    this.inbox = inbox;
    this.afterBytes = afterBytes;
  }

  /** The peer has greeted with these features. */
  void greeted(long features) {
    peerTakesPart = (features & RenewalMessage.FEATURE) != 0;
  }

  /** Begins, or asks for, what is due; wipes what is over. */
  void check(long now) {
    dtls.forgetOldKeys(now);
    if (peerTakesPart && dtls.isRenewalDue(afterBytes)) {
      switch (role) {
        case CLIENT -> begin(now);
        case SERVER -> ask();
      }
    }
  }

  void receive(RenewalMessage message, long now) {
    switch (message) {
      case RenewalWanted(int epoch) when role == Role.CLIENT && epoch == dtls.epoch() -> begin(now);
      case RenewalWanted _ -> {} // Those keys are renewed already, or the peer has no say.
      case RenewalFlight flight -> receive(flight, now);
    }
  }

  /** The next thing to say, or null. */
  @Nullable RenewalMessage poll() {
    return outgoing.poll();
  }

  void close() {
    giveUp();
  }

  private void begin(long now) {
    if (attempt == null && highestEpoch < RenewalMessage.MAX_EPOCH && mayBegin(now)) {
      start(highestEpoch + 1);
    }
  }

  private boolean mayBegin(long now) {
    pausing &= now - pauseEnds < 0;
    return !pausing;
  }

  private void ask() {
    if (attempt == null && wantedInsteadOf != dtls.epoch()) {
      wantedInsteadOf = dtls.epoch();
      outgoing.add(new RenewalWanted(wantedInsteadOf));
    }
  }

  private void receive(RenewalFlight flight, long now) {
    boolean begins = role == Role.SERVER && flight.epoch() > highestEpoch;
    if (begins && mayBegin(now)) {
      giveUp();
      start(flight.epoch());
    }
    if (attempt != null && attempt.epoch() == flight.epoch()) {
      attempt.receive(flight.datagram());
    }
  }

  private void start(int epoch) {
    highestEpoch = epoch;
    Renewal renewal = dtls.renewal(epoch);
    attempt = new RenewalAttempt(epoch, renewal, inbox, this);
    attempt.start();
  }

  private void giveUp() {
    if (attempt != null) {
      attempt.giveUp();
      attempt = null;
    }
  }

  /** Something of an attempt is to be said. */
  void say(RenewalAttempt by, RenewalFlight flight) {
    if (by == attempt) {
      outgoing.add(flight);
    }
  }

  /** The handshake of an attempt has given keys. */
  void succeeded(RenewalAttempt by, Renewal.Keys keys) {
    if (by == attempt) {
      attempt = null;
      dtls.install(keys);
    } else {
      keys.close();
    }
  }

  void failed(RenewalAttempt by, long now) {
    if (by == attempt) {
      attempt = null;
      wantedInsteadOf = 0;
      pausing = true;
      pauseEnds = now + PAUSE_NANOS;
    }
  }
}
