package io.sluice.shell.fake;

import io.sluice.transport.api.Device;
import io.sluice.transport.api.Devices;

/** The devices of a {@link FakeNode}. */
public final class FakeDevices implements Devices {
  /** This device. */
  public static final Device SELF = new Device("here", "0123456789abcdef".repeat(4));

  @Override
  public Device self() {
    return SELF;
  }
}
