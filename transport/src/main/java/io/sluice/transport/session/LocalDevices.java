package io.sluice.transport.session;

import io.sluice.crypto.identity.DeviceIdentity;
import io.sluice.crypto.store.IdentityStore;
import io.sluice.crypto.store.StoreException;
import io.sluice.transport.api.Device;
import io.sluice.transport.api.Devices;
import io.sluice.transport.api.Options;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** This device: what it keeps, in the folder of the options; without one, in memory. */
final class LocalDevices implements Devices {
  private final String name;
  private final @Nullable Path home;
  private @Nullable DeviceIdentity identity;

  LocalDevices(Options options) {
    this.name = options.deviceName();
    this.home = options.home();
  }

  @Override
  public Device self() throws TransportException {
    return new Device(name, identity().key().toString());
  }

  /** The key pair of this device, made when it is first needed. */
  synchronized DeviceIdentity identity() throws TransportException {
    DeviceIdentity known = identity;
    if (known == null) {
      known = load();
      identity = known;
    }
    return known;
  }

  private DeviceIdentity load() throws TransportException {
    SecureRandom random = new SecureRandom();
    if (home == null) {
      return DeviceIdentity.generate(random);
    }
    try {
      return new IdentityStore(home).loadOrCreate(random);
    } catch (StoreException e) {
      throw new TransportException(Problem.LOCAL_FILE, String.valueOf(e.getMessage()), e);
    }
  }
}
