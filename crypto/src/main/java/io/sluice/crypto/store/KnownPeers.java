package io.sluice.crypto.store;

import io.sluice.crypto.identity.DeviceKey;
import io.sluice.crypto.secret.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** All devices that this one knows: no two of one key, no two of one name. Never changes. */
public final class KnownPeers {
  /** Nobody. */
  public static final KnownPeers NONE = new KnownPeers(List.of());

  private static final String NAMELESS = "device";

  private final List<KnownPeer> all;

  private KnownPeers(List<KnownPeer> all) {
    this.all = List.copyOf(all);
  }

  static KnownPeers of(List<KnownPeer> all) {
    return new KnownPeers(all);
  }

  /** In the order in which they came. */
  public List<KnownPeer> all() {
    return all;
  }

  public Optional<KnownPeer> withKey(DeviceKey key) {
    return all.stream().filter(peer -> peer.key().equals(key)).findFirst();
  }

  /** The one of this name, in any case. */
  public Optional<KnownPeer> named(String name) {
    return all.stream().filter(peer -> peer.name().equalsIgnoreCase(name)).findFirst();
  }

  /**
   * These and the device with this key, if it is not among them.
   *
   * @param claimed what it calls itself: it is called so here too, as far as that can be shown and
   *     no other has that name
   */
  public KnownPeers with(DeviceKey key, String claimed, Instant now) {
    if (withKey(key).isPresent()) {
      return this;
    }
    KnownPeer added = new KnownPeer(freeName(claimed), key, now, now, false, null);
    return new KnownPeers(Stream.concat(all.stream(), Stream.of(added)).toList());
  }

  /** The device with this key was connected just now. */
  public KnownPeers seen(DeviceKey key, Instant now) {
    return changed(key, peer -> peer.seen(now));
  }

  /** People have made sure that the key is that of the device they mean. */
  public KnownPeers verified(DeviceKey key) {
    return changed(key, KnownPeer::trusted);
  }

  /** The device with this key keeps the same secret. */
  public KnownPeers sharing(DeviceKey key, Secret secret) {
    return changed(key, peer -> peer.sharing(secret));
  }

  /**
   * Calls one by another name.
   *
   * @throws StoreException if there is none of that name, or another has the new one, or it is none
   */
  public KnownPeers renamed(String name, String other) throws StoreException {
    KnownPeer peer = require(name);
    String shown = shown(other);
    if (shown.isEmpty() || !shown.equals(other.strip())) {
      throw new StoreException(
          "A name has 1 to " + KnownPeer.MAX_NAME + " characters that can all be seen.");
    }
    Optional<KnownPeer> taken = named(shown);
    if (taken.isPresent() && !taken.get().equals(peer)) {
      throw new StoreException("Another device is called " + taken.get().name() + " already.");
    }
    return changed(peer.key(), p -> p.named(shown));
  }

  /**
   * All but the one of this name.
   *
   * @throws StoreException if there is none
   */
  public KnownPeers without(String name) throws StoreException {
    KnownPeer gone = require(name);
    return new KnownPeers(all.stream().filter(peer -> !peer.equals(gone)).toList());
  }

  /**
   * The one of this name.
   *
   * @throws StoreException if there is none
   */
  public KnownPeer require(String name) throws StoreException {
    return named(name)
        .orElseThrow(
            () ->
                new StoreException(
                    "No device is known by the name "
                        + shown(name)
                        + ". To see those that are: sluice peers list."));
  }

  private KnownPeers changed(DeviceKey key, UnaryOperator<KnownPeer> how) {
    return new KnownPeers(
        all.stream().map(peer -> peer.key().equals(key) ? how.apply(peer) : peer).toList());
  }

  private String freeName(String claimed) {
    String shown = shown(claimed);
    String base = shown.isEmpty() ? NAMELESS : shown;
    String name = base;
    for (int n = 2; named(name).isPresent(); n++) {
      String suffix = " " + n;
      name = base.substring(0, Math.min(base.length(), KnownPeer.MAX_NAME - suffix.length()));
      name = name.strip() + suffix;
    }
    return name;
  }

  /** What of a name can be shown on any screen, without spaces around, and not too much of it. */
  private static String shown(String name) {
    StringBuilder out = new StringBuilder();
    name.codePoints().filter(KnownPeers::isVisible).forEach(out::appendCodePoint);
    String text = out.toString().strip();
    int end = Math.min(text.length(), KnownPeer.MAX_NAME);
    if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end).strip();
  }

  private static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> codePoint != '\\';
    };
  }
}
