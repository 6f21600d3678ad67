package io.sluice.transport.session;

import io.sluice.crypto.identity.DeviceKey;
import io.sluice.crypto.secret.Secret;
import io.sluice.crypto.store.KnownPeers;
import io.sluice.crypto.store.PeerStore;
import io.sluice.transport.api.KnownDevice;
import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import io.sluice.transport.transfer.message.Hello;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What other threads see of the {@link Acquaintance} with a peer, and what is kept of it. Nothing
 * is kept of a peer before its user or this one says so.
 */
final class PeerTrust implements Acquaintance.Discoveries {
  private static final int WORDS_PATIENCE_SECONDS = 10;
  private static final Duration KEEPING_PATIENCE = Duration.ofSeconds(2);

  private final LocalDevices devices;
  private final EventQueue events;
  private final CompletableFuture<List<String>> words = new CompletableFuture<>();
  private volatile @Nullable KnownDevice known;
  private volatile @Nullable DeviceKey key;
  private volatile String claimedName = "";
  private volatile @Nullable Thread keeper;

  PeerTrust(LocalDevices devices, EventQueue events) {
    this.devices = devices;
    this.events = events;
  }

  /** The peer has proved its key; on the loop's thread, so nothing is written here. */
  void greeted(DeviceKey proved, Hello hello, KnownPeers peers) {
    key = proved;
    claimedName = hello.deviceName();
    known = peers.withKey(proved).map(LocalDevices::known).orElse(null);
  }

  /** Notes that a peer that is known was met again. */
  void noteMeeting() {
    DeviceKey proved = key;
    if (proved == null || known == null) {
      return;
    }
    try {
      keep(proved, before -> before.seen(proved, now()));
    } catch (TransportException e) {
      events.add(new PeerEvent.NotRemembered(e));
    }
  }

  @Nullable KnownDevice known() {
    return known;
  }

  List<String> safetyWords() throws TransportException, InterruptedException {
    try {
      return words.get(WORDS_PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new TransportException(
          Problem.VERIFICATION, "The other side does not do its part of the safety words.", e);
    }
  }

  /** The user has found the words the same. */
  void verified() throws TransportException {
    DeviceKey proved = key;
    if (proved != null) {
      keep(proved, before -> before.with(proved, claimedName, now()).verified(proved));
    }
  }

  /** Waits, a moment at most, for what is being kept: the program may end after this. */
  void awaitKept() throws InterruptedException {
    Thread thread = keeper;
    if (thread != null) {
      thread.join(KEEPING_PATIENCE);
    }
  }

  /** The connection is over: nobody needs to wait for words. */
  void end() {
    words.completeExceptionally(new IllegalStateException("the session is over"));
  }

  @Override
  public void words(List<String> agreed) {
    words.complete(agreed);
  }

  @Override
  public void peerFoundThemTheSame() {
    events.add(new PeerEvent.WordsMatched());
  }

  @Override
  public void paired(Secret secret) {
    // Another process may hold the lock of the store, and the loop waits for nobody.
    keeper = Thread.ofPlatform().name("remember").daemon().start(() -> keep(secret));
  }

  private void keep(Secret secret) {
    DeviceKey proved = key;
    if (proved == null) {
      return;
    }
    try {
      KnownDevice kept =
          keep(proved, before -> before.with(proved, claimedName, now()).sharing(proved, secret));
      if (kept != null) {
        events.add(new PeerEvent.Remembered(kept));
      }
    } catch (TransportException e) {
      events.add(new PeerEvent.NotRemembered(e));
    }
  }

  private @Nullable KnownDevice keep(DeviceKey proved, PeerStore.Change change)
      throws TransportException {
    KnownDevice kept = devices.change(change).withKey(proved).map(LocalDevices::known).orElse(null);
    known = kept;
    return kept;
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }
}
