package io.sluice.transport.session;

import io.sluice.crypto.identity.DeviceIdentity;
import io.sluice.crypto.identity.DeviceKey;
import io.sluice.crypto.secret.Secret;
import io.sluice.crypto.store.IdentityStore;
import io.sluice.crypto.store.KnownPeer;
import io.sluice.crypto.store.KnownPeers;
import io.sluice.crypto.store.PeerStore;
import io.sluice.crypto.store.StoreException;
import io.sluice.transport.api.Device;
import io.sluice.transport.api.Devices;
import io.sluice.transport.api.KnownDevice;
import io.sluice.transport.api.Options;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** This device and those it knows: in the folder of the options; without one, in memory. */
final class LocalDevices implements Devices {
  private final String name;
  private final @Nullable Path home;
  private final @Nullable String expected;
  private @Nullable DeviceIdentity identity;
  private KnownPeers inMemory = KnownPeers.NONE;

  LocalDevices(Options options) {
    this.name = options.deviceName();
    this.home = options.home();
    this.expected = options.peer();
  }

  private LocalDevices(String name, @Nullable Path home, String expected, DeviceIdentity identity) {
    this.name = name;
    this.home = home;
    this.expected = expected;
    this.identity = identity;
  }

  @Override
  public Device self() throws TransportException {
    return new Device(name, identity().key().toString());
  }

  @Override
  public List<KnownDevice> known() throws TransportException {
    return peers().all().stream().map(LocalDevices::known).toList();
  }

  @Override
  public void rename(String peer, String other) throws TransportException {
    change(before -> before.renamed(peer, other));
  }

  @Override
  public void verify(String peer, String key) throws TransportException {
    KnownPeer known = require(peer);
    if (!known.key().equals(parse(key))) {
      throw new TransportException(
          Problem.VERIFICATION,
          "This is not the key that "
              + known.name()
              + " is known by here, which is "
              + known.key().grouped()
              + ". If it was read and typed right, it is another device, or somebody sat between"
              + " you.");
    }
    change(before -> before.verified(known.key()));
  }

  @Override
  public void forget(String peer) throws TransportException {
    change(before -> before.without(peer));
  }

  /** The key pair of this device, made when it is first needed. */
  synchronized DeviceIdentity identity() throws TransportException {
    DeviceIdentity own = identity;
    if (own == null) {
      own = load();
      identity = own;
    }
    return own;
  }

  /** The same devices, for a session with this one. */
  LocalDevices expecting(String peer) throws TransportException {
    return new LocalDevices(name, home, peer, identity());
  }

  /** The one that is expected. */
  KnownPeer expected() throws TransportException {
    return require(String.valueOf(expected));
  }

  /** What this device and the expected one keep to meet without a code. */
  Secret pairSecret() throws TransportException {
    KnownPeer peer = expected();
    Secret secret = peer.secret();
    if (secret == null) {
      throw new TransportException(
          Problem.CODE,
          "%s needs a code: pair once more with --remember on both sides (or type remember in both"
                  .formatted(peer.name())
              + " shells).");
    }
    return secret;
  }

  /** Fails now if it would fail later, when somebody has already pasted a code. */
  void prepare() throws TransportException {
    identity();
    pins();
  }

  /** What a peer is held to. */
  Pins pins() throws TransportException {
    return new Pins(peers(), expected == null ? null : require(expected));
  }

  /** Changes those that are known, and keeps the change. */
  synchronized KnownPeers change(PeerStore.Change change) throws TransportException {
    try {
      if (home != null) {
        return new PeerStore(home).change(change);
      }
      inMemory = change.apply(inMemory);
      return inMemory;
    } catch (StoreException e) {
      throw failed(e);
    }
  }

  /** A device as the outside sees it. */
  static KnownDevice known(KnownPeer peer) {
    return new KnownDevice(
        peer.name(),
        peer.key().toString(),
        peer.firstSeen(),
        peer.lastSeen(),
        peer.verified(),
        peer.secret() != null);
  }

  private synchronized KnownPeers peers() throws TransportException {
    try {
      return home == null ? inMemory : new PeerStore(home).load();
    } catch (StoreException e) {
      throw failed(e);
    }
  }

  private KnownPeer require(String peer) throws TransportException {
    try {
      return peers().require(peer);
    } catch (StoreException e) {
      throw failed(e);
    }
  }

  private static DeviceKey parse(String key) throws TransportException {
    try {
      return DeviceKey.parse(key);
    } catch (IllegalArgumentException e) {
      throw new TransportException(
          Problem.OTHER, "A key is 64 digits of 0 to 9 and a to f, as sluice id shows them.", e);
    }
  }

  private DeviceIdentity load() throws TransportException {
    SecureRandom random = new SecureRandom();
    if (home == null) {
      return DeviceIdentity.generate(random);
    }
    try {
      return new IdentityStore(home).loadOrCreate(random);
    } catch (StoreException e) {
      throw failed(e);
    }
  }

  private static TransportException failed(StoreException e) {
    return new TransportException(Problem.LOCAL_FILE, String.valueOf(e.getMessage()), e);
  }
}
