package io.sluice.shell.fake;

import io.sluice.transport.api.Device;
import io.sluice.transport.api.Devices;
import io.sluice.transport.api.KnownDevice;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The devices of a {@link FakeNode}. */
public final class FakeDevices implements Devices {
  /** This device. */
  public static final Device SELF = new Device("here", "0123456789abcdef".repeat(4));

  private final List<KnownDevice> known = new ArrayList<>();

  /** A device of this name. */
  public static KnownDevice device(String name, boolean verified) {
    Instant seen = Instant.parse("2026-11-01T10:00:00Z");
    return new KnownDevice(name, "fedcba9876543210".repeat(4), seen, seen, verified, !verified);
  }

  /** Knows one more. */
  public synchronized void knows(KnownDevice device) {
    known.add(device);
  }

  @Override
  public Device self() {
    return SELF;
  }

  @Override
  public synchronized List<KnownDevice> known() {
    return List.copyOf(known);
  }

  @Override
  public synchronized void rename(String name, String other) throws TransportException {
    KnownDevice d = take(name);
    knows(
        new KnownDevice(
            other, d.key(), d.firstSeen(), d.lastSeen(), d.verified(), d.needsNoCode()));
  }

  @Override
  public synchronized void verify(String name, String key) throws TransportException {
    KnownDevice d = take(name);
    knows(new KnownDevice(d.name(), d.key(), d.firstSeen(), d.lastSeen(), true, d.needsNoCode()));
    if (!d.key().equals(key)) {
      throw new TransportException(Problem.VERIFICATION, "This is not the key.");
    }
  }

  @Override
  public synchronized void forget(String name) throws TransportException {
    take(name);
  }

  private KnownDevice take(String name) throws TransportException {
    KnownDevice found =
        known.stream()
            .filter(device -> device.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new TransportException(Problem.LOCAL_FILE, "No such device."));
    known.remove(found);
    return found;
  }
}
